import { describe, expect, it } from 'vitest'
import { createRandom, permutation, randomFrom, shuffle } from '../../../shared/numbers/random'

describe('random', () => {
  it('is xoshiro128** 1.1', () => {
    // Source: the authors' xoshiro128starstar.c, compiled, with the state { 1, 2, 3, 4 }.
    const random = randomFrom([1, 2, 3, 4])
    const first = Array.from({ length: 10 }, () => random.bits())
    expect(first).toEqual([
      11520, 0, 5927040, 70819200, 2031721883, 1637235492, 1287239034, 3734860849, 3729100597, 4258142804,
    ])
  })

  it('gives the same numbers for the same seed, and others for its neighbour', () => {
    const draw = (seed: number) => {
      const random = createRandom(seed)
      return Array.from({ length: 100 }, () => random.next())
    }
    expect(draw(7)).toEqual(draw(7))
    expect(draw(7).filter((value, index) => value === draw(8)[index])).toEqual([])
  })

  it('is even: every tenth of the range is hit about as often', () => {
    const random = createRandom(1)
    const counts = new Array<number>(10).fill(0)
    for (let draw = 0; draw < 100_000; draw++) counts[random.below(10)]! += 1
    // Chi-square with 9 degrees of freedom: above 33.7 only once in 10,000 fair generators.
    const chiSquare = counts.reduce((sum, count) => sum + (count - 10_000) ** 2 / 10_000, 0)
    expect(chiSquare).toBeLessThan(33.7)
  })

  it('shuffles every item to every place, losing none', () => {
    const order = permutation(1000, createRandom(3))
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, index) => index))
    const places = new Array<number>(4).fill(0)
    const random = createRandom(5)
    for (let trial = 0; trial < 4000; trial++) places[shuffle([0, 1, 2, 3], random).indexOf(0)]! += 1
    // Each place is expected 1000 times, standard deviation 27.
    for (const count of places) expect(Math.abs(count - 1000)).toBeLessThan(140)
  })
})
