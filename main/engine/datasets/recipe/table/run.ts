// Applies a recipe's table steps one after another to a table in DuckDB, telling what each of them does to it.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Problem } from '../../../../../shared/contract/errors'
import { checkSettings, withDefaults } from '../../../../../shared/fields/checkSettings'
import type { RecipeEntry, StepOutcome } from '../../../../../shared/records'
import { identifier, numbersOf, rowsOf } from '../../read/sql'
import { unknownStep } from './complaints'
import { tableStep, tableSteps } from './index'
import { rowNumber, rowSql } from './step'
import type { TableColumn } from './step'

export interface AppliedRecipe {
  /** A query of the last table that could be made, without the row numbers, in the order of the first table's rows. */
  table: string
  columns: TableColumn[]
  /** One for each enabled entry up to the first that has an error. */
  steps: StepOutcome[]
  /** Errors of one entry: the steps from it on are not applied. */
  problems: (Problem & { entry: string })[]
}

interface Stage {
  /** Name of a temporary table of this connection. */
  name: string
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
 * Throws what DuckDB throws when it is interrupted or out of space.
 */
export async function runSteps(
  connection: DuckDBConnection,
  table: string,
  entries: readonly RecipeEntry[],
): Promise<AppliedRecipe> {
  let stage = await makeStage(connection, 0, `SELECT row_number() OVER () AS ${rowSql}, * FROM ${table}`)
  const steps: StepOutcome[] = []
  for (const entry of entries.filter(({ enabled }) => enabled)) {
    const made = sqlOf(entry, stage.columns)
    if ('problems' in made) {
      return { ...resultOf(stage), steps, problems: made.problems.map((found) => ({ ...found, entry: entry.id })) }
    }
    const next = await applyStep(connection, stage, steps.length + 1, made)
    steps.push(await describe(connection, entry.id, stage, next))
    await connection.run(`DROP TABLE ${stage.name}`)
    stage = next
  }
  return { ...resultOf(stage), steps, problems: [] }
}

function sqlOf({ step: name, settings }: RecipeEntry, columns: TableColumn[]) {
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
  return problems.length > 0 ? { problems } : step.sql({ columns, settings: complete })
}

async function applyStep(
  connection: DuckDBConnection,
  from: Stage,
  place: number,
  { sql, untilStable }: { sql: string; untilStable?: true },
): Promise<Stage> {
  const over = (name: string) => `WITH source AS (SELECT * FROM ${name}) SELECT * FROM (${sql})`
  let stage = await makeStage(connection, place, over(from.name))
  let before = from.rows
  for (let round = 0; untilStable === true && stage.rows < before && round < mostRepeats; round++) {
    before = stage.rows
    const next = await makeStage(connection, place + 0.5, over(stage.name))
    await connection.run(`DROP TABLE ${stage.name}`)
    stage = { ...next, name: stage.name }
    await connection.run(`ALTER TABLE ${next.name} RENAME TO ${stage.name}`)
  }
  return stage
}

async function makeStage(connection: DuckDBConnection, place: number, sql: string): Promise<Stage> {
  const name = identifier(`recipe ${place}`)
  await connection.run(`CREATE OR REPLACE TEMP TABLE ${name} AS ${sql}`)
  const described = await rowsOf(connection, `SELECT column_name, column_type FROM (DESCRIBE ${name})`)
  const all = described.map(([column, storage]) => ({ name: String(column), storage: String(storage) }))
  const columns = all.filter((column) => column.name !== rowNumber)
  const gaps = columns.map((column) => `(count(*) - count(${identifier(column.name)}))::DOUBLE`)
  const counts = await numbersOf(connection, `SELECT ${['count(*)::DOUBLE', ...gaps].join(', ')} FROM ${name}`)
  const [rows = 0, ...missing] = counts.map(Number)
  return { name, columns, rows, missing }
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
