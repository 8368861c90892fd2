// Draws in proportion: chances by chi-square on many draws, and the same numbers as published for popularity.
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/numbers/random'
import {
  drawerOf,
  isPositive,
  popularityOf,
  positivesOf,
  samplerOf,
} from '../../../main/engine/datasets/interactions/negatives'

/** How far counts are from what they should be, against the 99.9 % quantile of chi-square with so many degrees of freedom. */
function isFair(counts: number[], shares: number[], quantile: number): boolean {
  const total = counts.reduce((sum, count) => sum + count, 0)
  const distance = counts.reduce(
    (sum, count, index) => sum + (count - total * (shares[index] ?? 0)) ** 2 / (total * (shares[index] ?? 1)),
    0,
  )
  return distance < quantile
}

describe('drawerOf', () => {
  it('draws each index in proportion to its weight', () => {
    const weights = [1, 2, 3, 4, 10]
    const draw = drawerOf(Float64Array.from(weights))
    const random = createRandom(11)
    const counts = weights.map(() => 0)
    for (let time = 0; time < 100_000; time++) {
      const index = draw(random)
      counts[index] = (counts[index] ?? 0) + 1
    }
    const shares = weights.map((weight) => weight / 20)
    expect(isFair(counts, shares, 18.47)).toBe(true)
    expect(isFair(counts, [0.2, 0.2, 0.2, 0.2, 0.2], 18.47)).toBe(false)
  })

  it('never draws what has no weight', () => {
    const draw = drawerOf(Float64Array.from([0, 1, 0]))
    const random = createRandom(1)
    expect(new Set(Array.from({ length: 200 }, () => draw(random)))).toEqual(new Set([1]))
  })
})

it('popularity is the count to the power of three quarters', () => {
  for (const [index, chance] of popularityOf(Int32Array.of(0, 1, 16, 81, 10_000)).entries()) {
    expect(chance).toBeCloseTo([0, 1, 8, 27, 1000][index] ?? NaN, 9)
  }
})

describe('positives', () => {
  const positives = positivesOf(
    Int32Array.of(1, 0, 1, 1, 0),
    Int32Array.of(5, 2, 3, 5, 0),
    Uint8Array.of(2, 0, 0, 1, 0),
    2,
  )

  it('are sorted by user and item, each once with its earliest part, unknown items passed over', () => {
    expect([...positives.starts]).toEqual([0, 1, 3])
    expect([...positives.items]).toEqual([2, 3, 5])
    expect([...positives.part]).toEqual([0, 0, 1])
  })

  it('are told by the part until which they count', () => {
    expect(isPositive(positives, 1, 5, 0)).toBe(false)
    expect(isPositive(positives, 1, 5, 1)).toBe(true)
    expect(isPositive(positives, 0, 3, 2)).toBe(false)
  })

  it('leave negatives fair among the free items, also where a single one is free', () => {
    const all = Array.from({ length: 99 }, (_, index) => index + 1)
    const full = positivesOf(new Int32Array(99), Int32Array.from(all), new Uint8Array(99), 1)
    const into = new Int32Array(3)
    const sampler = samplerOf(full, new Float64Array(100).fill(1), 2)
    expect(sampler.draw(0, 2, 3, into, 0)).toBe(3)
    expect([...into]).toEqual([100, 100, 100])
    expect(samplerOf(full, new Float64Array(99).fill(1), 2).draw(0, 2, 3, into, 0)).toBe(0)
  })
})
