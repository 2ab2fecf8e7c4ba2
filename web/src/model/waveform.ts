/** How loud a voice is along its length: five bits a step, one after the other, lowest bit first. */

const BITS = 5
/** The loudest step. */
export const LOUDEST = 31

export function unpackedWaveform(bytes: Uint8Array | undefined): number[] {
  if (!bytes?.length) return []
  const steps = Math.floor((bytes.length * 8) / BITS)
  return Array.from({ length: steps }, (_, step) => {
    const bit = step * BITS
    const low = bytes[bit >> 3] ?? 0
    const high = bytes[(bit >> 3) + 1] ?? 0
    return ((low | (high << 8)) >> (bit & 7)) & LOUDEST
  })
}

export function packedWaveform(steps: number[]): Uint8Array {
  const bytes = new Uint8Array(Math.ceil((steps.length * BITS) / 8))
  for (const [step, value] of steps.entries()) {
    const bit = step * BITS
    const at = bit >> 3
    const shifted = (Math.round(value) & LOUDEST) << (bit & 7)
    bytes[at] = (bytes[at] ?? 0) | (shifted & 255)
    if (at + 1 < bytes.length) bytes[at + 1] = (bytes[at + 1] ?? 0) | (shifted >> 8)
  }
  return bytes
}

/** As many steps as there is room for: of steps that fall together the loudest counts. */
export function fittedWaveform(steps: number[], room: number): number[] {
  if (!steps.length || room <= 0) return []
  return Array.from({ length: room }, (_, at) => {
    const from = Math.floor((at * steps.length) / room)
    const to = Math.max(from + 1, Math.floor(((at + 1) * steps.length) / room))
    return Math.max(...steps.slice(from, to))
  })
}

/** The loudness of sound, samples from −1 to 1, in so many steps; its loudest place is the highest. */
export function waveformOf(samples: Float32Array, steps: number): number[] {
  const size = Math.max(1, Math.ceil(samples.length / steps))
  const peaks: number[] = []
  for (let from = 0; from < samples.length; from += size) {
    let peak = 0
    for (const sample of samples.subarray(from, from + size))
      peak = Math.max(peak, Math.abs(sample))
    peaks.push(peak)
  }
  const top = Math.max(...peaks, 0.01)
  return peaks.map((peak) => Math.round((peak / top) * LOUDEST))
}
