// What a playground is played on, as arrays of two numbers a row, and as a data set when it is kept.
import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../shared/fields'
import type { Text } from '../../shared/fields'
import type { Column, Dataset, DatasetFacts, PlaySource } from '../../shared/records'
import { playSteps, preparedToy, toyColumns, toyCsv, toyNamed, toys, toySplit, toyTable } from '../engine/datasets'
import type { Toy } from '../engine/datasets'
import { writePrepared, writeWhole } from '../engine/workspace'
import type { Context, Step } from './context'
import { prepare, specOf } from './preparing'
import { refuse } from './refuse'

type Source<K extends PlaySource['kind']> = Extract<PlaySource, { kind: K }>

export interface PlayData {
  preparedFile: string
  facts: DatasetFacts
}

/** More classes than these have no colours that can be told apart. */
const mostClasses = 8

/** Arrays are made where there are none. Throws `playground/two-columns`, `playground/unknown-toy`, `dataset/not-ready` and others. */
export async function playData(source: PlaySource, context: Context, step: Step): Promise<PlayData> {
  const { workspace } = context.room()
  if (source.kind === 'toy') {
    const prepared = preparedToy(toyOf(source), source.settings)
    const preparedFile = join(workspace.paths.temporary, 'playground.nla')
    writePrepared(preparedFile, prepared)
    return { preparedFile, facts: prepared.preparation.facts }
  }
  const { hash, facts, problems } = await prepare(columnsAlone(source, context), context, step)
  refuse('dataset/not-ready', problems)
  if (facts === null) throw new Error('arrays without facts and without a problem')
  if (facts.classes.length > mostClasses) throw manyClasses(source.target, facts.classes.length)
  return { preparedFile: workspace.paths.preparedFile(hash), facts }
}

/** The data set that has just what was played on: one that is there already, or a new one. */
export async function keptDataset(source: PlaySource, context: Context, step: Step): Promise<Dataset> {
  const { datasets } = context.room().workspace
  if (source.kind === 'toy') return added(await importedToy(source, context, step), context)
  const wanted = columnsAlone(source, context)
  const spec = JSON.stringify(specOf(wanted))
  return datasets.list().find((one) => JSON.stringify(specOf(one)) === spec) ?? added(wanted, context)
}

function added(dataset: Dataset, context: Context): Dataset {
  const saved = context.room().workspace.datasets.save(dataset)
  context.emit('datasets.changed', { dataset: saved.id })
  return saved
}

/** Throws `playground/unknown-toy`, `playground/bad-setup`. */
function toyOf({ toy: name, settings }: Source<'toy'>): Toy {
  const toy = toyNamed(name)
  if (toy === undefined) throw unknownToy(name)
  refuse('playground/bad-setup', checkSettings(toy.fields, withDefaults(toy.fields, settings)))
  return toy
}

/** By a file of its points, as a data set of one's own comes. */
async function importedToy(source: Source<'toy'>, context: Context, step: Step): Promise<Dataset> {
  const toy = toyOf(source)
  const { tables: folder, temporary: temporaryFolder } = context.room().workspace.paths
  const path = join(temporaryFolder, `${toy.name}.csv`)
  writeWhole(path, toyCsv(toyTable(toy, source.settings)))
  const input = { path, reshape: null, folder, temporaryFolder }
  const imported = await context.tables.run('tables.import', input, step).finally(() => rmSync(path, { force: true }))
  const { table, dialect, account, columns, sizeBytes } = imported
  const given = toyColumns(toy)
  const typeOf = (column: Column) => given.find(({ name }) => name === column.name)?.type ?? column.type
  const now = context.clock().toISOString()
  return {
    id: context.newId(),
    name: toy.label.en,
    source: { kind: 'file', name: `${toy.name}.csv`, sizeBytes },
    ...{ dialect, table, account },
    columns: columns.map((column) => ({ ...column, type: typeOf(column) })),
    assignments: given.map(({ name, role }) => ({ column: name, role, reason: madeUp })),
    preparation: given.flatMap(({ name, steps }) => (steps === undefined ? [] : [{ column: name, steps }])),
    split: toySplit,
    createdAt: now,
    updatedAt: now,
  }
}

const madeUp: Text = { en: 'made up in the playground', zh: '由演练场生成' }
const chosen: Text = { en: 'chosen in the playground', zh: '在演练场中选择' }

/** The data set with the two columns as its only features, prepared as two numbers. Throws `playground/two-columns`. */
function columnsAlone({ dataset: id, x, y, target }: Source<'dataset'>, context: Context): Dataset {
  const { task: _task, ...dataset } = context.room().workspace.datasets.get(id)
  const { columns, assignments } = dataset
  for (const name of [x, y]) {
    const column = columns.find((one) => one.name === name)
    if (column?.type !== 'number' || name === target || x === y) throw notTwoColumns(name)
  }
  const roleOf = (name: string) => {
    if (name === target) return { role: 'target' as const, reason: chosen }
    if (name === x || name === y) return { role: 'feature' as const, reason: chosen }
    const own = assignments.find(({ column }) => column === name)
    // What the split or the loss reads stays.
    const stays = own !== undefined && own.role !== 'feature' && own.role !== 'target'
    return stays ? { role: own.role, reason: own.reason } : { role: 'ignore' as const, reason: chosen }
  }
  const now = context.clock().toISOString()
  return {
    ...dataset,
    id: context.newId(),
    name: `${dataset.name}: ${x}, ${y}`.slice(0, 300),
    assignments: columns.map(({ name }) => ({ column: name, ...roleOf(name) })),
    preparation: [x, y].map((column) => ({ column, steps: playSteps })),
    createdAt: now,
    updatedAt: now,
  }
}

function unknownToy(name: string): AppError {
  const known = Object.keys(toys).join(', ')
  return new AppError({
    code: 'playground/unknown-toy',
    message: {
      en: `There are no made-up points "${name}", expected one of ${known}.`,
      zh: `没有名为“${name}”的生成数据，应为 ${known} 之一。`,
    },
    hint: { en: 'Choose one of them.', zh: '请选择其中之一。' },
  })
}

function notTwoColumns(name: string): AppError {
  return new AppError({
    code: 'playground/two-columns',
    message: {
      en: `"${name}" cannot be one of the two columns, expected two different columns of numbers that are not the target.`,
      zh: `“${name}”不能作为两列之一，应为两个不同的数值列，且不是目标列。`,
    },
    hint: { en: 'Choose other columns, or another data set.', zh: '请选择其他列或其他数据集。' },
  })
}

function manyClasses(target: string, count: number): AppError {
  return new AppError({
    code: 'playground/many-classes',
    message: {
      en: `The target "${target}" has "${count}" classes, expected at most ${mostClasses} in the playground.`,
      zh: `目标列“${target}”有“${count}”个类别，演练场中最多 ${mostClasses} 个。`,
    },
    hint: { en: 'Choose another target, or train it as a run.', zh: '请选择其他目标列，或将其作为运行进行训练。' },
  })
}
