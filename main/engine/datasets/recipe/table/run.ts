// Applies a recipe's table steps one after another to a table in DuckDB, telling what each of them does to it.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Problem } from '../../../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../../../shared/fields/checkSettings'
import type { Text } from '../../../../../shared/fields/text'
import type { RecipeEntry, StepOutcome } from '../../../../../shared/records'
import { identifier, numbersOf, rowsOf } from '../../read/sql'
import { checkSignal } from '../../read/context'
import { outOfMemory, unknownStep } from './complaints'
import { tableStep, tableSteps } from './index'
import { nothingGiven, rowNumber, rowSql } from './step'
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
}

interface Stage {
  /** Name of a temporary table of this connection, or of the view of the table that there was at first. */
  name: string
  kind: 'TABLE' | 'VIEW'
  columns: TableColumn[]
  rows: number
  /** Missing values a column, in the order of the columns. */
  missing: number[]
}

const previewRows = 20
/** Of a step that is repeated; each repetition drops a row at least, and in real data a few suffice. */
const mostRepeats = 10_000

/**
 * `table` is a table expression of our own, such as `read_parquet('...')`, never a user's text. Makes temporary tables
 * of this connection, of which the last one stays until the connection is closed.
 * Throws `task/cancelled`, and what DuckDB throws when it is interrupted or out of space.
 */
export async function runSteps(
  connection: DuckDBConnection,
  table: string,
  entries: readonly RecipeEntry[],
  options: RunOptions = {},
): Promise<AppliedRecipe> {
  const { signal, progress, columnsOnly = false } = options
  const from = columnsOnly ? `(SELECT * FROM ${table} LIMIT 0)` : table
  const first = `SELECT row_number() OVER () AS ${rowSql}, * FROM ${from}`
  let stage = await makeStage(connection, { kind: 'VIEW', place: 0, sql: first, counts: !columnsOnly })
  let place = 1
  const result: Omit<AppliedRecipe, 'table' | 'columns'> = { steps: [], problems: [], handed: [] }
  for (const [index, entry] of entries.entries()) {
    checkSignal(signal)
    const tell = (percent: number) => progress?.('recipe', 100 * index + percent, 100 * entries.length)
    tell(0)
    result.handed.push({ entry: entry.id, names: stage.columns.map(({ name }) => name) })
    if (!entry.enabled || result.problems.length > 0) continue
    const step = () => runStep({ connection, stage, entry, place, options })
    const done = await watched(connection, step, tell).catch(tooBig)
    if ('problems' in done) result.problems = done.problems.map((found) => ({ ...found, entry: entry.id }))
    else {
      if (done.outcome !== null) result.steps.push(done.outcome)
      stage = done.stage
      place++
    }
  }
  return { ...resultOf(stage), ...result }
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
  /** From 1. */
  place: number
  options: RunOptions
}

async function runStep({
  connection,
  stage,
  entry,
  place,
  options,
}: StepRun): Promise<{ stage: Stage; outcome: StepOutcome | null } | { problems: Problem[] }> {
  const made = sqlOf(entry, stage.columns, options.given ?? nothingGiven)
  if ('problems' in made) return made
  const { columnsOnly = false } = options
  const refused = columnsOnly ? [] : await refusals(connection, stage, made)
  if (refused.length > 0) return { problems: refused }
  const next = await applyStep(connection, stage, { place, made, signal: options.signal, counts: !columnsOnly })
  const outcome = columnsOnly ? null : await describe(connection, entry.id, stage, next)
  const notes = columnsOnly ? [] : await notesOf(connection, stage, made)
  await connection.run(`DROP ${stage.kind} ${stage.name}`)
  return { stage: next, outcome: outcome === null || notes.length === 0 ? outcome : { ...outcome, notes } }
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
  place: number
  made: MadeSql
  signal: AbortSignal | undefined
  counts: boolean
}

async function applyStep(connection: DuckDBConnection, from: Stage, application: Application): Promise<Stage> {
  const { place, made, signal, counts } = application
  const over = (name: string) => `WITH source AS (SELECT * FROM ${name}) SELECT * FROM (${made.sql})`
  let stage = await makeStage(connection, { kind: 'TABLE', place, sql: over(from.name), counts })
  let before = from.rows
  for (let round = 0; made.untilStable === true && stage.rows < before && round < mostRepeats; round++) {
    before = stage.rows
    checkSignal(signal)
    const next = await makeStage(connection, { kind: 'TABLE', place: place + 0.5, sql: over(stage.name), counts })
    await connection.run(`DROP TABLE ${stage.name}`)
    stage = { ...next, name: stage.name }
    await connection.run(`ALTER TABLE ${next.name} RENAME TO ${stage.name}`)
  }
  return stage
}

interface StagePlan {
  kind: Stage['kind']
  place: number
  sql: string
  /** Rows and missing values are counted; 0 otherwise. */
  counts: boolean
}

async function makeStage(connection: DuckDBConnection, { kind, place, sql, counts }: StagePlan): Promise<Stage> {
  const name = identifier(`recipe ${place}`)
  await connection.run(`CREATE OR REPLACE TEMP ${kind} ${name} AS ${sql}`)
  const described = await rowsOf(connection, `SELECT column_name, column_type FROM (DESCRIBE ${name})`)
  const all = described.map(([column, storage]) => ({ name: String(column), storage: String(storage) }))
  const columns = all.filter((column) => column.name !== rowNumber)
  if (!counts) return { name, kind, columns, rows: 0, missing: [] }
  const gaps = columns.map((column) => `(count(*) - count(${identifier(column.name)}))::DOUBLE`)
  const found = await numbersOf(connection, `SELECT ${['count(*)::DOUBLE', ...gaps].join(', ')} FROM ${name}`)
  const [rows = 0, ...missing] = found.map(Number)
  return { name, kind, columns, rows, missing }
}

async function describe(connection: DuckDBConnection, id: string, from: Stage, to: Stage): Promise<StepOutcome> {
  const missing = to.columns.flatMap(({ name }, index) => {
    const place = from.columns.findIndex((column) => column.name === name)
    const [before, after] = [from.missing[place], to.missing[index] ?? 0]
    return before === undefined || before === after ? [] : [{ column: name, before, after }]
  })
  const cells = to.columns.map(({ name }) => `CAST(${identifier(name)} AS VARCHAR)`).join(', ')
  const rows = await rowsOf(connection, `SELECT ${cells} FROM ${to.name} ORDER BY ${rowSql} LIMIT ${previewRows}`)
  return {
    id,
    before: { rows: from.rows, columns: from.columns.length },
    after: { rows: to.rows, columns: to.columns.length },
    missing,
    preview: { columns: to.columns.map(({ name }) => name), rows: rows as (string | null)[][] },
  }
}

function resultOf({ name, columns }: Stage): { table: string; columns: TableColumn[] } {
  const names = columns.map((column) => identifier(column.name)).join(', ')
  return { table: `(SELECT ${names} FROM ${name} ORDER BY ${rowSql})`, columns }
}
