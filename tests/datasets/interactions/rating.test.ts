// Rating prediction and top-N on tiny tables, worked by hand.
import { describe, expect, it } from 'vitest'
import { codesIn, given, prepareTable, preparedOf, rowsOf, wordsOf } from './tables'
import type { Settings } from '../../../shared/fields'
import type { TestTable } from './tables'

const part = ['train', 'train', 'train', 'train', 'valid', 'test', 'test']
const ratings: TestTable = {
  task: 'rating',
  split: given,
  columns: {
    who: { role: 'user', values: ['ann', 'bob', 'ann', 'ann', 'bob', 'ann', 'eve'] },
    what: { role: 'item', values: ['x', 'y', 'y', 'z', 'x', 'new', 'x'] },
    stars: { role: 'rating', values: [1, 3, 3, 5, 4, 2, 5] },
    hour: { role: 'feature', values: [1, 2, 3, 4, 5, 6, 7] },
    part: { role: 'ignore', values: part },
  },
}

describe('rating', () => {
  it('gives the codes of user and item, the most frequent of the training rows first, and 0 for what training lacks', () => {
    const prepared = preparedOf(ratings)
    expect(wordsOf(prepared, 'user')).toEqual(['', 'ann', 'bob'])
    expect(wordsOf(prepared, 'item')).toEqual(['', 'y', 'x', 'z'])
    expect(rowsOf(prepared, 'user').flat()).toEqual([1, 2, 1, 1, 2, 1, 0])
    expect(rowsOf(prepared, 'item').flat()).toEqual([2, 1, 1, 3, 2, 0, 2])
    expect([...prepared.row]).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect([...prepared.part]).toEqual([0, 0, 0, 0, 1, 2, 2])
  })

  it('standardises ratings by mean 3 and population deviation sqrt(2) of the training rows, features as a table does', () => {
    const prepared = preparedOf(ratings)
    const { facts, target, arrangement } = prepared.preparation
    expect(target).toEqual({ column: 'stars', goal: 'regression', classes: [], mean: 3, deviation: Math.SQRT2 })
    expect([...prepared.target]).toEqual([1, 3, 3, 5, 4, 2, 5].map((value) => Math.fround((value - 3) / Math.SQRT2)))
    // Hours 1 to 4 train: mean 2.5, deviation sqrt(1.25).
    expect(rowsOf(prepared, 'features')[6]?.[0]).toBe(Math.fround((7 - 2.5) / Math.sqrt(1.25)))
    expect(facts).toMatchObject({
      goal: 'regression',
      width: 1,
      inputs: ['hour'],
      counts: { train: 4, validation: 1, test: 2 },
    })
    expect(facts.blocks).toEqual([
      { name: 'user', shape: [1], kind: 'codes', size: 3 },
      { name: 'item', shape: [1], kind: 'codes', size: 4 },
      { name: 'features', shape: [1], kind: 'numbers' },
    ])
    expect(arrangement).toEqual({
      task: 'rating',
      settings: { fewestOfUser: 1, fewestOfItem: 1 },
      columns: [
        { role: 'user', column: 'who' },
        { role: 'item', column: 'what' },
        { role: 'rating', column: 'stars' },
      ],
      words: ['user', 'item'],
    })
  })

  it('takes rare users and items for unknown ones, leaves rows without a value out, and weighs training rows alone', () => {
    const columns = {
      ...ratings.columns,
      stars: { role: 'rating' as const, values: [1, 3, 3, NaN, 4, 2, 5] },
      much: { role: 'weight' as const, values: [2, 1, 0.5, 9, 7, 7, 7] },
    }
    const { prepared, problems } = prepareTable({ ...ratings, settings: { fewestOfItem: 2 }, columns })
    expect(codesIn(problems)).toEqual(['dataset/incomplete-rows'])
    expect(prepared && wordsOf(prepared, 'item')).toEqual(['', 'y'])
    expect([...(prepared?.row ?? [])]).toEqual([0, 1, 2, 4, 5, 6])
    expect([...(prepared?.weight ?? [])]).toEqual([2, 1, 0.5, 1, 1, 1])
    expect(prepared?.preparation.facts.droppedRows).toBe(1)
  })

  it('says what is missing, and what is wrong with settings', () => {
    const { who: _, ...others } = ratings.columns
    expect(codesIn(prepareTable({ ...ratings, columns: others }).problems)).toEqual(['dataset/task-not-ready'])
    expect(codesIn(prepareTable({ ...ratings, settings: { fewestOfItem: 0 } }).problems)).toEqual([
      'settings/bad-value',
    ])
    const empty = { ...ratings.columns, who: { role: 'user' as const, values: part.map(() => null) } }
    const { prepared, problems } = prepareTable({ ...ratings, columns: empty })
    expect(prepared).toBeNull()
    expect(codesIn(problems)).toContain('dataset/no-examples')
  })
})

