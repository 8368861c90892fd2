// Splits by whole groups: grouped, coldUsers, coldItems. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { assign, countOf, inputOf, range } from './input'

/** 1000 rows of 100 groups, whose sizes go from 1 to 19. */
const sizes = range(100).map((group) => 1 + ((group * 7) % 19))
const total = sizes.reduce((sum, size) => sum + size, 0)
const words = sizes.flatMap((size, group) => new Array<string>(size).fill(`g${group}`))

function partsByWord(part: readonly number[], of: readonly string[]): Map<string, Set<number>> {
  const found = new Map<string, Set<number>>()
  of.forEach((word, row) => found.set(word, (found.get(word) ?? new Set()).add(part[row] as number)))
  return found
}

describe.each([
  ['grouped', 'column'],
  ['coldUsers', 'user'],
  ['coldItems', 'item'],
])('split %s', (kind, field) => {
  const input = inputOf(total, { words: { [field]: words } })

  it('has all rows of a group in one part, and every part has some', () => {
    const { part, problems } = assign(kind, input)
    expect(problems).toEqual([])
    expect([...partsByWord(part, words).values()].every(({ size }) => size === 1)).toBe(true)
    expect(new Set(part)).toEqual(new Set([0, 1, 2]))
  })

  it('is the same for the same seed and another for another seed', () => {
    expect(assign(kind, input, { seed: 4 })).toEqual(assign(kind, input, { seed: 4 }))
    expect(assign(kind, input, { seed: 4 }).part).not.toEqual(assign(kind, input, { seed: 5 }).part)
  })

  it('leaves a group for each part when there are three, and refuses two', () => {
    const three = ['a', 'a', 'a', 'b', 'c']
    for (const testShare of [0.01, 0.9])
      expect(new Set(assign(kind, inputOf(5, { words: { [field]: three } }), { testShare }).part).size).toBe(3)
    const two = assign(kind, inputOf(4, { words: { [field]: ['a', 'a', 'b', 'b'] } }))
    expect(two.codes).toEqual(['split/too-few-groups'])
    expect(two.problems[0]).toMatchObject({ path: `split.${field}`, severity: 'error' })
  })
})

describe('shares of whole groups', () => {
  it('grouped: shares of the rows, right within half of the largest group', () => {
    for (const seed of range(20)) {
      const { part } = assign('grouped', inputOf(total, { words: { column: words } }), { seed })
      expect(Math.abs(countOf(part, 2) - 0.2 * total)).toBeLessThanOrEqual(9.5)
      expect(Math.abs(countOf(part, 1) - 0.2 * (total - countOf(part, 2)))).toBeLessThanOrEqual(9.5)
    }
  })

  it('coldUsers: shares of the users: of 100 users 20 test, of the other 80 16 validate', () => {
    const { part } = assign('coldUsers', inputOf(total, { words: { user: words } }))
    const parts = [...partsByWord(part, words).values()].map((codes) => [...codes][0])
    expect([0, 1, 2].map((code) => parts.filter((found) => found === code).length)).toEqual([64, 16, 20])
  })
})

it('a row without a group is in no part, and said', () => {
  const holed = words.map((word, row) => (row < 3 ? null : word))
  const { part, problems } = assign('grouped', inputOf(total, { words: { column: holed } }))
  expect(part.slice(0, 3)).toEqual([3, 3, 3])
  expect(countOf(part, 3)).toBe(3)
  expect(problems).toMatchObject([{ code: 'split/missing-values', severity: 'warning' }])
  expect(problems[0]?.message.en).toContain('"3"')
})
