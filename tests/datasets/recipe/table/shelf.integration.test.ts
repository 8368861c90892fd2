import type { DuckDBConnection } from '@duckdb/node-api'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { runSteps } from '../../../../main/engine/datasets/recipe/table/run'
import { Shelf, Visit } from '../../../../main/engine/datasets/recipe/table/shelf'
import type { RecipeEntry } from '../../../../shared/records'
import { open, rows } from '../duckdb'

let connection: DuckDBConnection
beforeAll(async () => {
  connection = await open()
})
afterAll(() => connection.closeSync())

const table = '(SELECT i, i % 10 AS ten FROM range(1000) AS given(i))'
const filter = (id: string, where: string, enabled = true): RecipeEntry => ({
  id,
  step: 'filter',
  settings: { where },
  enabled,
})
const derive = (id: string, expression: string): RecipeEntry => {
  return { id, step: 'derive', settings: { name: 'made', expression }, enabled: true }
}

/** Tries a recipe as the program does, and says how many tables were made for it. */
async function tried(shelf: Shelf, recipe: RecipeEntry[]) {
  const visit = new Visit(shelf, connection, 'given')
  const run = vi.spyOn(connection, 'run')
  try {
    const { steps, problems, handed, columns, table: last } = await runSteps(connection, table, recipe, { visit })
    const found = await rows(connection, `SELECT count(*)::DOUBLE, sum(${columns.at(-1)?.name})::DOUBLE FROM ${last}`)
    const made = run.mock.calls.filter(([sql]) => String(sql).startsWith('CREATE TABLE')).length
    return { outcome: { steps, problems, handed }, columns, found: found[0], made }
  } finally {
    run.mockRestore()
    await visit.end()
  }
}

const tables = async () => (await rows(connection, 'SELECT table_name FROM duckdb_tables()')).length

// What is expected is what the same recipe gives without a shelf.
async function alone(recipe: RecipeEntry[]) {
  const { steps, problems, handed } = await runSteps(connection, table, recipe)
  return { steps, problems, handed }
}

describe('a recipe that is tried again', () => {
  const begin = [filter('1', 'i >= 100'), filter('off', 'i < 0', false), derive('2', 'i * 2')]

  it('is worked out from the first step that was changed', async () => {
    const shelf = new Shelf(2 ** 30)
    expect((await tried(shelf, [...begin, filter('3', 'made < 1000')])).made).toBe(3)
    const changed = [...begin, filter('3', 'made < 600')]
    const again = await tried(shelf, changed)
    expect(again).toMatchObject({ made: 1, found: [200, 2 * ((100 + 299) * 100)], outcome: await alone(changed) })
    const same = await tried(shelf, changed)
    expect(same).toMatchObject({ made: 0, found: again.found, outcome: again.outcome })
    const other = [filter('1', 'i >= 200'), ...begin.slice(1)]
    expect(await tried(shelf, other)).toMatchObject({ made: 2, outcome: await alone(other) })
  })

  it('gives what is known under the ids and with the problems of now', async () => {
    const shelf = new Shelf(2 ** 30)
    await tried(shelf, begin)
    const renamed = [filter('x', 'i >= 100'), derive('y', 'i * 2'), filter('z', 'nothing > 1')]
    const { outcome, made } = await tried(shelf, renamed)
    expect(made).toBe(0)
    expect(outcome).toEqual(await alone(renamed))
    expect(outcome.problems).toMatchObject([{ entry: 'z', code: 'expression/unknown-column' }])
  })

  it('keeps no more than fits, and nothing of a try that failed', async () => {
    const before = await tables()
    const narrow = new Shelf(0)
    expect((await tried(narrow, [...begin, filter('3', 'made < 1000')])).found?.[0]).toBe(400)
    expect([narrow.size, await tables()]).toEqual([0, before])
    await tried(narrow, [filter('1', 'ten = 1'), filter('2', 'nothing > 1')])
    expect(await tables()).toBe(before)
  })

  it('is worked out anew when its tables are gone', async () => {
    const shelf = new Shelf(2 ** 30)
    await tried(shelf, begin)
    const other = await open()
    try {
      const visit = new Visit(shelf, other, 'given')
      const { steps } = await runSteps(other, table, begin, { visit })
      expect(steps).toEqual((await alone(begin)).steps)
      await visit.end()
    } finally {
      other.closeSync()
    }
  })
})