const visits: TestTable = {
  task: 'topN',
  settings: { negatives: 2 },
  split: given,
  columns: {
    user: { role: 'user', values: ['a', 'a', 'b', 'b', 'a', 'a', 'b'] },
    item: { role: 'item', values: ['1', '2', '3', '4', '3', '4', '1'] },
    part: { role: 'ignore', values: part },
  },
}

describe('topN', () => {
  it('puts the negatives of each row behind it, of the same part, none of which the user came to until then', () => {
    const prepared = preparedOf(visits)
    // In its test row a has come to all four items, so that nothing is left to draw for it.
    expect([...prepared.row]).toEqual([0, 0, 0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4, 5, 6, 6, 6])
    expect([...prepared.part]).toEqual([...new Array<number>(12).fill(0), 1, 1, 1, 2, 2, 2, 2])
    const row = prepared.row
    expect([...prepared.target]).toEqual(Array.from(row, (own, at) => (own === row[at - 1] ? 0 : 1)))
    const word = wordsOf(prepared, 'item')
    const items = rowsOf(prepared, 'item').map(([code = 0]) => word[code] ?? '')
    const users = rowsOf(prepared, 'user').map(([code = 0]) => wordsOf(prepared, 'user')[code])
    expect(users).toEqual(Array.from(row, (own) => visits.columns.user?.values[own]))
    const until = [
      { a: ['1', '2'], b: ['3', '4'] },
      { a: ['1', '2', '3'], b: ['3', '4'] },
      { a: ['1', '2', '3', '4'], b: ['1', '3', '4'] },
    ]
    items.forEach((item, example) => {
      const seen = until[prepared.part[example] ?? 0]?.[users[example] as 'a' | 'b']
      if (prepared.target[example] === 1) expect(item).toBe(visits.columns.item?.values[row[example] ?? 0])
      else expect([item, seen?.includes(item)]).toEqual([expect.stringMatching(/[1-4]/), false])
    })
  })

  it('counts the negatives that cannot be drawn', () => {
    const { prepared, problems } = prepareTable(visits)
    expect(codesIn(problems)).toEqual(['dataset/few-negatives'])
    expect(prepared?.part).toHaveLength(3 * 7 - 2)
  })

  it('draws the same for the same seed, other items for another', () => {
    const many = {
      ...visits,
      columns: {
        user: { role: 'user' as const, values: Array.from({ length: 300 }, (_, row) => `u${row % 20}`) },
        item: { role: 'item' as const, values: Array.from({ length: 300 }, (_, row) => `i${(row * 7) % 61}`) },
        part: { role: 'ignore' as const, values: Array.from({ length: 300 }, (_, row) => part[row % 7] as string) },
      },
    }
    const draw = (seed: number) => rowsOf(preparedOf({ ...many, settings: { negatives: 3, seed } }), 'item')
    expect(draw(5)).toEqual(draw(5))
    expect(draw(6)).not.toEqual(draw(5))
  })

  it('counts liked rows alone, or rows of some events', () => {
    const columns = {
      ...visits.columns,
      stars: { role: 'rating' as const, values: [5, 1, 4, 3, 4, 5, 5] },
      kind: { role: 'event' as const, values: ['buy', 'buy', 'view', 'buy', 'buy', 'buy', 'buy'] },
    }
    const positives = (settings: Settings) => {
      const { row, target } = preparedOf({ ...visits, columns, settings: { negatives: 1, ...settings } })
      return [...row].filter((_, example) => target[example] === 1)
    }
    expect(positives({})).toEqual([0, 1, 2, 3, 4, 5, 6])
    expect(positives({ byRating: true, threshold: 4 })).toEqual([0, 2, 4, 5, 6])
    expect(positives({ events: ['buy'] })).toEqual([0, 1, 3, 4, 5, 6])
  })

  it('says that features are not used, and that no item is known', () => {
    const columns = { ...visits.columns, hour: { role: 'feature' as const, values: [1, 2, 3, 4, 5, 6, 7] } }
    expect(codesIn(prepareTable({ ...visits, columns }).problems)).toContain('dataset/features-not-used')
    expect(codesIn(prepareTable({ ...visits, settings: { fewestOfItem: 9 } }).problems)).toContain('dataset/no-items')
  })
})
