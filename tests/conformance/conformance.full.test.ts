// The whole product instead of one of each: run before a release by `npm run conformance:full`, its result kept in bench/results.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { buildPlain, check, templates } from '../../main/engine/architectures'
import {
  prepare,
  recipeSteps,
  splitKinds,
  spread,
  type ColumnValues,
  type RecipeStep,
} from '../../main/engine/datasets'
import { formats, writeExport } from '../../main/engine/exports'
import { loadTensor } from '../../main/engine/tensor'
import { checkSettings, defaultsOf } from '../../shared/fields'
import { goals, type Goal } from '../../shared/records'
import { keepResult } from '../helpers/keepResult'
import { digestOf } from '../training/digest'
import { preparedFor } from '../training/prepared'
import { trainMlp } from '../training/training'
import { combinations, trainingRows, trainings, type Combination } from './combinations'
import { oddColumns, shares, sizes } from './odd'

const tf = loadTensor()
const folder = mkdtempSync(join(tmpdir(), 'netloom-conformance-full-'))
const begun = Date.now()
const counts = { networks: 0, trainings: 0, exports: 0, splits: 0, recipes: 0 }
const failures: string[] = []
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  const seconds = Math.round((Date.now() - begun) / 1000)
  const combined = Object.values(counts).reduce((sum, value) => sum + value, 0)
  keepResult('conformance-full', { combinations: combined, ...counts, seconds, failures })
})

/** One failure does not keep the rest of the product from being tried. */
async function tried(what: object, body: () => void | Promise<void>): Promise<void> {
  try {
    await body()
  } catch (error) {
    failures.push(`${JSON.stringify(what)}: ${error instanceof Error ? error.message.split('\n')[0] : String(error)}`)
  }
}

function shapesMatch({ template, network, goal }: Combination): void {
  const graph = templates[template].graph(network, preparedFor(goal).preparation.facts)
  const checked = check(graph)
  expect(checked.problems).toEqual([])
  const { model, dispose } = buildPlain(graph, tf)
  for (const layer of checked.layers) expect(model.getLayer(layer.id).outputShape).toEqual([null, ...layer.outputShape])
  expect(model.countParams()).toBe(checked.parameters)
  dispose()
}

/** Twice from the same seed: bit-equal, finite, to the end; once exported in every format and read back. */
async function trainsAlike({ goal, network, optimizer }: Combination): Promise<void> {
  const prepared = preparedFor(goal)
  for (const [index, { seed, batchSize, settings }] of trainings.entries()) {
    const training = { epochs: 2, learningRate: 0.01, optimizer, batchSize, ...settings }
    const first = await trainMlp({ prepared, network, training, seed })
    const second = await trainMlp({ prepared, network, training, seed })
    counts.trainings += 2
    expect(first.outcome.endedBy).toBe('epochs-done')
    expect(first.series['loss/step']).toHaveLength(2 * Math.ceil(trainingRows / batchSize))
    expect(Object.values(first.series).flat().every(Number.isFinite)).toBe(true)
    expect(digestOf(second)).toBe(digestOf(first))
    if (index === 0) await exportsAlike({ model: first.model, prepared })
  }
}

async function exportsAlike(trained: Pick<Parameters<typeof writeExport>[0], 'model' | 'prepared'>): Promise<void> {
  for (const format of Object.keys(formats)) {
    counts.exports += 1
    const target = join(folder, `export-${counts.exports}`)
    const { largestDifference, agrees } = await writeExport({ ...trained, format, folder: target, name: 'Full' }, tf)
    rmSync(target, { recursive: true })
    expect(largestDifference).toBeLessThanOrEqual(1e-5)
    expect(agrees).toBe(true)
  }
}

describe.each(goals)('networks for a %s goal', (goal) => {
  test('every network, optimiser and way to train', async () => {
    const before = failures.length
    const tensors = tf.memory().numTensors
    for (const combination of combinations().filter((one) => one.goal === goal)) {
      counts.networks += 1
      await tried(combination, async () => {
        shapesMatch(combination)
        await trainsAlike(combination)
      })
    }
    expect(failures.slice(before)).toEqual([])
    expect(tf.memory().numTensors).toBe(tensors)
  })
})

const targets: Record<
  Goal,
  { type: 'boolean' | 'category' | 'number'; value: (row: number) => string | number | null }
> = {
  binary: { type: 'boolean', value: (row) => (row % 10 === 9 ? null : row % 4 === 0 ? 'yes' : 'no') },
  multiclass: { type: 'category', value: (row) => (row % 10 === 9 ? null : (['a', 'b', 'c'][row % 3] ?? null)) },
  regression: { type: 'number', value: (row) => (row % 10 === 9 ? NaN : Math.sin(row) * 100) },
}

