// Sorting of float32 numbers against the language's own.
import { expect, it } from 'vitest'
import { ascending } from '../../../shared/numbers/ascending'
import { createRandom } from '../../../shared/numbers/random'

const random = createRandom(4)

it.each([0, 1, 100, 1023, 1024, 5000])(
  '%i numbers of both signs, with equal ones, are in the order of the language',
  (count) => {
    const values = Float32Array.from({ length: count }, () => Math.round((random.next() - 0.5) * 2000) / 7)
    expect(ascending(values.slice())).toEqual(values.slice().sort())
  },
)

it('zeros of both signs, the smallest, the largest and infinite numbers have their places', () => {
  const odd = [0, -0, Infinity, -Infinity, 1e-45, -1e-45, 3.4e38, -3.4e38, 1]
  const values = Float32Array.from({ length: 2000 }, (_, at) => odd[at % odd.length] ?? 0)
  expect(ascending(values.slice())).toEqual(values.slice().sort())
})

it('a part of an array is sorted alone', () => {
  const values = Float32Array.from({ length: 4000 }, () => random.next())
  const before = values.slice(0, 1500)
  ascending(values.subarray(1500))
  expect(values.slice(0, 1500)).toEqual(before)
  expect(values.subarray(1500)).toEqual(values.slice(1500).sort())
})
