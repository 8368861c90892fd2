// Recipes through the host's own requests, on a real workspace with the real tables worker.
import { readdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset, RecipeEntry } from '../../shared/records'
import type { Settings } from '../../shared/fields'
import { openTestHost, type TestHost } from '../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

const entry = (id: string, step: string, settings: Settings, enabled = true): RecipeEntry => ({
  id,
  step,
  settings,
  enabled,
})

const table = `city,price,count,sold
Rome,10,2,yes
rome,20,1,no
Oslo,30,5,yes
Oslo,,4,no
ROME,50,3,yes
`

async function imported(content = table, name = 'shop.csv'): Promise<Dataset> {
  const path = join(test.folder, name)
  writeFileSync(path, content)
  return test.host.ask('datasets.import', { path })
}

const rowsOf = async (dataset: Dataset) =>
  (await test.host.ask('datasets.rows', { dataset: dataset.id, offset: 0, limit: 100 })).rows
const tableFiles = () => readdirSync(join(test.folder, 'workspace', 'tables')).sort()

describe('recipes.steps', () => {
  it('names every table step and column step with its fields', async () => {
    const { table, column } = await test.host.ask('recipes.steps', {})
    expect(table.map(({ name }) => name)).toEqual(expect.arrayContaining(['filter', 'derive', 'rowStandardise']))
    expect(table.find(({ name }) => name === 'filter')?.fields.map(({ name }) => name)).toEqual(['where'])
    expect(column.find(({ name }) => name === 'standardise')).toMatchObject({ takes: 'numbers' })
  })
})

describe('recipes.try', () => {
  it('tells what each step does and what each is handed, and keeps nothing', async () => {
    const dataset = await imported()
    const before = tableFiles()
    const recipe = [
      entry('a', 'filter', { where: 'price is not missing' }),
      entry('b', 'select', { columns: ['count'], keep: 'drop' }, false),
      entry('c', 'derive', { name: 'total', expression: 'price * count' }),
      entry('d', 'filter', { where: 'nothing > 1' }),
      entry('e', 'deduplicate', {}),
    ]
    const outcome = await test.host.ask('recipes.try', { dataset: dataset.id, recipe })
    expect(outcome.steps.map(({ id, before, after }) => [id, before.rows, after.rows, after.columns])).toEqual([
      ['a', 5, 4, 4],
      ['c', 4, 4, 5],
    ])
    expect(outcome.problems).toMatchObject([{ entry: 'd', code: 'expression/unknown-column' }])
    const four = ['city', 'price', 'count', 'sold']
    expect(outcome.columns).toEqual([
      { entry: 'a', names: four },
      { entry: 'b', names: four },
      { entry: 'c', names: four },
      { entry: 'd', names: [...four, 'total'] },
      { entry: 'e', names: [...four, 'total'] },
    ])
    expect(tableFiles()).toEqual(before)
    expect(await test.host.ask('datasets.list', {})).toContainEqual(dataset)
  })
})

