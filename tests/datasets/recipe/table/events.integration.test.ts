// Table steps for events and series, on small tables with results worked out by hand.
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

describe('kCore', () => {
  const settings = { user: 'u', item: 'i', users: 2, items: 2 }
  it('goes on until nothing falls away: a chain unravels, a square stays', async () => {
    // d-4 hangs on c-4, c-4 on c-3, c-3 on b-3: each round drops one more, until the square of a, b and 1, 2 is left.
    const values = `('a',1), ('d',4), ('a',2), ('b',1), ('c',4), ('b',2), ('b',3), ('c',3), (NULL,1), ('d',5)`
    const { rows } = await after('kCore', settings, 'u, i', values)
    expect(rows).toEqual([
      ['a', 1],
      ['a', 2],
      ['b', 1],
      ['b', 2],
    ])
  })
  it('may leave nothing', async () => {
    expect((await after('kCore', settings, 'u, i', `('a',1), ('a',2), ('b',2), ('b',3)`)).rows).toEqual([])
  })
})

describe('implicitThreshold', () => {
  it('drops or writes 0 below the threshold', async () => {
    const drop = await after('implicitThreshold', { column: 'r' }, 'r', '(5), (3.5), (NULL), (4)')
    expect(drop.rows).toEqual([[1], [1]])
    const zero = await after('implicitThreshold', { column: 'r', below: 'zero' }, 'r', '(5), (3.5), (NULL), (4)')
    expect(zero.rows).toEqual([[1], [0], [0], [1]])
  })
})

describe('eventWeights', () => {
  const settings = { column: 'e', events: ['view', 'buy'], weights: ['1', '2.5'] }
  it.each([
    [
      'drop',
      [
        ['view', 1],
        ['buy', 2.5],
      ],
    ],
    [
      'zero',
      [
        ['view', 1],
        ['buy', 2.5],
        ['odd', 0],
        [null, 0],
      ],
    ],
    [
      'missing',
      [
        ['view', 1],
        ['buy', 2.5],
        ['odd', null],
        [null, null],
      ],
    ],
  ])('others: %s', async (others, expected) => {
    const found = await after('eventWeights', { ...settings, others }, 'e', "('view'), ('buy'), ('odd'), (NULL)")
    expect(found).toEqual({ columns: ['e', 'weight'], rows: expected })
  })
})

describe('rowWeights', () => {
  const values = `('a'), ('b'), ('a'), ('a'), (NULL)`
  const weights = async (power: number) => {
    const { columns, rows } = await after('rowWeights', { column: 'u', power, name: 'w' }, 'u', values)
    expect(columns).toEqual(['u', 'w'])
    return rows.map((row) => Number(row[1]))
  }
  it('with strength 1 lets each value count the same, with mean 1', async () => {
    // 1/3, 1, 1/3, 1/3, 1 have the mean 3/5.
    const expected = [5 / 9, 5 / 3, 5 / 9, 5 / 9, 5 / 3]
    for (const [index, weight] of (await weights(1)).entries()) expect(weight).toBeCloseTo(expected[index] ?? NaN, 12)
  })
  it('with strength 0 is 1, between them lessens what is frequent', async () => {
    expect(await weights(0)).toEqual([1, 1, 1, 1, 1])
    const [a = 0, b = 0] = await weights(0.5)
    expect(b / a).toBeCloseTo(Math.sqrt(3), 12)
  })
})

