// Table steps that choose, make and mend columns and rows, on small tables with results worked out by hand.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Settings } from '../../../../shared/fields'
import { open } from '../duckdb'
import { afterStep } from './afterStep'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await open()
})
afterAll(() => connection.closeSync())

const after = (step: string, settings: Settings, names: string, values: string) =>
  afterStep(connection, { step, settings }, `(VALUES ${values}) AS given(${names})`)

describe('filter', () => {
  it('keeps rows where the condition is true, not where it is missing', async () => {
    const { rows } = await after('filter', { where: 'x > 1' }, 'x', '(3), (NULL), (1), (2)')
    expect(rows).toEqual([[3], [2]])
  })
})

describe('select', () => {
  it('keeps columns in the order given or drops them', async () => {
    expect(await after('select', { columns: ['c', 'a'] }, 'a, b, c', '(1, 2, 3)')).toEqual({
      columns: ['c', 'a'],
      rows: [[3, 1]],
    })
    const dropped = await after('select', { columns: ['a'], keep: 'drop' }, 'a, b, c', '(1, 2, 3)')
    expect(dropped.columns).toEqual(['b', 'c'])
  })
})

describe('rename', () => {
  it('changes a name in its place, capitals alone too', async () => {
    expect((await after('rename', { column: 'a', name: 'x "y"' }, 'a, b', '(1, 2)')).columns).toEqual(['x "y"', 'b'])
    expect((await after('rename', { column: 'a', name: 'A' }, 'a, b', '(1, 2)')).columns).toEqual(['A', 'b'])
  })
})

describe('derive', () => {
  it('adds a column, or makes one anew', async () => {
    expect(await after('derive', { name: 'sum', expression: 'a + b' }, 'a, b', '(1, 2), (NULL, 2)')).toEqual({
      columns: ['a', 'b', 'sum'],
      rows: [
        [1, 2, 3],
        [null, 2, null],
      ],
    })
    expect(await after('derive', { name: 'a', expression: 'a * 10' }, 'a, b', '(1, 2)')).toEqual({
      columns: ['a', 'b'],
      rows: [[10, 2]],
    })
  })
})

describe('convert', () => {
  it.each<[string, string, unknown[]]>([
    ['number', "('1.5'), ('x'), ('-2e3'), ('inf')", [1.5, null, -2000, null]],
    [
      'amount',
      "('$1,200.50'), ('45 %'), ('-€ 3'), ('(30)'), ('.5kg'), ('1,5'), ('3 of 4'), ('none'), ('7')",
      [1200.5, 45, -3, -30, 0.5, null, null, null, 7],
    ],
    ['whole', "('1.5'), ('x'), ('2'), ('1e30')", [2, null, 2, null]],
    ['text', '(1.0::DOUBLE), (2.5)', [1, '2.5']],
    ['boolean', "('Yes'), ('no'), ('1'), ('maybe')", [true, false, true, null]],
    ['date', "('2024-01-31'), ('2024-02-30')", ['2024-01-31 00:00:00', null]],
    ['seconds', '(86400), (NULL)', ['1970-01-02 00:00:00', null]],
  ])('to %s', async (type, values, expected) => {
    const { rows } = await after('convert', { columns: ['v'], type }, 'v', values)
    expect(rows.map(([cell]) => cell)).toEqual(expected)
  })
})

describe('mergeSpellings', () => {
  it('writes listed values as told and leaves the others', async () => {
    const settings = { column: 'city', from: ['NYC', "new york'"], to: ['New York', 'New York'] }
    const { rows } = await after('mergeSpellings', settings, 'city', "('NYC'), ('new york'''), ('Rome'), (NULL)")
    expect(rows).toEqual([['New York'], ['New York'], ['Rome'], [null]])
  })
})

describe('range', () => {
  const values = '(-1), (0), (NULL), (10), (11)'
  it.each([
    ['blank', [[null], [0], [null], [10], [null]]],
    ['drop', [[0], [null], [10]]],
    ['clip', [[0], [0], [null], [10], [10]]],
  ])('%s outside 0 to 10', async (outside, expected) => {
    const { rows } = await after('range', { column: 'v', min: 0, max: 10, outside }, 'v', values)
    expect(rows).toEqual(expected)
  })
})

describe('contradictions', () => {
  // Rows 1 and 2 agree, 3 and 5 contradict one another, 4 and 6 too (missing features), 7 has a repeat without label.
  const values = `(1,'a',5.0,1), (1,'a',5.0,2), (2,'b',1.0,9), (NULL,'c',2.0,4), (2,'b',4.0,8), (NULL,'c',3.0,5), (3,'d',7.0,6), (3,'d',NULL,7)`
  const settings = { label: 'y', same: ['u', 'i'], time: 't' }
  const labels = async (action: string, more: Settings = {}) =>
    (await after('contradictions', { ...settings, action, ...more }, 'u, i, y, t', values)).rows.map((row) => [
      row[0],
      row[1],
      row[2] === null ? null : Number(row[2]),
    ])

  it('drops them all', async () => {
    expect(await labels('drop')).toEqual([
      [1, 'a', 5],
      [1, 'a', 5],
      [3, 'd', 7],
      [3, 'd', null],
    ])
  })
  it('keeps the newest by time, and the last without one', async () => {
    const rest = [
      [1, 'a', 5],
      [1, 'a', 5],
    ]
    expect(await labels('newest')).toEqual([...rest, [2, 'b', 1], [null, 'c', 3], [3, 'd', 7], [3, 'd', null]])
    expect(await labels('newest', { time: '' })).toEqual([
      ...rest,
      [2, 'b', 4],
      [null, 'c', 3],
      [3, 'd', 7],
      [3, 'd', null],
    ])
  })
  it('averages, in the place of the first', async () => {
    expect(await labels('average')).toEqual([
      [1, 'a', 5],
      [1, 'a', 5],
      [2, 'b', 2.5],
      [null, 'c', 2.5],
      [3, 'd', 7],
      [3, 'd', null],
    ])
  })
  it('keeps all', async () => {
    expect(await labels('keep')).toHaveLength(8)
  })
  it('compares all columns but the label when none is named', async () => {
    const { rows } = await after('contradictions', { label: 'y' }, 'x, y', "(1, 'p'), (1, 'q'), (2, 'p')")
    expect(rows).toEqual([[2, 'p']])
  })
})

describe('deduplicate', () => {
  const values = "(1, 'x'), (2, 'y'), (1, 'z'), (1, 'x'), (NULL, 'n'), (NULL, 'n')"
  it('by all columns', async () => {
    const { rows } = await after('deduplicate', {}, 'a, b', values)
    expect(rows).toEqual([
      [1, 'x'],
      [2, 'y'],
      [1, 'z'],
      [null, 'n'],
    ])
  })
  it('by one, keeping the first or the last in their places', async () => {
    const first = await after('deduplicate', { columns: ['a'] }, 'a, b', values)
    expect(first.rows).toEqual([
      [1, 'x'],
      [2, 'y'],
      [null, 'n'],
    ])
    const last = await after('deduplicate', { columns: ['a'], keep: 'last' }, 'a, b', values)
    expect(last.rows).toEqual([
      [2, 'y'],
      [1, 'x'],
      [null, 'n'],
    ])
  })
})
