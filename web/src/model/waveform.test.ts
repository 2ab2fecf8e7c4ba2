import { expect, test } from 'vitest'
import { fittedWaveform, packedWaveform, unpackedWaveform, waveformOf } from './waveform'

test('a waveform packed and unpacked is the same', () => {
  const steps = Array.from({ length: 100 }, (_, step) => (step * 7) % 32)
  const bytes = packedWaveform(steps)
  expect(bytes.length).toBe(63)
  expect(unpackedWaveform(bytes)).toEqual(steps)
})

test('five bits a step, the lowest first', () => {
  expect([...packedWaveform([1, 31])]).toEqual([0b11100001, 0b11])
  expect(unpackedWaveform(undefined)).toEqual([])
})

test('there are as many steps as there is room, and the loudest of those joined counts', () => {
  expect(fittedWaveform([1, 9, 2, 3], 2)).toEqual([9, 3])
  expect(fittedWaveform([5, 7], 4)).toEqual([5, 5, 7, 7])
  expect(fittedWaveform([], 4)).toEqual([])
})

test('the loudest place of a sound is the highest step', () => {
  expect(waveformOf(new Float32Array([0, 0.1, -0.2, 0.4]), 2)).toEqual([8, 31])
})
