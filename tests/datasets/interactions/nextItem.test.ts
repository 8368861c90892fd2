// Histories and the next item on tiny tables, worked by hand; ties, unknown items, sessions, padding, and no look at the future.
import { describe, expect, it } from 'vitest'
import { createRandom } from '../../../shared/numbers/random'
import { codesIn, given, leaveLastOut, prepareTable, preparedOf, rowsOf, wordsOf } from './tables'
import type { Settings } from '../../../shared/fields'
import type { TestTable } from './tables'

// In the order of time a comes to p q r s t, b to q p p; the table is not in that order.
const table: TestTable = {
  task: 'nextItem',
  settings: { length: 3 },
  split: leaveLastOut,
  columns: {
    user: { role: 'user', values: ['a', 'b', 'a', 'b', 'a', 'b', 'a', 'a'] },
    item: { role: 'item', values: ['s', 'q', 'p', 'p', 'r', 'p', 'q', 't'] },
    at: { role: 'time', values: [40, 1, 10, 2, 30, 3, 20, 50] },
  },
}

/** Each example as words: its history, what follows, and its part. */
function told(prepared: ReturnType<typeof preparedOf>): string[] {
  const words = wordsOf(prepared, 'item')
  return rowsOf(prepared, 'sequence').map((codes, example) => {
    const history = codes.map((code) => words[code] || '-').join('')
    return `${history}>${words[prepared.target[example] ?? 0] ?? ''} ${prepared.part[example]}`
  })
}