/** A table of `rows` rows, every tenth without a target, its parts split in `kind`'s way. */
function partsOf(goal: Goal, rows: number, split: { kind: string; settings: Record<string, number | string> }) {
  const { type, value } = targets[goal]
  const all = Array.from({ length: rows }, (_, row) => row)
  const target: ColumnValues =
    goal === 'regression'
      ? { kind: 'numbers', name: 'y', values: Float64Array.from(all, (row) => Number(value(row))) }
      : { kind: 'words', name: 'y', values: all.map((row) => value(row) as string | null) }
  const x: ColumnValues = { kind: 'numbers', name: 'x', values: Float64Array.from(all, (row) => row % 7) }
  const part: ColumnValues = {
    kind: 'words',
    name: 'part',
    values: all.map((row) => (row % 5 === 0 ? 'test' : 'train')),
  }
  const columns = [
    { name: 'y', type, role: 'target' as const },
    { name: 'x', type: 'number' as const, role: 'feature' as const },
    { name: 'part', type: 'category' as const, role: 'ignore' as const },
  ]
  return prepare(split.kind === 'given' ? [target, x, part] : [target, x], { table: 'table', columns, split })
}

/** By hand: a tenth of the rows drops out; test rows are a share of the rest, validation rows a share of what remains. */
function sumsAreRight(goal: Goal, rows: number, kind: string, [testShare, validationShare]: [number, number]): void {
  const settings =
    kind === 'given' ? { column: 'part', validationShare, seed: 3 } : { testShare, validationShare, seed: 3 }
  const { prepared, problems } = partsOf(goal, rows, { kind, settings })
  const usable = rows - Math.floor(rows / 10)
  const given = Array.from({ length: rows }, (_, row) => row).filter((row) => row % 5 === 0 && row % 10 !== 9).length
  const test = kind === 'given' ? given : usable * testShare
  const validation = (usable - Math.round(test)) * validationShare
  // Parts that would be empty, or lack a class, may be refused, but in words.
  if (prepared === null) return expect(problems.some(({ severity }) => severity === 'error')).toBe(true)
  const { counts: found, droppedRows } = prepared.preparation.facts
  expect(found.train + found.validation + found.test + droppedRows).toBe(rows)
  expect(droppedRows).toBe(Math.floor(rows / 10))
  expect(Math.abs(found.test - test)).toBeLessThanOrEqual(0.5 + 1e-9)
  expect(Math.abs(found.validation - validation)).toBeLessThanOrEqual(1)
  for (const [code, part] of (['train', 'validation', 'test'] as const).entries())
    expect(prepared.part.filter((value) => value === code)).toHaveLength(found[part])
}

test('splits: sums of all goals, sizes and shares', async () => {
  const before = failures.length
  for (const kind of Object.keys(splitKinds))
    for (const goal of goals)
      for (const rows of sizes)
        for (const testShare of shares)
          for (const validationShare of shares) {
            counts.splits += 1
            await tried({ kind, goal, rows, testShare, validationShare }, () =>
              sumsAreRight(goal, rows, kind, [testShare, validationShare]),
            )
          }
  expect(failures.slice(before)).toEqual([])
})

function plain({ values, ...rest }: ColumnValues): object {
  const all: readonly (number | string | null)[] = [...values]
  return { ...rest, values: all.map((value) => value || 0) }
}

/** Fitted on one odd column, applied to another: finite numbers, one a row, the same after a journey through JSON. */
function stepIsSound(name: keyof typeof recipeSteps, training: ColumnValues, column: ColumnValues): void {
  const step: RecipeStep = recipeSteps[name]
  const { length } = training.values
  const classes = Float64Array.from({ length }, (_, row) => row % 2)
  const target = { goal: 'binary' as const, classes: ['no', 'yes'], values: classes }
  const settings = defaultsOf(step.fields)
  expect(checkSettings(step.fields, settings)).toEqual([])
  const learnt = step.fit(training, settings, target)
  const stored = JSON.parse(JSON.stringify(learnt)) as typeof learnt
  const [outputs, again] = [spread(step.apply(column, learnt)), spread(step.apply(column, stored))]
  // JSON has no negative zero.
  expect(again.map(plain)).toEqual(outputs.map(plain))
  for (const { values, kind } of outputs) {
    expect(kind).toBe(step.gives === 'words' ? kind : 'numbers')
    expect(values).toHaveLength(column.values.length)
    if (kind === 'words') continue
    // What is missing stays so where filling is another step's work.
    const isMissing = (row: number): boolean => column.kind === 'words' || Number.isNaN(column.values[row])
    const passes = step.takes === 'numbers' && step.gives === 'numbers' && name !== 'impute'
    const missing = (row: number): boolean => passes && isMissing(row)
    for (const [row, value] of values.entries())
      if (!missing(row) && !(typeof value === 'number' && Number.isFinite(value)))
        throw new Error(`row ${row}: ${value}`)
  }
}

test('recipe steps: every step fitted on every odd column and applied to every other', async () => {
  const before = failures.length
  for (const name of Object.keys(recipeSteps) as (keyof typeof recipeSteps)[])
    for (const training of oddColumns)
      for (const column of oddColumns) {
        counts.recipes += 1
        await tried({ step: name, training: training.name, column: column.name }, () =>
          stepIsSound(name, training, column),
        )
      }
  expect(failures.slice(before)).toEqual([])
})
