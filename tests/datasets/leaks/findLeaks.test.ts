// The door to the leakage doctor: from whole columns and roles to findings and the facts of the split. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { columnsForLeaks, findLeaks } from '../../../main/engine/datasets'
import type { ColumnValues } from '../../../main/engine/datasets'
import type { PrepareSpec } from '../../../shared/contract/worker'
import { numbers, words } from './input'

const count = 60
const rows = Array.from({ length: count }, (_, row) => row)
/** Rows 0 to 9 have no target. */
const y = words(
  'y',
  rows.map((row) => (row < 10 ? null : row % 2 === 0 ? 'no' : 'yes')),
)
const answer = numbers(
  'answer',
  rows.map((row) => 100 * (row % 2) + row),
)
const who = words(
  'user_id',
  rows.map((row) => `u${row % 6}`),
)
const when = words(
  'date',
  rows.map((row) => `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`),
)
const spec: PrepareSpec = {
  table: 'hash',
  columns: [
    { name: 'y', type: 'boolean', role: 'target' },
    { name: 'answer', type: 'number', role: 'feature' },
    { name: 'user_id', type: 'category', role: 'ignore' },
    { name: 'date', type: 'date', role: 'ignore' },
  ],
  split: { kind: 'rows', settings: { testRows: '10-19', validationRows: '20-29' } },
}
const read = (of: PrepareSpec, all: readonly ColumnValues[]) =>
  columnsForLeaks(of).map(({ name }) => all.find((column) => column.name === name) as ColumnValues)

describe('findLeaks', () => {
  it('reads what preparing reads, then times and users by their names', () => {
    expect(columnsForLeaks(spec)).toEqual([
      { name: 'y', kind: 'words' },
      { name: 'answer', kind: 'numbers' },
      { name: 'date', kind: 'words' },
      { name: 'user_id', kind: 'words' },
    ])
  })

  it('reports the gravest first, with rows of the table, and the facts of the split', () => {
    const { findings, facts } = findLeaks(read(spec, [y, answer, who, when]), spec, [])
    expect(findings.map(({ code, severity }) => [code, severity])).toEqual([
      ['leak/gives-target-away', 'warning'],
      ['leak/future-in-training', 'note'],
      ['leak/group-on-both-sides', 'note'],
    ])
    expect(findings.find(({ code }) => code === 'leak/group-on-both-sides')?.rows).toEqual(rows.slice(10, 20))
    expect(facts).toMatchObject({
      counts: { train: 30, validation: 10, test: 10 },
      classes: [
        { label: 'no', counts: { train: 15, validation: 5, test: 5 } },
        { label: 'yes', counts: { train: 15, validation: 5, test: 5 } },
      ],
      times: {
        column: 'date',
        dates: true,
        spans: { test: { first: Date.UTC(2024, 0, 11), last: Date.UTC(2024, 0, 20) } },
      },
      users: { column: 'user_id', all: 6, tested: 6, unseen: 0 },
      items: null,
    })
  })

  it('a remedy is a change of the data set that makes its finding go away', () => {
    const { findings } = findLeaks(read(spec, [y, answer, who, when]), spec, [])
    for (const { code, remedy } of findings) {
      const change = remedy?.change
      if (change === undefined || 'recipe' in change || 'preparation' in change) continue
      const changed: PrepareSpec =
        'split' in change
          ? { ...spec, split: change.split }
          : {
              ...spec,
              columns: spec.columns.map((one) => ({
                ...one,
                role: change.roles.find(({ column }) => column === one.name)?.role ?? one.role,
              })),
            }
      // Without its only feature the table cannot be prepared; another one takes its place.
      const other = { name: 'other', type: 'number', role: 'feature' } as const
      const wider = { ...changed, columns: [...changed.columns, other] }
      const noise = numbers(
        'other',
        rows.map((row) => (row * 37) % 61),
      )
      const after = findLeaks(read(wider, [y, answer, who, when, noise]), wider, [])
      expect(after.facts, code).not.toBeNull()
      expect(after.findings.map((one) => one.code)).not.toContain(code)
    }
  })

  it('works without a target where users come to items, and takes a rating as the target', () => {
    const user = words(
      'user',
      rows.map((row) => `u${row % 6}`),
    )
    const item = words(
      'item',
      rows.map((row) => (row < 50 ? `i${row % 10}` : `new${row}`)),
    )
    const at = numbers('at', rows)
    const stars = numbers(
      'stars',
      rows.map((row) => row % 5),
    )
    const columns: PrepareSpec['columns'] = [
      { name: 'user', type: 'category', role: 'user' },
      { name: 'item', type: 'category', role: 'item' },
      { name: 'at', type: 'number', role: 'time' },
    ]
    const plays: PrepareSpec = { table: 'hash', columns, split: { kind: 'time', settings: { column: 'at' } } }
    const { findings, facts } = findLeaks(read(plays, [user, item, at]), plays, [])
    expect(facts).toMatchObject({ classes: [], users: { all: 6, tested: 6 }, items: { unseen: 10, unseenRows: 10 } })
    expect(findings.map(({ code }) => code)).toEqual(['leak/unseen-items', 'leak/duplicate-across-parts'])
    const rated = { ...plays, columns: [...columns, { name: 'stars', type: 'number', role: 'rating' } as const] }
    expect(columnsForLeaks(rated)[0]).toEqual({ name: 'stars', kind: 'numbers' })
    expect(findLeaks(read(rated, [user, item, at, stars]), rated, []).facts?.counts).toEqual(facts?.counts)
    const random = { ...plays, split: { kind: 'random', settings: {} } }
    expect(findLeaks(read(random, [user, item, at]), random, []).facts?.counts.test).toBe(12)
  })

  it('says nothing when the table cannot be split', () => {
    const broken = { ...spec, split: { kind: 'grouped', settings: { column: 'gone' } } }
    expect(findLeaks(read(broken, [y, answer, who, when]), broken, [])).toEqual({ findings: [], facts: null })
    const strange = { ...spec, split: { kind: 'rows', settings: { testRows: 'x' } } }
    expect(findLeaks(read(strange, [y, answer, who, when]), strange, [])).toEqual({ findings: [], facts: null })
  })

  it('does not take for a time what only sounds like one, nor for users what never repeats', () => {
    const all = [
      y,
      answer,
      words(
        'user_id',
        rows.map((row) => `u${row}`),
      ),
      words(
        'date',
        rows.map(() => 'soon'),
      ),
    ]
    const { findings, facts } = findLeaks(read(spec, all), spec, [])
    expect(findings.map(({ code }) => code)).not.toContain('leak/future-in-training')
    expect(facts).toMatchObject({ times: null, users: null })
  })
})
