// Prepares a table for a task of users, items or series: rows are chosen, split, coded and arranged into aligned blocks.
import type { Problem } from '../../../../shared/contract/errors'
import type { PrepareSpec } from '../../../../shared/contract/worker'
import { checkSettings, withDefaults } from '../../../../shared/fields'
import type { Settings } from '../../../../shared/fields/field'
import { parts } from '../../../../shared/records'
import type { FittedStep, Part, Preparation } from '../../../../shared/records'
import { packWords } from '../../workspace/words'
import { featuresOf } from '../features'
import type { PrepareResult } from '../prepare'
import { checkParts } from '../prepareProblems'
import { readAs, stepsOf } from '../recipe'
import type { ColumnValues } from '../recipe'
import { assignInPieces, leftOut, partCodes, splitColumns, splitReads } from '../splits'
import { strataOf } from '../target'
import { RoleTable, taskKinds } from '../tasks'
import type { Pieces } from '../pieces'
import { readWeights } from '../weights'
import { byRole, readsOf } from './columns'
import type { RoleRead } from './columns'
import { fitFeatures } from './features'
import type { FittedFeatures } from './features'
import { furtherNotUsed, incompleteRows, noExamples, notReady } from './problems'
import { rowNumbers, TaskRows } from './rows'
import type { Arranged, ArrayTask } from './task'

/** Everything that is wrong before any row is read. */
export function checkTask(task: ArrayTask, spec: PrepareSpec): Problem[] {
  const assigned = spec.columns.map(({ name, role }) => ({ column: name, role }))
  const table = new RoleTable(
    spec.columns.map((column) => ({ ...column, distinct: Infinity })),
    assigned,
  )
  return [
    ...checkSettings(task.fields, settingsOf(task, spec), 'task.'),
    ...taskKinds[task.name].missing(table).map((what) => notReady(task.label, what)),
    ...splitReads(spec.split, spec.columns).problems,
    ...(spec.columns.some(({ role }) => role === 'alsoTarget') ? [furtherNotUsed(task.label)] : []),
  ]
}

/** The columns by role, then the features, then those of the split. */
export function columnsForTask(task: ArrayTask, spec: PrepareSpec): { name: string; kind: ColumnValues['kind'] }[] {
  return [
    ...readsOf(task, spec.columns).map(({ name, kind }) => ({ name, kind })),
    ...featuresOf(spec).map((column) => ({ name: column.name, kind: readAs(stepsOf(column)) })),
    ...splitReads(spec.split, spec.columns).reads.map(({ name, kind }) => ({ name, kind })),
  ]
}

/**
 * Pure: from whole columns, in the order of `columnsForTask`, to blocks. Words, means and features are learnt from training
 * rows alone. The same spec gives the same arrays on every machine.
 */
export function* prepareTask(
  task: ArrayTask,
  columns: readonly ColumnValues[],
  spec: PrepareSpec,
): Pieces<PrepareResult> {
  const wrong = checkTask(task, spec)
  if (wrong.some(isError)) return { prepared: null, problems: wrong }
  const reads = readsOf(task, spec.columns)
  const settings = settingsOf(task, spec)
  const { columns: values, problems: unread } = byRole(reads, columns)
  const total = columns[0]?.values.length ?? 0
  const all = new TaskRows(rowNumbers(total), new Uint8Array(total), values)
  const chosen = chooseRows(task, all, { reads, settings })
  const split = yield* splitRows(task, all, { chosen: chosen.places, columns, spec })
  const problems = [...wrong, ...unread, ...chosen.problems, ...split.problems]
  if (problems.some(isError)) return { prepared: null, problems }
  const plain = weighed(all.pick(chosen.places, split.part), all, reads)
  const features = yield* fitFeatures(columns.slice(reads.length), { spec, rows: plain.rows, predicts: task.predicts })
  if (features.problems.length > 0) return { prepared: null, problems: [...problems, ...features.problems] }
  const arranged = yield* task.arrange(plain.rows.with(features.matrix), settings)
  const lost = [...plain.problems, ...arranged.problems, ...checkExamples(task, arranged)]
  const said = [...problems, ...lost]
  if (lost.some(isError)) return { prepared: null, problems: said }
  const dropped = total - chosen.places.length
  return { prepared: assemble(task, arranged, { reads, settings, features, dropped }), problems: said }
}

function settingsOf(task: ArrayTask, { task: choice }: PrepareSpec): Settings {
  return withDefaults(task.fields, choice?.settings ?? {})
}

