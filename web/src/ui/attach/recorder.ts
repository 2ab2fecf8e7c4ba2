/** Records a voice: Opus, in Ogg wherever it can be, with how loud it is along its length. */

import { oggOf } from '../../model/ogg'
import type { Outgoing } from '../../model/outgoing'
import { waveformOf } from '../../model/waveform'
import { opusOf } from '../../model/webm'

const FORMS = ['audio/ogg;codecs=opus', 'audio/webm;codecs=opus', 'audio/mp4']
const STEPS = 100
const BITS = 32_000

export interface Recording {
  /** How loud it is now, from 0 to 1. */
  level(): number
  /** Ends it; undefined if nothing was heard. */
  finish(): Promise<Outgoing | undefined>
  discard(): void
}

/** Fails if the browser or whoever sits before it does not allow it. */
export async function record(): Promise<Recording> {
  const stream = await navigator.mediaDevices.getUserMedia({
    audio: { echoCancellation: true, noiseSuppression: true, channelCount: 1 },
  })
  const mimeType = FORMS.find((form) => MediaRecorder.isTypeSupported(form)) ?? ''
  const recorder = new MediaRecorder(stream, { mimeType, audioBitsPerSecond: BITS })
  const parts: Blob[] = []
  recorder.ondataavailable = ({ data }) => parts.push(data)
  const context = new AudioContext()
  const analyser = context.createAnalyser()
  context.createMediaStreamSource(stream).connect(analyser)
  const heard = new Uint8Array(analyser.fftSize)
  recorder.start()

  const end = (): void => {
    for (const track of stream.getTracks()) track.stop()
    if (context.state !== 'closed') void context.close()
  }

  return {
    level() {
      analyser.getByteTimeDomainData(heard)
      let peak = 0
      for (const value of heard) peak = Math.max(peak, Math.abs(value - 128))
      return Math.min(1, peak / 100)
    },

    async finish() {
      const stopped = new Promise((resolve) => recorder.addEventListener('stop', resolve))
      recorder.stop()
      await stopped
      const blob = await inOgg(new Blob(parts, { type: recorder.mimeType.split(';')[0] ?? '' }))
      const sound = await context.decodeAudioData(await blob.arrayBuffer()).catch(() => undefined)
      end()
      if (!blob.size) return undefined
      return {
        kind: 'voice',
        blob,
        name: '',
        type: blob.type,
        duration: sound?.duration ?? 0,
        waveform: sound ? waveformOf(sound.getChannelData(0), STEPS) : [],
      }
    },

    discard() {
      if (recorder.state !== 'inactive') recorder.stop()
      end()
    },
  }
}

async function inOgg(blob: Blob): Promise<Blob> {
  if (blob.type !== 'audio/webm') return blob
  const stream = opusOf(new Uint8Array(await blob.arrayBuffer()))
  if (!stream) return blob
  return new Blob(oggOf(stream) as Uint8Array<ArrayBuffer>[], { type: 'audio/ogg' })
}
