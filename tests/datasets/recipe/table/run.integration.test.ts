import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSteps } from '../../../../main/engine/datasets/recipe/table/run'
import type { RecipeEntry } from '../../../../shared/records'
import type { Settings } from '../../../../shared/fields'
import { open, rows } from '../duckdb'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await open()
})
afterAll(() => connection.closeSync())

const entry = (id: string, step: string, settings: Settings, enabled = true): RecipeEntry => ({
  id,
  step,
  settings,
  enabled,
})
const table = `(VALUES ('a', '1'), ('b', 'x'), ('c', '3'), ('a', '4')) AS given(k, v)`

describe('a recipe', () => {
  it('tells rows, columns, new missing values and a preview of each enabled step', async () => {
    const outcome = await runSteps(connection, table, [
      entry('1', 'convert', { columns: ['v'], type: 'number' }),
      entry('2', 'filter', { where: 'false' }, false),
      entry('3', 'derive', { name: 'double', expression: 'v * 2' }),
      entry('4', 'filter', { where: 'double > 2' }),
    ])
    expect(outcome.problems).toEqual([])
    expect(outcome.steps).toMatchObject([
      {
        id: '1',
        before: { rows: 4, columns: 2 },
        after: { rows: 4, columns: 2 },
        missing: [{ column: 'v', before: 0, after: 1 }],
      },
      { id: '3', before: { rows: 4, columns: 2 }, after: { rows: 4, columns: 3 }, missing: [] },
      {
        id: '4',
        before: { rows: 4, columns: 3 },
        after: { rows: 2, columns: 3 },
        preview: { columns: ['k', 'v', 'double'] },
      },
    ])
    expect(outcome.steps[2]?.preview.rows).toEqual([
      ['c', '3.0', '6.0'],
      ['a', '4.0', '8.0'],
    ])
    expect(outcome.columns).toEqual([
      { name: 'k', storage: 'VARCHAR' },
      { name: 'v', storage: 'DOUBLE' },
      { name: 'double', storage: 'DOUBLE' },
    ])
    expect(await rows(connection, `FROM ${outcome.table}`)).toEqual([
      ['c', 3, 6],
      ['a', 4, 8],
    ])
  })

  it('without a step is the table itself', async () => {
    const outcome = await runSteps(connection, table, [])
    expect(await rows(connection, `FROM ${outcome.table}`)).toEqual([
      ['a', 1],
      ['b', 'x'],
      ['c', 3],
      ['a', 4],
    ])
  })

  it('stops at a step that is wrong, naming it, and gives the table before it', async () => {
    const outcome = await runSteps(connection, table, [
      entry('1', 'rename', { column: 'k', name: 'key' }),
      entry('2', 'filter', { where: 'k = "a"' }),
      entry('3', 'deduplicate', {}),
    ])
    expect(outcome.steps).toHaveLength(1)
    expect(outcome.problems).toMatchObject([{ entry: '2', path: 'where', code: 'expression/unknown-column' }])
    expect(outcome.columns.map(({ name }) => name)).toEqual(['key', 'v'])
  })

  it('keeps the order of a large table through windows and many threads, and leaves one temporary table', async () => {
    const left = () => rows(connection, 'SELECT count(*)::DOUBLE FROM duckdb_tables() WHERE temporary')
    const before = Number((await left())[0]?.[0])
    const outcome = await runSteps(connection, '(SELECT i, hash(i) % 1000 AS g, i % 7 AS v FROM range(300000) t(i))', [
      entry('1', 'lags', { columns: ['v'], group: 'g', before: 1, ends: 'keep' }),
      entry('2', 'sessions', { user: 'g', time: 'i', gap: 5 }),
      entry('3', 'kCore', { user: 'g', item: 'v', users: 2, items: 2 }),
    ])
    const sql = `SELECT count(*)::DOUBLE, count(*) FILTER (i = place - 1)::DOUBLE FROM (SELECT i, row_number() OVER () AS place FROM ${outcome.table})`
    expect(await rows(connection, sql)).toEqual([[300000, 300000]])
    expect(await left()).toEqual([[before + 1]])
  })

  it('takes columns called as nobody would call them', async () => {
    const odd = `(SELECT 1 AS "__proto__", 2 AS "constructor", 3 AS "a""; DROP TABLE x; --", 4 AS "source", 5 AS "#")`
    const outcome = await runSteps(connection, odd, [
      entry('1', 'derive', {
        name: 'toString',
        expression: '__proto__ + constructor + `a"; DROP TABLE x; --` + source + [#]',
      }),
      entry('2', 'deduplicate', { columns: ['__proto__', 'a"; DROP TABLE x; --'] }),
      entry('3', 'select', { columns: ['toString', 'source'] }),
    ])
    expect(outcome.problems).toEqual([])
    expect(await rows(connection, `FROM ${outcome.table}`)).toEqual([[15, 4]])
  })
})

