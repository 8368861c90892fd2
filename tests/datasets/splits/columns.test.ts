// How a split's columns are asked for and reach it through preparing, and what its preview shows. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { checkSpec, columnsToRead, prepare, splitFacts } from '../../../main/engine/datasets'
import type { ColumnValues } from '../../../main/engine/datasets'
import type { PrepareSpec } from '../../../shared/contract/worker'
import { range } from './input'

const spec: PrepareSpec = {
  table: 'hash',
  columns: [
    { name: 'y', type: 'boolean', role: 'target' },
    { name: 'x', type: 'number', role: 'feature' },
    { name: 'who', type: 'category', role: 'ignore' },
    { name: 'when', type: 'date', role: 'ignore' },
    { name: 'day', type: 'number', role: 'ignore' },
  ],
  split: { kind: 'leaveLastOut', settings: { user: 'who', time: 'when' } },
}
const count = 12
const y: ColumnValues = { kind: 'words', name: 'y', values: range(count).map((row) => (row % 2 === 0 ? 'no' : 'yes')) }
const x: ColumnValues = { kind: 'numbers', name: 'x', values: Float64Array.from(range(count)) }
const who: ColumnValues = { kind: 'words', name: 'who', values: range(count).map((row) => `u${row % 3}`) }
const when: ColumnValues = {
  kind: 'words',
  name: 'when',
  values: range(count).map((row) => `2024-01-${String(31 - row).padStart(2, '0')}`),
}
const withSplit = (kind: string, settings: PrepareSpec['split']['settings']) => ({ ...spec, split: { kind, settings } })
const codesOf = (problems: { code: string }[]) => problems.map(({ code }) => code)

describe('the columns of a split', () => {
  it('are read after the features, times of a number column as numbers', () => {
    expect(columnsToRead(spec).slice(2)).toEqual([
      { name: 'who', kind: 'words' },
      { name: 'when', kind: 'words' },
    ])
    const byDay = withSplit('time', { column: 'day' })
    expect(columnsToRead(byDay).slice(2)).toEqual([{ name: 'day', kind: 'numbers' }])
  })

  it('reach the kind: the last days of each user test', () => {
    const { prepared, problems } = prepare([y, x, who, when], spec)
    expect(problems).toEqual([])
    // Days fall with the row: rows 0, 1, 2 are the last of their users, 3, 4, 5 those before.
    expect([...(prepared?.part ?? [])]).toEqual([2, 2, 2, 1, 1, 1, 0, 0, 0, 0, 0, 0])
  })

  it('may also be features', () => {
    const both = {
      ...spec,
      columns: spec.columns.map((each) => (each.name === 'who' ? { ...each, role: 'feature' as const } : each)),
    }
    expect(checkSpec(both)).toEqual([])
    expect(prepare([y, x, who, who, when], both).prepared?.preparation.facts.width).toBeGreaterThan(3)
  })

  it('must be chosen, and must exist; only fields that are shown count', () => {
    expect(codesOf(checkSpec(withSplit('leaveLastOut', {})))).toEqual([
      'split/column-not-chosen',
      'split/column-not-chosen',
    ])
    expect(codesOf(checkSpec(withSplit('grouped', { column: 'gone' })))).toEqual(['split/no-column'])
    expect(codesOf(checkSpec(withSplit('perUser', { user: 'who', order: 'random' })))).toEqual([])
    expect(codesOf(checkSpec(withSplit('perUser', { user: 'who', order: 'time' })))).toEqual([
      'split/column-not-chosen',
    ])
    expect(codesOf(checkSpec(withSplit('rollingOrigin', {})))).toEqual([])
  })

  it('are refused when they hold no times', () => {
    const days: ColumnValues = { ...when, values: when.values.with(4, '05-01-2024') } as ColumnValues
    const result = prepare([y, x, who, days], spec)
    expect(result.problems).toMatchObject([{ code: 'split/not-a-time', path: 'split.time' }])
    expect(result.problems[0]?.message.en).toContain('"05-01-2024"')
  })
})

it('rows that a split leaves out are in no array, and the sums say so', () => {
  const rolling = withSplit('rollingOrigin', { folds: 3, fold: 1, window: 2, validationShare: 0.3 })
  const { prepared, problems } = prepare([y, x], rolling)
  expect(codesOf(problems)).toEqual(['split/rows-left-out'])
  // Three windows of two rows end at row 12, so that the first tests rows 6 and 7; of the six before two validate.
  expect([...(prepared?.row ?? [])]).toEqual(range(8))
  expect(prepared?.preparation.facts).toMatchObject({ counts: { train: 4, validation: 2, test: 2 }, droppedRows: 4 })
  expect([...(prepared?.target ?? [])]).toEqual([0, 1, 0, 1, 0, 1, 0, 1])
})

it('the facts of a split: classes, spans of time, users and items that training never sees', () => {
  const part = Uint8Array.of(0, 0, 0, 1, 2, 2, 3)
  const facts = splitFacts({
    part,
    target: { classes: ['no', 'yes'], values: Float64Array.of(0, 1, 1, 0, 1, 1, 0) },
    times: { column: 't', dates: false, values: Float64Array.of(5, 1, NaN, 6, 8, 7, 9) },
    users: { column: 'u', values: ['a', 'b', 'a', 'c', 'c', 'a', 'd'] },
    items: { column: 'i', values: ['p', 'q', null, 'p', 'r', 'r', 'p'] },
  })
  expect(facts).toEqual({
    counts: { train: 3, validation: 1, test: 2 },
    leftOut: 1,
    classes: [
      { label: 'no', counts: { train: 1, validation: 1, test: 0 } },
      { label: 'yes', counts: { train: 2, validation: 0, test: 2 } },
    ],
    times: {
      column: 't',
      dates: false,
      spans: { train: { first: 1, last: 5 }, validation: { first: 6, last: 6 }, test: { first: 7, last: 8 } },
    },
    users: { column: 'u', all: 4, tested: 2, unseen: 1, unseenRows: 1 },
    items: { column: 'i', all: 3, tested: 1, unseen: 1, unseenRows: 2 },
  })
  const none = splitFacts({ part: Uint8Array.of(0), target: null, times: null, users: null, items: null })
  expect(none).toMatchObject({ classes: [], times: null, users: null, items: null })
})
