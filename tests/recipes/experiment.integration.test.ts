// An experiment file with tables to join, a recipe, roles and a preparation, from the files to a trained run.
import { DatabaseSync } from '@photostructure/sqlite'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { launchExperiment } from '../../main/engine/experiment'
import { experimentSchema } from '../../shared/records'
import { filesIn } from '../bundles/unzip'
import { openTestHost, type TestHost } from '../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
  const visits = Array.from({ length: 200 }, (_, at) => `u${at % 20},${at % 7},${at % 3 === 0 ? 'buy' : 'view'},${at}`)
  writeFileSync(join(test.folder, 'visits.csv'), `user,item,event,n\n${visits.join('\n')}\n`)
  const items = Array.from({ length: 7 }, (_, at) => `${at},${at * 10},${at % 2 === 0 ? 'red' : 'blue'}`)
  writeFileSync(join(test.folder, 'items.csv'), `id,price,colour\n${items.join('\n')}\n`)
})
afterAll(() => test.remove())

const written = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Who buys?',
  data: { file: 'visits.csv' },
  tables: [{ name: 'the items', file: 'items.csv' }],
  recipe: [
    { step: 'join', settings: { other: 'the items', key: 'item', otherKey: 'id' } },
    { step: 'filter', settings: { where: 'n < 0' }, enabled: false },
    { step: 'derive', settings: { name: 'bought', expression: "if(event = 'buy', 1, 0)" } },
    { step: 'pseudonyms', settings: { columns: ['user'] } },
  ],
  target: 'bought',
  ignore: ['event', 'n', 'item'],
  roles: [{ column: 'user', role: 'user' }],
  preparation: [{ column: 'price', steps: [{ step: 'minMax' }] }],
  architectures: [{ name: 'Linear', template: 'mlp', settings: { hidden: [] } }],
  sampling: { kind: 'over' },
  training: { epochs: 1 },
}

const launched = (changes: object = {}) =>
  launchExperiment({
    experiment: experimentSchema.parse({ ...written, ...changes }),
    pathOf: (file) => join(test.folder, file),
    ask: (name, input) => test.host.ask(name, input),
    task: 'experiment',
  })

describe('an experiment with a recipe', () => {
  it('joins, changes, assigns, prepares and trains', async () => {
    const { dataset, runs } = await launched()
    expect(dataset.columns.map(({ name, type }) => [name, type])).toEqual([
      ['user', expect.any(String)],
      ['item', 'number'],
      ['event', 'category'],
      ['n', 'number'],
      ['price', 'number'],
      ['colour', 'category'],
      ['bought', 'boolean'],
    ])
    expect(dataset.preparation).toEqual([{ column: 'price', steps: [{ step: 'minMax', settings: {} }] }])
    expect(dataset.sampling).toEqual({ kind: 'over', seed: 1 })
    const roles = Object.fromEntries(dataset.assignments.map(({ column, role }) => [column, role]))
    expect(roles).toEqual({
      user: 'user',
      item: 'ignore',
      event: 'ignore',
      n: 'ignore',
      price: 'feature',
      colour: 'feature',
      bought: 'target',
    })
    const { rows } = await test.host.ask('datasets.rows', { dataset: dataset.id, offset: 0, limit: 8 })
    expect(rows.map((row) => row.slice(1))).toEqual(
      Array.from({ length: 8 }, (_, at) => [
        String(at % 7),
        at % 3 === 0 ? 'buy' : 'view',
        String(at),
        String((at % 7) * 10),
        (at % 7) % 2 === 0 ? 'red' : 'blue',
        at % 3 === 0 ? '1' : '0',
      ]),
    )
    expect(rows[0]?.[0]).toMatch(/^[0-9a-f]{16}$/)
    const run = await test.until(() => {
      const said = test.events.flatMap((event) => (event.name === 'runs.changed' ? [event.payload] : []))
      return said.find(({ id, endedAt }) => id === runs[0]?.id && endedAt !== null)
    })
    expect(run.status).toBe('finished')
    expect(run.facts.inputs).toContain('price')
  })

  it('travels in a bundle with its recipe and preparation, without the key of its pseudonyms', async () => {
    const [run] = await test.host.ask('runs.list', {})
    const file = join(test.folder, 'runs.netloom')
    await test.host.ask('bundles.write', { runs: [run?.id ?? ''], file })
    const entries = await filesIn(file)
    const [here] = (await test.host.ask('datasets.list', {})).filter(({ name }) => name === 'Who buys?')
    const there = JSON.parse(String(entries.get('datasets/001.json'))) as typeof here
    expect(there).toMatchObject({
      table: here?.table,
      imported: here?.imported,
      recipe: here?.recipe,
      preparation: here?.preparation,
    })
    const database = new DatabaseSync(join(test.folder, 'workspace', 'netloom.db'), { readOnly: true })
    const row = database.prepare("SELECT json FROM preferences WHERE name = 'pseudonyms.key'").get() as { json: string }
    database.close()
    const key = JSON.parse(row.json) as string
    expect(key).toMatch(/^[0-9a-f]{64}$/)
    for (const content of entries.values()) expect(content.includes(key)).toBe(false)
    const colleague = await openTestHost('inProcess')
    const opened = await colleague.host.ask('bundles.open', { file })
    expect(opened.problems.map(({ code }) => code)).toEqual(['bundle/no-data'])
    expect(await colleague.host.ask('datasets.list', {})).toEqual([])
    expect(await colleague.host.ask('runs.list', {})).toHaveLength(1)
    colleague.remove()
  })

  it('run again adds no data set, and one that is refused leaves none', async () => {
    const list = async () => (await test.host.ask('datasets.list', {})).map(({ name }) => name).sort()
    const before = await list()
    expect(before).toEqual(['Who buys?', 'the items'])
    await launched()
    expect(await list()).toEqual(before)
    const wrong = { recipe: [{ step: 'filter', settings: { where: 'nn > 1' } }], name: 'Other' }
    await expect(launched(wrong)).rejects.toMatchObject({ code: 'dataset/recipe-has-errors' })
    const gone = { recipe: [{ step: 'join', settings: { other: 'nowhere', key: 'item' } }], name: 'Other' }
    await expect(launched(gone)).rejects.toMatchObject({ code: 'dataset/recipe-has-errors' })
    await expect(launched({ preparation: [{ column: 'price', steps: [{ step: 'no' }] }] })).rejects.toMatchObject({
      code: 'dataset/unusable-preparation',
    })
    expect(await list()).toEqual(before)
  })
})
