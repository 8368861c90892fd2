// Measures of drift against scipy and numpy (tests/fixtures/drift/make.py).
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import {
  binsOfNumbers,
  binsOfWords,
  chiSquare,
  kolmogorovSmirnov,
  stabilityIndex,
} from '../../../main/engine/datasets/drift/measures'
import { chiSquareTail, kolmogorovTail } from '../../../main/engine/datasets/drift/tails'

interface Measured {
  before: number[]
  now: number[]
  statistic: number
  p: number
  psi: number
}
interface Fixture {
  numbers: Record<string, Measured>
  counts: Record<string, Measured>
  tails: { kolmogorov: [number, number][]; chiSquare: [number, number, number][] }
}
const fixture = JSON.parse(
  readFileSync(new URL('../../fixtures/drift/measures.json', import.meta.url), 'utf8'),
) as Fixture
/** Equal in all but the last digits, small probabilities as well. */
const near = (found: number, wanted: number) =>
  expect(Math.abs(found - wanted)).toBeLessThanOrEqual(1e-10 * Math.abs(wanted) + 1e-14)

describe('tails', () => {
  it.each(fixture.tails.kolmogorov)('Kolmogorov at %d', (x, p) => near(kolmogorovTail(x), p))
  it.each(fixture.tails.chiSquare)('chi-square at %d with %d degrees', (x, degrees, p) =>
    near(chiSquareTail(x, degrees), p),
  )
})

it.each(Object.entries(fixture.numbers))('numbers: %s', (_, { before, now, statistic, p, psi }) => {
  const [a, b] = [before, now].map((values) => Float64Array.from(values).sort()) as [Float64Array, Float64Array]
  const found = kolmogorovSmirnov(a, b)
  near(found.statistic, statistic)
  near(found.p, p)
  near(stabilityIndex(binsOfNumbers(a, b, String)), psi)
})

it.each(Object.entries(fixture.counts))('counts: %s', (_, { before, now, statistic, p, psi }) => {
  const pair = { before: Float64Array.from(before), now: Float64Array.from(now) }
  const found = chiSquare(pair)
  near(found.statistic, statistic)
  near(found.p, p)
  near(stabilityIndex(pair), psi)
})

describe('bins', () => {
  it('of words: the most frequent first, all others as one', () => {
    const many = new Map(Array.from({ length: 22 }, (_, index) => [`w${index}`, 100 - index]))
    const pair = binsOfWords(many, new Map([['w1', 3], ['new', 4]])) // prettier-ignore
    expect(pair.labels.slice(0, 2)).toEqual(['w0', 'w1'])
    expect(pair.labels).toHaveLength(21)
    expect([pair.before.at(-1), pair.now.at(-1)]).toEqual([80 + 79, 4])
    expect(binsOfWords(new Map([['a', 1]]), new Map([['a', 2]])).labels).toEqual(['a'])
  })

  it('of numbers: one bin when they never change', () => {
    const { labels, before, now } = binsOfNumbers(Float64Array.of(2, 2, 2), Float64Array.of(1, 2, 3), String)
    expect(labels).toEqual(['< 2', '≥ 2'])
    expect([[...before], [...now]]).toEqual([
      [0, 3],
      [1, 2],
    ])
  })
})