describe('sessions', () => {
  it('begins one after a gap longer than the limit, a gap of just that being inside', async () => {
    const values = `('b', 100), ('a', 0), ('a', 1800), ('a', 3601), ('b', 50), (NULL, 5), ('a', NULL)`
    const { rows } = await after('sessions', { user: 'u', time: 't', gap: 30 }, 'u, t', values)
    expect(rows.map((row) => row[2])).toEqual([3, 1, 1, 2, 3, null, null])
  })
  it('reads written times and milliseconds', async () => {
    const written = `('a', '2024-01-01 10:00'), ('a', '2024-01-01 10:31'), ('a', '2024-01-01 09:45')`
    const { rows } = await after('sessions', { user: 'u', time: 't', gap: 30 }, 'u, t', written)
    expect(rows.map((row) => row[2])).toEqual([1, 2, 1])
    const settings = { user: 'u', time: 't', gap: 1, unit: 'milliseconds' }
    const { rows: fine } = await after('sessions', settings, 'u, t', `('a', 0), ('a', 60000), ('a', 120001)`)
    expect(fine.map((row) => row[2])).toEqual([1, 1, 2])
  })
})

describe('dateParts', () => {
  it('gives parts, and sine and cosine of those that come round', async () => {
    const settings = { column: 'd', parts: ['year', 'month', 'hour', 'weekday'] }
    const found = await after('dateParts', settings, 'd', "('2024-04-01 06:30'), (NULL)")
    expect(found.columns).toEqual([
      'd',
      'd year',
      'd month',
      'd month sin',
      'd month cos',
      'd hour',
      'd hour sin',
      'd hour cos',
      'd weekday',
      'd weekday sin',
      'd weekday cos',
    ])
    // April is a quarter round from January, 6 h a quarter round from midnight; the 1st of April 2024 was a Monday.
    const expected = [2024, 4, 1, 0, 6, 1, 0, 1, 0, 1]
    found.rows[0]?.slice(1).forEach((cell, index) => expect(cell).toBeCloseTo(expected[index] as number, 12))
    expect(found.rows[1]).toEqual(new Array(11).fill(null))
  })
})

describe('lags', () => {
  const values = `('a', 3, 30), ('b', 1, 100), ('a', 1, 10), ('a', 2, 20), ('b', 2, 200)`
  const settings = { columns: ['v'], group: 'g', time: 't', before: 1, ahead: 1 }
  it('takes neighbours in time within the group and drops rows without all of them', async () => {
    expect(await after('lags', settings, 'g, t, v', values)).toEqual({
      columns: ['g', 't', 'v', 'v -1', 'v +1'],
      rows: [['a', 2, 20, 10, 30]],
    })
  })
  it('or keeps them with missing values, in the order of the table', async () => {
    const { rows } = await after('lags', { ...settings, ends: 'keep' }, 'g, t, v', values)
    expect(rows.map((row) => row.slice(2))).toEqual([
      [30, 20, null],
      [100, null, 200],
      [10, null, 20],
      [20, 10, 30],
      [200, 100, null],
    ])
  })
  it('goes by the order of the table without a time', async () => {
    const { rows } = await after('lags', { columns: ['v'], before: 2, ahead: 0 }, 'v', '(1), (2), (3), (4)')
    expect(rows).toEqual([
      [3, 2, 1],
      [4, 3, 2],
    ])
  })
})

describe('rowStandardise', () => {
  const values = `(1, 3, 'x'), (4, 4, 'y'), (NULL, 5, 'z')`
  it.each([
    [
      'deviation',
      [
        [-1, 1],
        [0, 0],
        [null, 0],
      ],
    ],
    [
      'length',
      [
        [1 / Math.sqrt(10), 3 / Math.sqrt(10)],
        [Math.SQRT1_2, Math.SQRT1_2],
        [null, 1],
      ],
    ],
    [
      'total',
      [
        [0.25, 0.75],
        [0.5, 0.5],
        [null, 1],
      ],
    ],
  ])('by %s', async (by, expected) => {
    const { rows } = await after('rowStandardise', { columns: ['a', 'b'], by }, 'a, b, c', values)
    rows.forEach((row, at) =>
      row.slice(0, 2).forEach((cell, column) => {
        const wanted = expected[at]?.[column]
        if (wanted === null) expect(cell).toBeNull()
        else expect(cell).toBeCloseTo(wanted as number, 12)
      }),
    )
    expect(rows.map((row) => row[2])).toEqual(['x', 'y', 'z'])
  })
})