describe('nextItem', () => {
  it('has one example for each row that has something before it, in the order of the table', () => {
    // The last row of each user tests and the one before validates, so that s and t are never trained.
    const { prepared, problems } = prepareTable(table)
    expect(codesIn(problems)).toEqual(['dataset/unseen-target'])
    expect(prepared && told(prepared)).toEqual(['--q>p 1', '-pq>r 0', '-qp>p 2', '--p>q 0'])
    expect([...(prepared?.row ?? [])]).toEqual([3, 4, 5, 6])
    expect(prepared && rowsOf(prepared, 'user').map(([code = 0]) => wordsOf(prepared, 'user')[code])).toEqual([
      'b',
      'a',
      'b',
      'a',
    ])
    expect(prepared?.preparation.facts).toMatchObject({
      goal: 'multiclass',
      outputs: 4,
      classes: [],
      counts: { train: 2, validation: 1, test: 1 },
    })
  })

  it('keeps the latest of a long history, pads before or behind, and wants as long a history as is asked for', () => {
    const parts = ['train', 'train', 'train', 'train', 'valid', 'test']
    const long: TestTable = {
      ...table,
      split: given,
      columns: {
        user: { role: 'user', values: parts.map(() => 'a') },
        item: { role: 'item', values: ['p', 'q', 'p', 'r', 'q', 'r'] },
        at: { role: 'time', values: [1, 2, 3, 4, 5, 6] },
        part: { role: 'ignore', values: parts },
      },
    }
    const of = (settings: Settings) => told(preparedOf({ ...long, settings }))
    expect(of({ length: 2 })).toEqual(['-p>q 0', 'pq>p 0', 'qp>r 0', 'pr>q 1', 'rq>r 2'])
    expect(of({ length: 4, padding: 'right' })).toEqual(['p--->q 0', 'pq-->p 0', 'pqp->r 0', 'pqpr>q 1', 'qprq>r 2'])
    expect(of({ length: 2, fewest: 3 })).toEqual(['qp>r 0', 'pr>q 1', 'rq>r 2'])
    expect(of({ length: 2, stride: 2 })).toEqual(['-p>q 0', 'qp>r 0', 'pr>q 1', 'rq>r 2'])
    expect(codesIn(prepareTable({ ...long, settings: { fewest: 5 } }).problems)).toEqual([
      'dataset/no-history',
      'dataset/too-few-rows',
    ])
  })

  it('takes the row further down for the later one of equal times, and sessions for histories of their own', () => {
    const columns = {
      user: { role: 'user' as const, values: ['a', 'a', 'a', 'a', 'a', 'a'] },
      visit: { role: 'group' as const, values: ['1', '1', '1', '2', '2', '2'] },
      item: { role: 'item' as const, values: ['p', 'q', 'p', 'q', 'p', 'q'] },
      at: { role: 'time' as const, values: [5, 5, 5, 5, 5, 5] },
      part: { role: 'ignore' as const, values: ['train', 'train', 'test', 'train', 'valid', 'test'] },
    }
    const { visit: _, ...whole } = columns
    const of = (some: TestTable['columns']) => told(preparedOf({ ...table, split: given, columns: some }))
    expect(of(whole)).toEqual(['--p>q 0', '-pq>p 2', '-pq>q 0', 'pqq>p 1', 'pqp>q 2'])
    expect(of(columns)).toEqual(['--p>q 0', '-pq>p 2', '--q>p 1', '-qp>q 2'])
  })

  it('passes over unknown items in a history, and puts features of its rows beside it', () => {
    const parts = ['train', 'train', 'train', 'valid', 'test']
    const { prepared } = prepareTable({
      ...table,
      split: given,
      settings: { length: 2, fewestOfItem: 2 },
      columns: {
        user: { role: 'user', values: parts.map(() => 'a') },
        item: { role: 'item', values: ['p', 'rare', 'p', 'p', 'p'] },
        price: { role: 'feature', values: [1, 2, 3, 4, 5] },
        at: { role: 'time', values: [1, 2, 3, 4, 5] },
        part: { role: 'ignore', values: parts },
      },
    })
    expect(prepared && told(prepared)).toEqual(['-p>p 0', 'pp>p 1', 'pp>p 2'])
    const scaled = [1, 2, 3, 4].map((value) => Math.fround((value - 2) / Math.sqrt(2 / 3)))
    expect(prepared && rowsOf(prepared, 'features')).toEqual([
      [0, scaled[0]],
      [scaled[0], scaled[2]],
      [scaled[2], scaled[3]],
    ])
  })

  it('never shows a row of a later part, whatever the split: a history is the earlier rows of its user', () => {
    const random = createRandom(3)
    const rows = 400
    const draw = (limit: number) => Array.from({ length: rows }, () => random.below(limit))
    const [users, items, times, parts] = [draw(12), draw(9), draw(150), draw(3)] as [
      number[],
      number[],
      number[],
      number[],
    ]
    const prepared = preparedOf({
      ...table,
      settings: { length: 50 },
      split: given,
      columns: {
        user: { role: 'user', values: users.map(String) },
        item: { role: 'item', values: items.map(String) },
        at: { role: 'time', values: times },
        part: { role: 'ignore', values: parts.map((code) => ['train', 'valid', 'test'][code] ?? '') },
      },
    })
    const at = (list: number[], row: number) => list[row] ?? 0
    const order = [...times.keys()].sort((a, b) => at(times, a) - at(times, b) || a - b)
    const words = wordsOf(prepared, 'item')
    const sequences = rowsOf(prepared, 'sequence')
    expect(prepared.row.length).toBeGreaterThan(350)
    prepared.row.forEach((row, example) => {
      const before = order.slice(0, order.indexOf(row))
      const seen = before.filter((one) => at(users, one) === at(users, row) && at(parts, one) <= at(parts, row))
      const history = sequences[example]?.filter((code) => code > 0).map((code) => words[code])
      expect(history).toEqual(seen.map((one) => String(at(items, one))))
      expect(prepared.part[example]).toBe(parts[row])
    })
  })

  it('says which training rows are enough where every step of a history is learnt', () => {
    const parts = [...Array.from({ length: 9 }, () => 'train'), 'valid', 'test']
    const windowsOf = (settings: Settings): string[] => {
      const prepared = preparedOf({
        ...{ task: 'nextItem', settings, split: given },
        columns: {
          user: { role: 'user', values: parts.map(() => 'a') },
          item: { role: 'item', values: [...'pqrstuvwxpq'] },
          at: { role: 'time', values: parts.map((_, row) => row) },
          part: { role: 'ignore', values: parts },
        },
      })
      return told(prepared).filter((_, example) => prepared.window?.[example] === 1)
    }
    // The latest one, and those whose histories end where the next one's begin: q to x follow another item once each.
    expect(windowsOf({ length: 3 })).toEqual(['-pq>r 0', 'rst>u 0', 'uvw>x 0'])
    expect(windowsOf({ length: 8 })).toEqual(['pqrstuvw>x 0'])
    expect(windowsOf({ length: 3, stride: 2 })).toEqual(['-pq>r 0', 'qrs>t 0', 'stu>v 0', 'uvw>x 0'])
  })
})
