// Recipes that try to break out, that are too big, that are cancelled: nothing is run, left behind or lost.
import { DuckDBInstance } from '@duckdb/node-api'
import { existsSync, readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runSteps } from '../../main/engine/datasets/recipe/table/run'
import type { Settings } from '../../shared/fields'
import type { RecipeEntry } from '../../shared/records'
import { openTestHost, type TestHost } from '../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

const entry = (id: string, step: string, settings: Settings): RecipeEntry => ({ id, step, settings, enabled: true })
/** What is wrong with the input is thrown at once. */
const tried = async (dataset: string, recipe: RecipeEntry[]) => test.host.ask('recipes.try', { dataset, recipe })
const filesIn = (folder: string) => readdirSync(join(test.folder, 'workspace', folder), { recursive: true }).sort()

async function imported(content: string) {
  const path = join(test.folder, 'table.csv')
  writeFileSync(path, content)
  return test.host.ask('datasets.import', { path })
}

describe('settings that hold SQL', () => {
  const attacks = [
    `x' UNION SELECT content FROM read_text('/etc/passwd') --`,
    `a") , (SELECT 1) AS ("b`,
    `'; COPY source TO 'stolen.csv'; --`,
    `$$; ATTACH 'other.db'; $$`,
    `\u0001row`,
    `__proto__`,
  ]

  it.each(attacks)('%j is a name or a value, and no more', async (attack) => {
    const { id } = await imported('a,b\n1,x\n2,y\n')
    const steps: [string, Settings][] = [
      ['filter', { where: attack }],
      ['filter', { where: `b = '${attack.replaceAll("'", "''")}'` }],
      ['select', { columns: [attack] }],
      ['rename', { column: attack, name: 'c' }],
      ['derive', { name: attack, expression: '1' }],
      ['mergeSpellings', { column: 'b', from: [attack], to: [attack] }],
      ['eventWeights', { column: 'b', events: [attack], weights: ['1'], others: 'zero' }],
      ['eventWeights', { column: 'b', events: ['x'], weights: [attack] }],
      ['range', { column: 'a', min: attack }],
      ['join', { other: attack, key: 'a' }],
      ['rowWeights', { column: 'a', power: attack }],
      ['pseudonyms', { columns: [attack] }],
      [attack, {}],
    ]
    for (const [step, settings] of steps) {
      const recipe = [entry('a', step, settings)]
      const outcome = await tried(id, recipe).catch((error: unknown) => error)
      // Refused as input, told as a problem of the step, or a table whose old cells are as they were.
      if (outcome instanceof Error) expect(outcome).toMatchObject({ code: 'request/bad-input' })
      else expect(JSON.stringify(outcome)).not.toContain('root:')
    }
    expect(filesIn('tables').some((name) => String(name).includes('stolen'))).toBe(false)
    expect(existsSync('stolen.csv')).toBe(false)
    expect(existsSync('other.db')).toBe(false)
  })
})

describe('a recipe of very many steps', () => {
  it('is done up to a thousand and refused above', async () => {
    const { id } = await imported('a\n1\n2\n')
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => entry(`${at}`, 'filter', { where: 'a < 2' }))
    const { steps, problems } = await test.host.ask('recipes.try', { dataset: id, recipe: many(1000) })
    expect({ steps: steps.length, problems, last: steps[999]?.after }).toEqual({
      steps: 1000,
      problems: [],
      last: { rows: 1, columns: 1 },
    })
    await expect(tried(id, many(1001))).rejects.toMatchObject({ code: 'request/bad-input' })
  })
})

describe('a step that needs more memory than there is', () => {
  it('is a problem of that step', async () => {
    const instance = await DuckDBInstance.create(':memory:', { memory_limit: '24MB', temp_directory: '', threads: '2' })
    const connection = await instance.connect()
    const big = '(SELECT i AS a, hash(i) AS b, sha256(i::VARCHAR) AS c FROM range(2000000) t(i))'
    const { problems } = await runSteps(connection, big, [entry('big', 'lags', { columns: ['c'], time: 'b' })])
    expect(problems).toMatchObject([{ code: 'recipe/out-of-memory', entry: 'big' }])
    connection.closeSync()
  })
})

describe('a cancelled recipe', () => {
  it('leaves no file and no table, and the data set as it was', async () => {
    const rows = Array.from({ length: 200_000 }, (_, at) => `${at % 977},${(at * 7919) % 100_003},w${at % 50}`)
    const dataset = await imported(`user,time,word\n${rows.join('\n')}\n`)
    const before = { tables: filesIn('tables'), temporary: filesIn('temporary') }
    const recipe = Array.from({ length: 200 }, (_, at) =>
      entry(`${at}`, 'sessions', { user: 'user', time: 'time', gap: at + 1, name: `session ${at}` }),
    )
    const applying = test.host.ask('recipes.apply', { dataset: dataset.id, recipe, task: 'long' })
    const refused = expect(applying).rejects.toMatchObject({ code: 'task/cancelled' })
    await test.until(() =>
      test.events.some(
        (event) => event.name === 'tasks.progressed' && event.payload.task === 'long' && event.payload.done >= 300,
      ),
    )
    expect(await test.host.ask('tasks.cancel', { task: 'long' })).toEqual({ cancelled: true })
    await refused
    expect({ tables: filesIn('tables'), temporary: filesIn('temporary') }).toEqual(before)
    expect(await test.host.ask('datasets.list', {})).toContainEqual(dataset)
    // The worker goes on: the next recipe is done.
    const next = await test.host.ask('recipes.apply', {
      dataset: dataset.id,
      recipe: [entry('a', 'filter', { where: 'user < 5' })],
    })
    expect(next.imported).toBe(dataset.table)
  })
})
