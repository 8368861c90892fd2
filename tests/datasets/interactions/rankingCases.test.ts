// For whom lists are made and what may be in them, by hand.
import { describe, expect, it } from 'vitest'
import { rankingCases } from '../../../main/engine/datasets'
import type { Prepared } from '../../../main/engine/workspace'
import type { Settings } from '../../../shared/fields'
import { given, preparedOf, wordsOf } from './tables'
import type { TestTable } from './tables'

/** Rows as "user item part", in the order of time. */
function table(task: TestTable['task'], rows: string[], settings: Settings = {}): TestTable {
  const cells = rows.map((row) => row.split(' '))
  const column = (at: number) => cells.map((row) => row[at] ?? '')
  return {
    task,
    settings,
    split: given,
    columns: {
      user: { role: 'user', values: column(0) },
      item: { role: 'item', values: column(1) },
      part: { role: 'ignore', values: column(2) },
      at: { role: 'time', values: cells.map((_, row) => row) },
    },
  }
}

/** Each list as "user: right ones / how many / candidates", in words. */
function told(prepared: Prepared, part: 'validation' | 'test'): string[] {
  const cases = rankingCases(prepared, part)
  const [users, items] = [wordsOf(prepared, 'user'), wordsOf(prepared, 'item')]
  return (cases?.cases ?? []).map(({ user, relevant, count, candidates, isSeen }) => {
    const all = Array.from({ length: cases?.items ?? 0 }, (_, index) => index + 1)
    const among = candidates === null ? all.filter((item) => !isSeen(item)) : [...candidates]
    const words = (codes: Iterable<number>) =>
      [...codes]
        .map((code) => items[code])
        .sort()
        .join('')
    return `${users[user]}: ${words(relevant)} / ${count} / ${words(among)}`
  })
}

const visits = [
  ...['u a train', 'u b train', 'u c valid', 'u d test', 'u e test', 'u b test', 'u z test'],
  ...['v a train', 'v c train', 'v d train', 'v e valid', 'v c test'],
  ...['w e train', 'w f train', 'x a test'],
]

describe('top-N', () => {
  it('a list for each user, of all items but those of earlier parts; items that training lacks should be in it and cannot', () => {
    const prepared = preparedOf(table('topN', visits))
    // u: b was seen in training, z is in no training row; v: c was seen, so nothing is left; x is unknown.
    expect(told(prepared, 'test')).toEqual(['u: de / 3 / def'])
    expect(rankingCases(prepared, 'test')?.unknown).toBe(1)
    expect(told(prepared, 'validation')).toEqual(['u: c / 1 / cdef', 'v: e / 1 / bef'])
    expect(rankingCases(prepared, 'test')).toMatchObject({ cutoff: 10, items: 6 })
  })

  it('known items again, when the data say so', () => {
    const prepared = preparedOf(table('topN', visits, { again: true, cutoff: 3 }))
    expect(told(prepared, 'test')).toEqual(['u: bde / 4 / abcdef', 'v: c / 1 / abcdef'])
    expect(rankingCases(prepared, 'test')?.cutoff).toBe(3)
  })

  it('a list for each right item among drawn ones that the user never comes to, fewer where there are no more', () => {
    const prepared = preparedOf(table('topN', visits, { rankedAmong: 'drawn', others: 99 }))
    // u never comes to f.
    expect(told(prepared, 'test')).toEqual(['u: d / 1 / df', 'u: e / 1 / ef', 'u:  / 1 / f'])
    expect(told(prepared, 'validation')).toEqual(['u: c / 1 / cf', 'v: e / 1 / bef'])
  })

  it('draws so many others, each once, the same for the same data', () => {
    const rows = Array.from({ length: 300 }, (_, row) => {
      const part = row % 10 === 9 ? 'test' : row % 10 === 8 ? 'valid' : 'train'
      return `u${Math.floor(row / 10)} i${(row * 37) % 200} ${part}`
    })
    const drawn = () => rankingCases(preparedOf(table('topN', rows, { rankedAmong: 'drawn', others: 20 })), 'test')
    const cases = drawn()?.cases ?? []
    expect(cases.length).toBeGreaterThan(25)
    for (const { candidates, relevant } of cases) {
      expect(new Set(candidates).size).toBe(20 + relevant.length)
      expect([...(candidates ?? [])]).toEqual([...(candidates ?? [])].sort((a, b) => a - b))
    }
    expect(drawn()?.cases.map(({ candidates }) => candidates)).toEqual(cases.map(({ candidates }) => candidates))
  })
})

describe('next item', () => {
  it('a list for each row, without what the user came to before, also where that fell out of the history', () => {
    const ofU = ['u a train', 'u b train', 'u c train', 'u f valid', 'u e test']
    const ofV = ['v f train', 'v e train', 'v d train', 'v g test']
    const prepared = preparedOf(table('nextItem', [...ofU, ...ofV], { length: 1 }))
    // g is in no training row: it cannot be predicted, and is in no list.
    expect(told(prepared, 'test')).toEqual(['u: e / 1 / de'])
    expect(told(prepared, 'validation')).toEqual(['u: f / 1 / def'])
  })

  it('the right item is asked for also where the user came to it before', () => {
    const again = ['u a train', 'u b train', 'u c train', 'u b valid', 'u a test', 'v d train', 'v e train']
    const prepared = preparedOf(table('nextItem', again))
    expect(told(prepared, 'test')).toEqual(['u: a / 1 / ade'])
    expect(told(prepared, 'validation')).toEqual(['u: b / 1 / bde'])
    expect(told(preparedOf(table('nextItem', again, { again: true })), 'test')).toEqual(['u: a / 1 / abcde'])
  })
})

it('other tasks recommend nothing', () => {
  const rated = table('rating', visits)
  const rating = { role: 'rating' as const, values: visits.map((_, row) => row % 5) }
  expect(rankingCases(preparedOf({ ...rated, columns: { ...rated.columns, rating } }), 'test')).toBeNull()
})
