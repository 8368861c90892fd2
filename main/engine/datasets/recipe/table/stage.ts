// A table between two steps of a recipe, and what a step did to it.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { StepOutcome } from '../../../../../shared/records'
import { identifier, numbersOf, rowsOf } from '../../read/sql'
import { rowNumber, rowSql } from './step'
import type { TableColumn } from './step'

export interface Stage {
  /** Name of a table of this instance or connection, or of the view of the table that there was at first. */
  name: string
  kind: StageKind
  columns: TableColumn[]
  rows: number
  /** Missing values a column, in the order of the columns. */
  missing: number[]
}

/** Temporary ones end with the connection, others are dropped by whoever keeps them. */
export type StageKind = 'TEMP VIEW' | 'TEMP TABLE' | 'TABLE'

const previewRows = 20

let made = 0

interface StagePlan {
  kind: StageKind
  sql: string
  /** Rows and missing values are counted; 0 otherwise. */
  counts: boolean
}

/** Makes a table of a query; nothing is left of it when that fails. */
export async function makeStage(connection: DuckDBConnection, { kind, sql, counts }: StagePlan): Promise<Stage> {
  const name = identifier(`recipe stage ${made++}`)
  await connection.run(`CREATE ${kind} ${name} AS ${sql}`)
  const stage = { name, kind, columns: [], rows: 0, missing: [] }
  try {
    return { ...stage, ...(await factsOf(connection, name, counts)) }
  } catch (error) {
    await dropStage(connection, stage)
    throw error
  }
}

async function factsOf(connection: DuckDBConnection, name: string, counts: boolean) {
  const described = await rowsOf(connection, `SELECT column_name, column_type FROM (DESCRIBE ${name})`)
  const all = described.map(([column, storage]) => ({ name: String(column), storage: String(storage) }))
  const columns = all.filter((column) => column.name !== rowNumber)
  if (!counts) return { columns }
  const gaps = columns.map((column) => `(count(*) - count(${identifier(column.name)}))::DOUBLE`)
  const found = await numbersOf(connection, `SELECT ${['count(*)::DOUBLE', ...gaps].join(', ')} FROM ${name}`)
  const [rows = 0, ...missing] = found.map(Number)
  return { columns, rows, missing }
}

export async function dropStage(
  connection: DuckDBConnection,
  { kind, name }: Pick<Stage, 'kind' | 'name'>,
): Promise<void> {
  await connection.run(`DROP ${kind === 'TEMP VIEW' ? 'VIEW' : 'TABLE'} ${name}`)
}

/** Rows and columns before and after, where values went missing, and the first rows. */
export async function describe(connection: DuckDBConnection, id: string, from: Stage, to: Stage): Promise<StepOutcome> {
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