/** The rows that take part: those that count and have every value that is needed. */
function chooseRows(
  task: ArrayTask,
  all: TaskRows,
  { reads, settings }: { reads: RoleRead[]; settings: Settings },
): { places: Int32Array; problems: Problem[] } {
  const needed = reads.filter((read) => read.needed)
  const complete = all.complete(needed.map(({ role }) => role))
  const takes = task.takes?.(all, settings) ?? (() => true)
  const whole = all.row.filter(complete)
  const places = whole.filter(takes)
  const missing = all.count - whole.length
  return {
    places,
    problems: [
      ...(missing > 0
        ? [
            incompleteRows(
              needed.map(({ name }) => name),
              missing,
            ),
          ]
        : []),
      ...(places.length === 0 ? [noExamples(task.label)] : []),
    ],
  }
}

/** With the weights of training rows, and 1 for all others. */
function weighed(rows: TaskRows, all: TaskRows, reads: RoleRead[]): { rows: TaskRows; problems: Problem[] } {
  const values = all.numbers('weight')
  if (values === null) return { rows, problems: [] }
  const name = reads.find(({ role }) => role === 'weight')?.name ?? ''
  const { weight, problems } = readWeights({ name, values }, rows.row, rows.part)
  return { rows: rows.with(rows.features, { role: 'weight', values: Float64Array.from(weight) }), problems }
}

/** The part of each chosen row; rows that cannot be predicted are in none. */
function* splitRows(
  task: ArrayTask,
  all: TaskRows,
  { chosen, columns, spec }: { chosen: Int32Array; columns: readonly ColumnValues[]; spec: PrepareSpec },
): Pieces<{ part: Uint8Array; problems: Problem[] }> {
  const rows = chosen.filter(task.splits?.(all) ?? (() => true))
  const { reads } = splitReads(spec.split, spec.columns)
  const read = splitColumns(reads, columns.slice(columns.length - reads.length), rows)
  const part = new Uint8Array(chosen.length).fill(leftOut)
  if (read.problems.length > 0 || rows.length === 0) return { part, problems: read.problems }
  const strata = strataFor(task.predicts === 'rating' ? all.numbers('rating') : null, rows)
  const sizes = { count: rows.length, total: all.count, rows }
  const split = yield* assignInPieces({ ...sizes, strata, classes: false, columns: read.columns }, spec.split)
  let at = 0
  for (let place = 0; place < chosen.length && at < rows.length; place++) {
    if (chosen[place] === rows[at]) part[place] = split.part[at++] as number
  }
  return { part, problems: split.problems }
}

/** Ratings may be split with the same mix in every part; items and series have no such groups. */
function strataFor(ratings: Float64Array | null, rows: Int32Array): Int32Array {
  if (ratings === null) return new Int32Array(rows.length)
  const values = new Float64Array(rows.length)
  for (let place = 0; place < rows.length; place++) values[place] = ratings[rows[place] as number] as number
  return strataOf({ goal: 'regression', classes: [], rows, values })
}

function checkExamples(task: ArrayTask, { part, goal, problems }: Arranged): Problem[] {
  if (problems.some(isError)) return []
  if (part.length === 0) return [noExamples(task.label)]
  return checkParts({ goal, classes: [], rows: new Int32Array(0), values: new Float64Array(0) }, part)
}

interface Around {
  reads: RoleRead[]
  settings: Settings
  features: FittedFeatures
  dropped: number
}

function assemble(task: ArrayTask, arranged: Arranged, around: Around): NonNullable<PrepareResult['prepared']> {
  const { target, part, row, weight, window, blocks, vocabularies } = arranged
  return {
    preparation: describe(task, arranged, around),
    features: new Float32Array(0),
    ...{ target, part, row, blocks },
    ...(weight === undefined ? {} : { weight }),
    ...(window === undefined ? {} : { window }),
    words: vocabularies.map(({ name, words }) => packWords(name, words)),
  }
}

function describe(
  task: ArrayTask,
  { goal, outputs, blocks, part, mean, deviation, vocabularies }: Arranged,
  { reads, settings, features, dropped }: Around,
): Preparation {
  const counts = Object.fromEntries(
    parts.map((which) => [which, part.reduce((sum, code) => sum + (code === partCodes[which] ? 1 : 0), 0)]),
  ) as Record<Part, number>
  const used = blocks.some(({ name }) => name === 'features')
  const steps: FittedStep[] = used ? features.steps : []
  const inputs = used ? features.inputs : []
  const target = reads.find(({ role }) => role === task.predicts)?.name ?? ''
  return {
    schemaVersion: 1,
    facts: {
      ...{ goal, width: inputs.length, inputs, classes: goal === 'binary' ? ['0', '1'] : [], counts },
      droppedRows: dropped,
      blocks: blocks.map(({ values: _, ...block }) => block),
      ...(outputs === undefined ? {} : { outputs }),
    },
    steps,
    target: { column: target, goal, classes: goal === 'binary' ? ['0', '1'] : [], mean, deviation },
    arrangement: {
      task: task.name,
      settings,
      columns: reads.map(({ role, name }) => ({ role, column: name })),
      words: vocabularies.map(({ name }) => name),
    },
  }
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}
