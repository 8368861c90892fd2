// Applies a recipe's table steps one after another to a table in DuckDB, telling what each of them does to it.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Problem } from '../../../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../../../shared/fields/checkSettings'
import type { Text } from '../../../../../shared/fields/text'
import type { RecipeEntry, StepOutcome } from '../../../../../shared/records'
import { identifier, numbersOf } from '../../read/sql'
import { checkSignal } from '../../read/context'
import { outOfMemory, unknownStep } from './complaints'
import { tableStep, tableSteps } from './index'
import type { Reached, Visit } from './shelf'
import { describe, dropStage, makeStage } from './stage'
import type { Stage, StageKind } from './stage'
import { nothingGiven, rowSql } from './step'
import type { StepGiven, StepSql, TableColumn } from './step'

export interface AppliedRecipe {
  /** A query of the last table that could be made, without the row numbers, in the order of the first table's rows. */
  table: string
  columns: TableColumn[]
  /** One for each enabled entry up to the first that has an error. */
  steps: StepOutcome[]
  /** Errors of one entry: the steps from it on are not applied. */
  problems: (Problem & { entry: string })[]
  /** Columns that each entry is handed; from one with an error on, those of the last table. */
  handed: { entry: string; names: string[] }[]
}

export interface RunOptions {
  given?: StepGiven
  signal?: AbortSignal | undefined
  progress?: ((stage: string, done: number, total: number | null) => void) | undefined
  /** Only the columns are wanted: the table is taken without its rows, and nothing is said about them. */
  columnsOnly?: boolean
  /** Where what was worked out before is found, and kept for the next time; not for columns only. */
  visit?: Visit
}

/** Of a step that is repeated; each repetition drops a row at least, and in real data a few suffice. */
const mostRepeats = 10_000

/**
 * `table` is a table expression of our own, such as `read_parquet('...')`, never a user's text. Makes temporary tables
 * of this connection, of which the last one stays until the connection is closed, or until the visit ends.
 * Throws `task/cancelled`, and what DuckDB throws when it is interrupted or out of space.
 */
export async function runSteps(
  connection: DuckDBConnection,
  table: string,
  entries: readonly RecipeEntry[],
  options: RunOptions = {},
): Promise<AppliedRecipe> {
  const { signal, progress, visit } = options
  const known = await knownOf(entries, visit)
  let stage = known?.stage ?? (await firstStage(connection, table, options))
  const result: Omit<AppliedRecipe, 'table' | 'columns'> = { steps: [], problems: [], handed: [] }
  const done: Reached['steps'] = []
  for (const [index, entry] of entries.entries()) {
    checkSignal(signal)
    const tell = (percent: number) => progress?.('recipe', 100 * index + percent, 100 * entries.length)
    tell(0)
    const before = known?.steps[done.length]
    const handed = before?.handed ?? stage.columns.map(({ name }) => name)
    result.handed.push({ entry: entry.id, names: handed })
    if (!entry.enabled || result.problems.length > 0) continue
    if (before !== undefined) {
      done.push(before)
      result.steps.push({ ...before.outcome, id: entry.id })
      continue
    }
    const step = () => runStep({ connection, stage, entry, options })
    const made = await watched(connection, step, tell).catch(tooBig)
    if ('problems' in made) {
      result.problems = made.problems.map((found) => ({ ...found, entry: entry.id }))
      continue
    }
    stage = made.stage
    if (made.outcome === null) continue
    result.steps.push(made.outcome)
    done.push({ outcome: made.outcome, handed })
    await visit?.leave(entries.slice(0, index + 1), { stage, steps: [...done] })
  }
  return { ...resultOf(stage), ...result }
}

/** The longest beginning of the recipe that was worked out before. */
async function knownOf(entries: readonly RecipeEntry[], visit: Visit | undefined): Promise<Reached | null> {
  if (visit === undefined) return null
  for (let count = entries.length; count > 0; count--) {
    if (entries[count - 1]?.enabled !== true) continue
    const known = await visit.take(entries.slice(0, count))
    if (known !== null) return known
  }
  return null
}

function firstStage(connection: DuckDBConnection, table: string, { columnsOnly = false }: RunOptions): Promise<Stage> {
  const from = columnsOnly ? `(SELECT * FROM ${table} LIMIT 0)` : table
  const sql = `SELECT row_number() OVER () AS ${rowSql}, * FROM ${from}`
  return makeStage(connection, { kind: 'TEMP VIEW', sql, counts: !columnsOnly })
}

