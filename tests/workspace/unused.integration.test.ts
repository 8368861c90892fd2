// Tables and prepared arrays that nothing needs: what is removed of them, and what never is, on a real workspace.
import { existsSync, mkdirSync, readdirSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Dataset, RecipeEntry, Run } from '../../shared/records'
import { openTestHost, type TestHost } from '../helpers/testHost'

let test: TestHost
beforeAll(async () => {
  test = await openTestHost('inProcess')
})
afterAll(() => test.remove())

const ask: TestHost['host']['ask'] = (name, input) => test.host.ask(name, input)
const folderOf = (part: string) => join(test.folder, 'workspace', part)
const tableOf = (hash: string) => join(folderOf('tables'), `${hash}.parquet`)
const preparedOf = (hash: string) => join(folderOf('prepared'), `${hash}.nla`)
const filterOf = (where: string): RecipeEntry[] => [{ id: 'a', step: 'filter', settings: { where }, enabled: true }]

/** As if nobody had used any file for two hours. */
function age(): void {
  const then = new Date(Date.now() - 7_200_000)
  for (const part of ['tables', 'prepared']) {
    for (const name of readdirSync(folderOf(part))) utimesSync(join(folderOf(part), name), then, then)
  }
}

async function imported(name: string, seed: number): Promise<Dataset> {
  const path = join(test.folder, `${name}.csv`)
  const lines = Array.from({ length: 200 }, (_, row) => `${Math.sin(row + seed).toFixed(5)},${row % 2 ? 'yes' : 'no'}`)
  writeFileSync(path, `x,bought\n${lines.join('\n')}\nbroken\n`)
  return ask('datasets.import', { path, name })
}

const rowsOf = async (dataset: string) => (await ask('datasets.rows', { dataset, offset: 0, limit: 1 })).total

describe('workspace.freeSpace', () => {
  let kept: Dataset
  let removed: Dataset
  let run: Run
  /** Of recipes: one that was replaced, one that is used. */
  let first: Dataset
  let second: Dataset

  it('counts what nothing needs, but not what was used within the last hour', async () => {
    kept = await imported('kept', 1)
    removed = await imported('removed', 2)
    const { id } = await ask('architectures.save', { name: 'Small', template: 'mlp', settings: { hidden: [4] } })
    const training = { epochs: 1, batchSize: 64 }
    const [launched] = await ask('runs.launch', { dataset: removed.id, architectures: [id], training, seeds: [1] })
    run = launched as Run
    await test.host.whenIdle()
    // A second way to prepare it that no run used.
    await ask('datasets.update', { dataset: removed.id, split: { kind: 'random', settings: { seed: 3 } } })
    await ask('datasets.check', { dataset: removed.id })
    await ask('datasets.remove', { dataset: removed.id })
    await ask('datasets.check', { dataset: kept.id })
    first = await ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x > 0') })
    second = await ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x < 0') })
    expect(await ask('workspace.unused', {})).toEqual({ files: 0, bytes: 0 })
    age()
    // The replaced recipe's table, the arrays of `kept` before its recipe, and those of the second split.
    const { files, bytes } = await ask('workspace.unused', {})
    expect(files).toBe(3)
    expect(bytes).toBeGreaterThan(statSync(tableOf(first.table)).size)
  })

  it('leaves what was found again a moment ago', async () => {
    await ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x > 0') })
    await ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x < 0') })
    expect((await ask('workspace.unused', {})).files).toBe(2)
  })

  it('removes those, and nothing of data sets, removed ones, runs, or of anybody else', async () => {
    const strange = [
      join(folderOf('tables'), 'mine.parquet'),
      join(folderOf('tables'), `${'0'.repeat(64)}.parquet.bak`),
    ]
    for (const file of strange) writeFileSync(file, 'mine')
    mkdirSync(tableOf('1'.repeat(64)))
    age()
    const told = await ask('workspace.unused', {})
    expect(told.files).toBe(3)
    expect(await ask('workspace.freeSpace', {})).toEqual(told)
    expect(await ask('workspace.unused', {})).toEqual({ files: 0, bytes: 0 })
    expect(existsSync(tableOf(first.table))).toBe(false)
    for (const file of [...strange, tableOf('1'.repeat(64)), preparedOf(run.prepared)]) {
      expect(existsSync(file)).toBe(true)
    }
    expect(readdirSync(folderOf('tables')).filter((name) => name.endsWith('.part'))).toEqual([])
    expect(await rowsOf(kept.id)).toBeGreaterThan(0)
    expect((await ask('datasets.rejects', { dataset: kept.id, offset: 0, limit: 10 })).total).toBe(1)
    const asImported = await ask('recipes.apply', { dataset: kept.id, recipe: [] })
    expect(await rowsOf(asImported.id)).toBe(200)
    await ask('datasets.restore', { dataset: removed.id })
    expect(await rowsOf(removed.id)).toBe(200)
    expect(await ask('datasets.driftOfRun', { run: run.id, other: removed.id })).toMatchObject({ training: true })
  })

  it('makes again what was removed when it is asked for', async () => {
    const again = await ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x > 0') })
    expect(again.table).toBe(first.table)
    expect(await rowsOf(kept.id)).toBeGreaterThan(0)
    await ask('datasets.update', { dataset: removed.id, split: { kind: 'random', settings: { seed: 3 } } })
    const { readiness } = await ask('datasets.check', { dataset: removed.id })
    expect(readiness.facts?.counts.train).toBe(128)
  })

  it('leaves what another program in the same workspace has just found', async () => {
    await ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x < 0') })
    const other = await openTestHost('inProcess', test.folder)
    try {
      age()
      // It finds the table that the first recipe made; then the record names another one again.
      await other.host.ask('recipes.apply', { dataset: kept.id, recipe: filterOf('x > 0') })
      await other.host.ask('recipes.apply', { dataset: kept.id, recipe: [] })
      await ask('workspace.freeSpace', {})
      expect(existsSync(tableOf(first.table))).toBe(true)
      expect(existsSync(tableOf(second.table))).toBe(false)
    } finally {
      other.close()
    }
  })
})
