// Rows in the order of time: the same as a stable sort by comparison, whatever the times are.
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/numbers/random'
import { byTime, codedWords, sortedByTime } from '../../../main/engine/datasets/splits'

/** JavaScript's own sort is stable. */
function sorted(times: number[]): number[] {
  return times.map((_, place) => place).sort((a, b) => (times[a] as number) - (times[b] as number))
}

const random = createRandom(7)
const many = (timeOf: () => number) => Array.from({ length: 3000 }, timeOf)

describe('rows in the order of time', () => {
  it.each<[string, number[]]>([
    ['none', []],
    ['one', [5]],
    ['all alike', [3, 3, 3]],
    ['both zeros, which are alike', [0, -0, 1, -0, 0, -1]],
    ['the ends of what there is', [Infinity, -1e308, 5e-324, -Infinity, 1e308, -5e-324, 0]],
    ['seconds since 1970, many alike', many(() => 1_600_000_000 + random.below(500))],
    ['milliseconds before and after 1970', many(() => random.below(2 ** 31) * 100 - 1e11)],
    ['fractions of both signs', many(() => random.next() - 0.5)],
  ])('%s', (_, times) => {
    expect([...byTime(Float64Array.from(times))]).toEqual(sorted(times))
  })

  it('can be stopped between the digits of the times, and while words get codes', () => {
    const times = Float64Array.from(many(() => random.next()))
    const pieces = sortedByTime(times)
    for (let done = 0; done < 4; done++) expect(pieces.next()).toEqual({ done: false, value: { done, total: 4 } })
    expect(pieces.next().done).toBe(true)
    const words = Array.from({ length: 100_000 }, (_, row) => (row % 10 === 0 ? null : `w${row % 7}`))
    const coding = codedWords(words)
    for (let piece = 1; piece <= 3; piece++) expect(coding.next().done).toBe(false)
    expect(coding.next().value).toMatchObject({ names: ['w1', 'w2', 'w3', 'w4', 'w5', 'w6', 'w0'] })
  })
})