const wrong: [step: string, settings: Settings, code: string, path: string][] = [
  ['fliter', {}, 'recipe/unknown-step', 'step'],
  ['filter', { where: 'v' }, 'expression/wrong-type', 'where'],
  ['filter', { nonsense: 1 }, 'settings/unknown-name', 'nonsense'],
  ['select', {}, 'recipe/nothing-chosen', 'columns'],
  ['select', { columns: ['k', 'v'], keep: 'drop' }, 'recipe/nothing-chosen', 'columns'],
  ['select', { columns: ['kk'] }, 'recipe/no-column', 'columns'],
  ['rename', { column: 'k', name: 'V' }, 'recipe/name-taken', 'name'],
  ['rename', { column: 'k', name: ' ' }, 'recipe/bad-name', 'name'],
  ['derive', { name: 'K', expression: '1' }, 'recipe/name-taken', 'name'],
  ['derive', { name: 'n', expression: '' }, 'expression/empty', 'expression'],
  ['convert', { columns: ['k'], type: 'colour' }, 'settings/bad-value', 'type'],
  ['mergeSpellings', { column: 'k', from: ['a'], to: [] }, 'recipe/uneven-lists', 'to'],
  ['range', { column: 'v', min: 2, max: 1 }, 'recipe/empty-range', 'min'],
  ['contradictions', { label: 'k', same: ['nope'] }, 'recipe/no-column', 'same'],
  ['deduplicate', { columns: ['nope'] }, 'recipe/no-column', 'columns'],
  ['kCore', { user: 'k' }, 'recipe/nothing-chosen', 'item'],
  ['implicitThreshold', { column: 'w' }, 'recipe/no-column', 'column'],
  ['eventWeights', { column: 'k', events: ['a'], weights: ['much'] }, 'recipe/not-a-number', 'weights'],
  ['sessions', { user: 'k' }, 'recipe/nothing-chosen', 'time'],
  ['dateParts', { column: 'k', parts: ['century'] }, 'recipe/unknown-date-part', 'parts'],
  ['lags', { columns: ['v'], group: 'w' }, 'recipe/no-column', 'group'],
  ['rowStandardise', {}, 'recipe/nothing-chosen', 'columns'],
  ['rowWeights', { column: 'u' }, 'recipe/no-column', 'column'],
  ['rowWeights', { column: 'k', name: 'V' }, 'recipe/name-taken', 'name'],
  ['pseudonyms', {}, 'recipe/nothing-chosen', 'columns'],
  ['join', { key: 'k' }, 'recipe/nothing-chosen', 'other'],
  ['join', { other: 'gone', key: 'k' }, 'recipe/no-dataset', 'other'],
]

describe('wrong settings', () => {
  it.each(wrong)('%s with %j gives %s', async (step, settings, code, path) => {
    const { problems } = await runSteps(connection, table, [entry('1', step, settings)])
    expect(problems[0]).toMatchObject({ code, path, entry: '1', severity: 'error' })
    expect(problems[0]?.message.zh).not.toBe(problems[0]?.message.en)
  })
})