describe('recipes.apply', () => {
  it('makes a table of its own, keeps what was chosen of columns that stay, and proposes the others', async () => {
    const first = await imported()
    await test.host.ask('datasets.update', {
      dataset: first.id,
      types: [{ column: 'count', type: 'category' }],
      roles: [
        { column: 'sold', role: 'target' },
        { column: 'city', role: 'group' },
      ],
    })
    const recipe = [
      entry('a', 'mergeSpellings', { column: 'city', from: ['rome', 'ROME'], to: ['Rome', 'Rome'] }),
      entry('b', 'derive', { name: 'dear', expression: 'if(price >= 30, 1, 0)' }),
      entry('c', 'rename', { column: 'sold', name: 'bought' }),
    ]
    const applied = await test.host.ask('recipes.apply', { dataset: first.id, recipe })
    expect(applied).toMatchObject({ id: first.id, imported: first.table, recipe })
    expect(applied.table).not.toBe(first.table)
    expect(applied.columns.map(({ name, type, storage }) => [name, type, storage])).toEqual([
      ['city', 'category', 'VARCHAR'],
      ['price', 'number', 'BIGINT'],
      ['count', 'category', 'BIGINT'],
      ['bought', 'boolean', 'VARCHAR'],
      ['dear', 'boolean', 'BIGINT'],
    ])
    const roles = Object.fromEntries(applied.assignments.map(({ column, role }) => [column, role]))
    expect(roles).toMatchObject({ city: 'group', bought: 'target', dear: 'feature' })
    expect(await rowsOf(applied)).toEqual([
      ['Rome', '10', '2', 'yes', '0'],
      ['Rome', '20', '1', 'no', '0'],
      ['Oslo', '30', '5', 'yes', '1'],
      // A condition that is missing is not true.
      ['Oslo', null, '4', 'no', '0'],
      ['Rome', '50', '3', 'yes', '1'],
    ])
    // The account of the import is that of the file, and stays.
    expect(applied.account).toEqual(first.account)
  })

  it('starts from the imported table each time, and an empty or disabled recipe goes back to it', async () => {
    const first = await imported()
    const recipe = [entry('a', 'filter', { where: 'count > 2' })]
    const once = await test.host.ask('recipes.apply', { dataset: first.id, recipe })
    const twice = await test.host.ask('recipes.apply', {
      dataset: first.id,
      recipe: [...recipe, entry('b', 'filter', { where: 'count > 3' })],
    })
    expect((await rowsOf(once)).length).toBe(2)
    expect([once.rows, twice.rows]).toEqual([3, 2])
    expect(twice.imported).toBe(first.table)
    const off = await test.host.ask('recipes.apply', {
      dataset: first.id,
      recipe: recipe.map((one) => ({ ...one, enabled: false })),
    })
    expect(off).toMatchObject({ table: first.table, recipe: [{ id: 'a', enabled: false }] })
    expect(off).not.toHaveProperty('imported')
    expect(off).not.toHaveProperty('rows')
    const none = await test.host.ask('recipes.apply', { dataset: first.id, recipe: [] })
    expect(none).not.toHaveProperty('recipe')
    expect({ ...none, updatedAt: '' }).toEqual({ ...first, updatedAt: '' })
  })

  it('takes columns whose names differ in capitals alone, or hold quotation marks', async () => {
    const first = await imported('a,A,"x ""y""",__proto__\n1,2,3,4\n5,6,7,8\n', 'odd.csv')
    const names = first.columns.map(({ name }) => name)
    const recipe = [entry('a', 'derive', { name: 'sum', expression: names.map((name) => `[${name}]`).join(' + ') })]
    const applied = await test.host.ask('recipes.apply', { dataset: first.id, recipe })
    expect(applied.columns.map(({ name }) => name)).toEqual([...names, 'sum'])
    expect(await rowsOf(applied)).toEqual([
      ['1', '2', '3', '4', '10'],
      ['5', '6', '7', '8', '26'],
    ])
  })

  it('makes the same recipe of the same table once', async () => {
    const [one, other] = [await imported(), await imported()]
    const recipe = [entry('a', 'derive', { name: 'n', expression: 'count + 1' })]
    const made = await test.host.ask('recipes.apply', { dataset: one.id, recipe })
    const stages: string[] = []
    const seen = test.events.length
    const again = await test.host.ask('recipes.apply', {
      dataset: other.id,
      recipe: recipe.map((one) => ({ ...one, id: 'z' })),
      task: 'again',
    })
    expect(again.table).toBe(made.table)
    for (const event of test.events.slice(seen)) if (event.name === 'tasks.progressed') stages.push(event.payload.stage)
    expect(stages).not.toContain('recipe')
  })

  it('refuses a recipe with an error and leaves the data set and the folder as they were', async () => {
    const first = await imported()
    const before = tableFiles()
    const recipe = [entry('a', 'filter', { where: 'cuont > 2' })]
    await expect(test.host.ask('recipes.apply', { dataset: first.id, recipe })).rejects.toMatchObject({
      code: 'dataset/recipe-has-errors',
      message: expect.stringContaining('cuont') as string,
    })
    expect(tableFiles()).toEqual(before)
    expect(await test.host.ask('datasets.list', {})).toContainEqual(first)
  })
})

describe('recipes.prepare', () => {
  it('keeps steps of columns that are checked; an empty list drops the entry', async () => {
    const { id } = await imported()
    const steps = [{ step: 'minMax', settings: {} }]
    const prepared = await test.host.ask('recipes.prepare', {
      dataset: id,
      preparation: [
        { column: 'price', steps },
        { column: 'count', steps: [] },
      ],
    })
    expect(prepared.preparation).toEqual([{ column: 'price', steps }])
    const back = await test.host.ask('recipes.prepare', { dataset: id, preparation: [{ column: 'price', steps: [] }] })
    expect(back).not.toHaveProperty('preparation')
    const wrong = { dataset: id, preparation: [{ column: 'city', steps }] }
    await expect(test.host.ask('recipes.prepare', wrong)).rejects.toMatchObject({
      code: 'dataset/unusable-preparation',
    })
  })
})

describe('recipes.complete', () => {
  it('offers the columns that there are at the step', async () => {
    const { id } = await imported()
    const recipe = [entry('a', 'derive', { name: 'profit', expression: 'price * 0.2' })]
    const { items, from, to } = await test.host.ask('recipes.complete', {
      dataset: id,
      recipe,
      text: 'pr',
      position: 2,
    })
    expect({ from, to }).toEqual({ from: 0, to: 2 })
    expect(items.filter(({ kind }) => kind === 'column').map(({ label }) => label)).toEqual(['price', 'profit'])
  })
})

describe('recipes.spellings', () => {
  it('proposes groups of the values as they are at the step', async () => {
    const { id } = await imported()
    const groups = await test.host.ask('recipes.spellings', { dataset: id, recipe: [], column: 'city' })
    expect(groups).toEqual([{ to: 'ROME', others: ['Rome', 'rome'], reason: 'form' }])
    const recipe = [entry('a', 'filter', { where: 'price < 50' })]
    const fewer = await test.host.ask('recipes.spellings', { dataset: id, recipe, column: 'city' })
    expect(fewer).toEqual([{ to: 'Rome', others: ['rome'], reason: 'form' }])
    expect(await test.host.ask('recipes.spellings', { dataset: id, recipe, column: 'gone' })).toEqual([])
  })
})
