// The requests of the leakage doctor and of drift, from data sets and from runs, through the real host, on real files.
import { rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { openTestHost, type TestHost } from '../../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

const rows = Array.from({ length: 400 }, (_, row) => row)

async function imported(name: string, lines: string[]) {
  const file = join(test.folder, `${name}.csv`)
  writeFileSync(file, `${lines.join('\n')}\n`)
  return test.host.ask('datasets.import', { path: file })
}

const people = (name: string, age: (row: number) => number, city: (row: number) => string) =>
  imported(name, ['age,city,bought', ...rows.map((row) => [age(row), city(row), row % 2 === 0 ? 'yes' : 'no'].join())])

describe('datasets.drift', () => {
  it('names what differs between two imports, and is heard of while it compares', async () => {
    const old = await people('old', (row) => 20 + (row % 40), (row) => ['Rome', 'Oslo', 'Lima'][row % 3] ?? '') // prettier-ignore
    const now = await people(
      'now',
      (row) => 40 + (row % 40),
      (row) => ['Rome', 'Kyiv'][row % 2] ?? '',
    )
    const report = await test.host.ask('datasets.drift', { dataset: old.id, other: now.id, task: 'drift-1' })
    expect(report).toMatchObject({ rows: { before: 256, now: 400 }, training: true })
    expect(report.findings.map(({ code, column }) => [code, column])).toEqual([
      ['drift/outside-range', 'age'],
      ['drift/distribution', 'age'],
      ['drift/new-values', 'city'],
      ['drift/distribution', 'city'],
    ])
    const heard = await test.until(() =>
      test.events.find((event) => event.name === 'tasks.progressed' && event.payload.task === 'drift-1'),
    )
    expect(heard.payload).toMatchObject({ stage: 'compare', total: 3 })
    const none = await test.host.ask('datasets.drift', { dataset: old.id, other: old.id })
    expect(none.findings).toEqual([])
  })

  it('says what is missing when the other table has no column in common, or does not exist', async () => {
    const [old] = await test.host.ask('datasets.list', {})
    const strange = await imported('strange', ['a,b', ...rows.map((row) => `${row},${row % 3}`)])
    const report = await test.host.ask('datasets.drift', { dataset: old?.id ?? '', other: strange.id })
    expect(report.columns).toEqual([])
    expect(report.rows).toEqual({ before: 256, now: 400 })
    expect(report.findings.map(({ code }) => code)).toContain('drift/missing-column')
    await expect(test.host.ask('datasets.drift', { dataset: old?.id ?? '', other: 'none' })).rejects.toMatchObject({
      code: 'dataset/not-found',
    })
  })
})

describe('datasets.driftOfRun', () => {
  const city = (row: number) => ['Rome', 'Oslo', 'Lima'][row % 3] ?? ''

  it('compares with the rows that the run was trained on, also when its data set was changed and removed since', async () => {
    const old = await people('trained', (row) => 20 + (row % 40), city)
    const { id } = await test.host.ask('architectures.save', { name: 'Small', template: 'mlp', settings: { hidden: [4] } }) // prettier-ignore
    const training = { epochs: 1, batchSize: 64 }
    const asked = { dataset: old.id, architectures: [id], training, seeds: [1] }
    const [run] = await test.host.ask('runs.launch', asked)
    await test.host.whenIdle()
    await test.host.ask('datasets.update', {
      dataset: old.id,
      roles: [{ column: 'age', role: 'ignore' }],
      split: { kind: 'random', settings: {} },
    })
    await test.host.ask('datasets.remove', { dataset: old.id })
    const now = await people('predicted', (row) => 40 + (row % 40), city)
    const report = await test.host.ask('datasets.driftOfRun', { run: run?.id ?? '', other: now.id })
    expect(report).toMatchObject({ rows: { before: run?.facts.counts.train, now: 400 }, training: true })
    expect(report.findings.map(({ code, column }) => [code, column])).toEqual([
      ['drift/outside-range', 'age'],
      ['drift/distribution', 'age'],
    ])
    const file = join(test.folder, 'workspace', 'tables', `${old.table}.parquet`)
    rmSync(file)
    // Without the rows its model still knows what it has learnt.
    const byModel = await test.host.ask('datasets.driftOfRun', { run: run?.id ?? '', other: now.id })
    expect(byModel).toMatchObject({ rows: { before: run?.facts.counts.train, now: 400 }, training: true, columns: [] })
    expect(byModel.findings.map(({ code, column }) => [code, column])).toEqual([['drift/mean-shifted', 'age']])
    rmSync(join(test.folder, 'workspace', 'models'), { recursive: true })
    const refused = test.host.ask('datasets.driftOfRun', { run: run?.id ?? '', other: now.id })
    await expect(refused).rejects.toMatchObject({ code: 'run/no-data' })
  })
})

describe('datasets.leaks', () => {
  it('finds repeats on both sides, which the recipe that it proposes takes away', async () => {
    const dataset = await imported('twice', ['x,y', ...[...rows, ...rows].map((row) => `${Math.sin(row)},${row % 2 === 0 ? 'a' : 'b'}`)]) // prettier-ignore
    const { findings } = await test.host.ask('datasets.leaks', { dataset: dataset.id })
    const found = findings.find(({ code }) => code === 'leak/duplicate-across-parts')
    const change = found?.remedy?.change
    if (change === undefined || !('recipe' in change)) throw new Error('expected a recipe')
    const mended = await test.host.ask('recipes.apply', { dataset: dataset.id, recipe: change.recipe })
    expect(mended.imported).toBe(dataset.table)
    const after = await test.host.ask('datasets.leaks', { dataset: dataset.id })
    expect(after.findings.map(({ code }) => code)).not.toContain('leak/duplicate-across-parts')
    const { train = 0, validation = 0, test: tested = 0 } = after.facts?.counts ?? {}
    expect(train + validation + tested).toBe(400)
  })

  it('finds target encoding without folds, which the preparation that it proposes mends', async () => {
    const dataset = await people('encoded', (row) => row, (row) => ['Rome', 'Oslo', 'Lima'][row % 3] ?? '') // prettier-ignore
    const steps = [{ step: 'targetEncode', settings: { folds: 1 } }]
    await test.host.ask('recipes.prepare', { dataset: dataset.id, preparation: [{ column: 'city', steps }] })
    const { findings } = await test.host.ask('datasets.leaks', { dataset: dataset.id })
    const change = findings.find(({ code }) => code === 'leak/target-without-folds')?.remedy?.change
    if (change === undefined || !('preparation' in change)) throw new Error('expected a preparation')
    await test.host.ask('recipes.prepare', { dataset: dataset.id, preparation: change.preparation })
    const after = await test.host.ask('datasets.leaks', { dataset: dataset.id })
    expect(after.findings.map(({ code }) => code)).not.toContain('leak/target-without-folds')
  })

  it('looks at users and items without a target, and changes roles and split by what it proposes', async () => {
    const plays = await imported('plays', ['user_id,item_id,timestamp', ...rows.map((row) => `u${row % 20},i${(row * 7) % 30},${1_600_000_000 + ((row * 37) % 400)}`)]) // prettier-ignore
    await test.host.ask('datasets.update', {
      dataset: plays.id,
      roles: [
        { column: 'user_id', role: 'user' },
        { column: 'item_id', role: 'item' },
        { column: 'timestamp', role: 'ignore' },
      ],
      split: { kind: 'random', settings: {} },
    })
    const first = await test.host.ask('datasets.leaks', { dataset: plays.id })
    expect(first.facts).toMatchObject({ counts: { test: 80 }, users: { all: 20 }, items: { all: 30 } })
    const unsorted = first.findings.find(({ code }) => code === 'leak/unsorted-sessions')
    const change = unsorted?.remedy?.change
    if (change === undefined || !('roles' in change)) throw new Error('expected roles')
    await test.host.ask('datasets.update', { dataset: plays.id, roles: change.roles })
    const second = await test.host.ask('datasets.leaks', { dataset: plays.id })
    expect(second.findings.map(({ code }) => code)).not.toContain('leak/unsorted-sessions')
  })
})