const lookEveryMs = 200

/** Tells from time to time how many percent of the statement under way are done; a step has several, of which one is long. */
async function watched<T>(
  connection: DuckDBConnection,
  work: () => Promise<T>,
  tell: (percent: number) => void,
): Promise<T> {
  const timer = setInterval(() => tell(Math.max(0, Math.min(100, connection.progress.percentage))), lookEveryMs)
  try {
    return await work()
  } finally {
    clearInterval(timer)
  }
}

/** A step that needs more memory and disk than there is, as a problem of that step. */
function tooBig(error: unknown): { problems: Problem[] } {
  if (error instanceof Error && error.message.startsWith('Out of Memory Error')) return { problems: [outOfMemory()] }
  throw error
}

interface StepRun {
  connection: DuckDBConnection
  stage: Stage
  entry: RecipeEntry
  options: RunOptions
}

async function runStep({
  connection,
  stage,
  entry,
  options,
}: StepRun): Promise<{ stage: Stage; outcome: StepOutcome | null } | { problems: Problem[] }> {
  const made = sqlOf(entry, stage.columns, options.given ?? nothingGiven)
  if ('problems' in made) return made
  const { columnsOnly = false, visit } = options
  const refused = columnsOnly ? [] : await refusals(connection, stage, made)
  if (refused.length > 0) return { problems: refused }
  const kind = visit === undefined ? 'TEMP TABLE' : 'TABLE'
  const next = await applyStep(connection, stage, { kind, made, signal: options.signal, counts: !columnsOnly })
  try {
    const outcome = columnsOnly ? null : await describe(connection, entry.id, stage, next)
    const notes = columnsOnly ? [] : await notesOf(connection, stage, made)
    // Kept tables are let go by the visit.
    if (stage.kind !== 'TABLE') await dropStage(connection, stage)
    return { stage: next, outcome: outcome === null || notes.length === 0 ? outcome : { ...outcome, notes } }
  } catch (error) {
    await dropStage(connection, next)
    throw error
  }
}

type MadeSql = Exclude<StepSql, { problems: Problem[] }>

function sqlOf({ step: name, settings }: RecipeEntry, columns: TableColumn[], given: StepGiven): StepSql {
  const step = tableStep(name)
  if (step === undefined)
    return {
      problems: [
        unknownStep(
          name,
          tableSteps.map((known) => known.name),
        ),
      ],
    }
  const complete = withDefaults(step.fields, settings)
  const problems = checkSettings(step.fields, complete)
  return problems.length > 0 ? { problems } : step.sql({ columns, settings: complete, given })
}

/** What the rows themselves say against a step. */
async function refusals(connection: DuckDBConnection, stage: Stage, { refuse }: MadeSql): Promise<Problem[]> {
  if (refuse === undefined) return []
  const count = await countOf(connection, stage, refuse.sql)
  return count > 0 ? [refuse.problem(count)] : []
}

async function notesOf(connection: DuckDBConnection, stage: Stage, { note }: MadeSql): Promise<Text[]> {
  return note === undefined ? [] : [note.text(await countOf(connection, stage, note.sql))]
}

async function countOf(connection: DuckDBConnection, { name }: Stage, sql: string): Promise<number> {
  const [count = 0] = await numbersOf(connection, `WITH source AS (SELECT * FROM ${name}) ${sql}`)
  return count ?? 0
}

interface Application {
  kind: StageKind
  made: MadeSql
  signal: AbortSignal | undefined
  counts: boolean
}

async function applyStep(connection: DuckDBConnection, from: Stage, application: Application): Promise<Stage> {
  const { kind, made, signal, counts } = application
  const over = (name: string) => `WITH source AS (SELECT * FROM ${name}) SELECT * FROM (${made.sql})`
  let stage = await makeStage(connection, { kind, sql: over(from.name), counts })
  let before = from.rows
  try {
    for (let round = 0; made.untilStable === true && stage.rows < before && round < mostRepeats; round++) {
      before = stage.rows
      checkSignal(signal)
      const next = await makeStage(connection, { kind, sql: over(stage.name), counts })
      const last = stage
      stage = next
      await dropStage(connection, last)
    }
  } catch (error) {
    await dropStage(connection, stage)
    throw error
  }
  return stage
}

function resultOf({ name, columns }: Stage): { table: string; columns: TableColumn[] } {
  const names = columns.map((column) => identifier(column.name)).join(', ')
  return { table: `(SELECT ${names} FROM ${name} ORDER BY ${rowSql})`, columns }
}
