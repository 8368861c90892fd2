// Arranges new rows as the rows of training were, for predictions: pairs, a pasted history, or the latest values of a series.
import type { Problem } from '../../../../shared/contract/errors'
import type { Arrangement, Preparation, Role } from '../../../../shared/records'
import { unpackWords } from '../../workspace/words'
import type { WordList } from '../../workspace/words'
import { applyPreparation, cleanedCell } from '../applyPreparation'
import type { TextRows } from '../applyPreparation'
import { plainNumber } from '../columnTypes'
import { missingColumn } from '../predictionProblems'
import type { ColumnValues } from '../recipe'
import { leftOut } from '../splits'
import { byRole } from './columns'
import type { RoleRead } from './columns'
import { arrayTask } from './registry'
import { TaskRows } from './rows'
import type { Coded, FeatureMatrix } from './rows'
import type { ArrayTask, Asked, Known, TaskRead } from './task'

/** Roles without whose column nothing can be arranged; times and users may be missing from a pasted history. */
const always: readonly Role[] = ['item', 'target']

export interface Model {
  preparation: Preparation
  words: readonly WordList[]
}

/**
 * Blocks as the network takes them, one example for each pair, history or series. Words that training never had get the
 * code 0 or, in a history, are passed over. Without a column of times the rows are taken in their order, without one of
 * users as one history. A column that cannot be missing is an error.
 */
export function applyArrangement(
  { preparation, words }: Model,
  text: TextRows,
): { asked: Asked | null; problems: Problem[] } {
  const { arrangement } = preparation
  const task = arrayTask(arrangement?.task)
  if (arrangement === undefined || task === undefined) throw new Error('rows of this preparation are not arranged')
  const { reads, missing } = readsIn(task, arrangement, text)
  const { features, problems: ofFeatures } = featuresOf(preparation, text)
  const wrong = [...missing.map(missingColumn), ...ofFeatures]
  if (wrong.some(({ severity }) => severity === 'error')) return { asked: null, problems: wrong }
  const read = byRole(
    reads,
    reads.map((one) => columnOf(text, one)),
  )
  if (read.problems.length > 0) return { asked: null, problems: [...wrong, ...read.problems] }
  const rows = rowsOf(text, task, { columns: read.columns, features })
  return { asked: task.ask(rows, knownOf(preparation, arrangement, words)), problems: wrong }
}

/** The columns that the text has, and those that it would have to have. */
function readsIn(task: ArrayTask, arrangement: Arrangement, text: TextRows): { reads: RoleRead[]; missing: string[] } {
  const reads: RoleRead[] = []
  const missing: string[] = []
  for (const { role, column } of arrangement.columns) {
    const read = task.reads.find((one) => one.role === role)
    const isGiven = text.columns.includes(column)
    const isWanted = always.includes(role) || task.name === 'rating' || task.name === 'topN'
    if (read === undefined || !asksFor(task, read)) continue
    if (isGiven)
      reads.push({ role, name: column, as: read.as, kind: read.as === 'numbers' ? 'numbers' : 'words', needed: true })
    else if (isWanted) missing.push(column)
  }
  return { reads, missing }
}

/** What is predicted is not asked for, but where it is also what is predicted from. */
function asksFor(task: ArrayTask, { role }: TaskRead): boolean {
  if (role === 'weight' || role === 'event' || role === 'rating') return false
  return role !== task.predicts || task.name !== 'rating'
}

function featuresOf(preparation: Preparation, text: TextRows): { features: FeatureMatrix; problems: Problem[] } {
  const { width } = preparation.facts
  if (width === 0) return { features: { width, values: new Float32Array(0) }, problems: [] }
  const { features, problems } = applyPreparation(preparation, text)
  return { features: { width, values: features ?? new Float32Array(0) }, problems }
}

function columnOf(text: TextRows, { name, kind }: RoleRead): ColumnValues {
  const at = text.columns.indexOf(name)
  const cells = text.rows.map((row) => cleanedCell(row[at]))
  if (kind === 'words') return { kind, name, values: cells.map((cell) => (cell === null ? null : plainNumber(cell))) }
  return { kind, name, values: Float64Array.from(cells, (cell) => (cell === null ? NaN : finite(Number(cell)))) }
}

function finite(value: number): number {
  return Number.isFinite(value) ? value : NaN
}

/** All rows; of a history or a series those that have the words and times that place them in it. */
function rowsOf(
  text: TextRows,
  task: ArrayTask,
  { columns, features }: { columns: ReadonlyMap<Role, Coded | Float64Array>; features: FeatureMatrix },
): TaskRows {
  const count = text.rows.length
  const all = new TaskRows(
    Int32Array.from({ length: count }, (_, row) => row),
    new Uint8Array(count),
    columns,
    features,
  )
  if (task.name === 'rating' || task.name === 'topN') return all
  const places = all.row.filter(all.complete(task.reads.filter(({ needed }) => needed).map(({ role }) => role)))
  if (places.length === count) return all
  const { width, values } = features
  const chosen = new Float32Array(places.length * width)
  places.forEach((place, index) => chosen.set(values.subarray(place * width, (place + 1) * width), index * width))
  return all.pick(places, new Uint8Array(places.length).fill(leftOut), { width, values: chosen })
}

function knownOf(preparation: Preparation, { settings }: Arrangement, words: readonly WordList[]): Known {
  const lists = new Map(
    words.map((list) => [list.name, new Map(unpackWords(list).map((word, index) => [word, index + 1]))]),
  )
  const { mean, deviation } = preparation.target
  return {
    settings,
    codeOf: (list, word) => lists.get(list)?.get(word) ?? 0,
    sizeOf: (list) => (lists.get(list)?.size ?? 0) + 1,
    mean,
    deviation,
  }
}
