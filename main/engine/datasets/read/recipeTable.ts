// Recipes on imported tables: tried, made into a table of their own, and asked for columns and spellings.
import type { DuckDBConnection } from '@duckdb/node-api'
import { randomUUID } from 'node:crypto'
import { mkdirSync, rmSync } from 'node:fs'
import { basename, join } from 'node:path'
import type { RecipeInput, RecipeTable } from '../../../../shared/contract/worker'
import type { RecipeOutcome, SpellingGroup } from '../../../../shared/records'
import { runSteps } from '../recipe/table/run'
import type { AppliedRecipe, RunOptions } from '../recipe/table/run'
import { Shelf, Visit } from '../recipe/table/shelf'
import { similarSpellings } from '../recipe/table/spellings'
import { textOf } from '../recipe/table/step'
import type { StepGiven, TableColumn } from '../recipe/table/step'
import type { StoredColumn } from './columns'
import { counted } from './counted'
import { memoryLimitMb, runWithProgress, withConnection } from './connection'
import type { ReadContext } from './context'
import { asFileError } from './fileError'
import { keep } from './keep'
import { profileColumns } from './profile'
import { copySql, identifier, numbersOf, rowsOf, tableOf } from './sql'

/** What each step does to the table; nothing is kept. Throws `dataset/file-missing`, `task/cancelled`. */
export function tryRecipe(input: RecipeInput, context: ReadContext): Promise<RecipeOutcome> {
  return onTable(input, context, async (connection, table, options) => {
    const { steps, problems, handed } = await runSteps(connection, table, input.recipe, options)
    return { steps, problems, columns: handed }
  })
}

/**
 * Writes what the recipe makes of the table as `<hash>.parquet` into `folder`, whole or not at all, with its profile.
 * A recipe without an enabled step gives the table itself, profiled. Throws as `tryRecipe` does, and `workspace/disk-full`.
 */
export function makeRecipeTable(
  input: RecipeInput & { folder: string },
  context: ReadContext,
): Promise<{ made: RecipeTable | null; problems: RecipeOutcome['problems'] }> {
  return onTable(input, context, async (connection, table, options) => {
    if (input.recipe.every(({ enabled }) => !enabled)) {
      const columns = (await columnsOf(connection, table)).map(stored)
      const profiled = await profileColumns(connection, input.file, columns, context)
      return { made: { table: basename(input.file, '.parquet'), columns: profiled }, problems: [] }
    }
    const applied = await runSteps(connection, table, input.recipe, options)
    if (applied.problems.length > 0) return { made: null, problems: applied.problems }
    const columns = await storedResult(connection, applied, await columnsOf(connection, table))
    return { made: await written({ connection, applied, columns, folder: input.folder, context }), problems: [] }
  })
}

/** The columns after a recipe, told without its rows. The columns of the last step that is sound when one is not. */
export function recipeColumns(input: RecipeInput, context: ReadContext): Promise<TableColumn[]> {
  return onTable(input, context, async (connection, table, { visit: _, ...options }) => {
    return (await runSteps(connection, table, input.recipe, { ...options, columnsOnly: true })).columns
  })
}

/** The most frequent values of a column that are looked at. */
const mostValues = 50_000

/** Values of the column after the recipe that are spellings of one another. No group for a column that is not there. */
export function spellingsOf(input: RecipeInput & { column: string }, context: ReadContext): Promise<SpellingGroup[]> {
  return onTable(input, context, async (connection, table, options) => {
    const applied = await runSteps(connection, table, input.recipe, options)
    if (!applied.columns.some(({ name }) => name === input.column)) return []
    const rows = await rowsOf(
      connection,
      `SELECT value, count(*)::DOUBLE FROM (SELECT ${textOf(input.column)} AS value FROM ${applied.table})
       WHERE value IS NOT NULL GROUP BY 1 ORDER BY 2 DESC, 1 LIMIT ${mostValues}`,
    )
    return similarSpellings(rows.map(([value, count]) => ({ value: String(value), count: Number(count) })))
  })
}

type Work<T> = (connection: DuckDBConnection, table: string, options: RunOptions) => Promise<T>

async function onTable<T>(input: RecipeInput, context: ReadContext, work: Work<T>): Promise<T> {
  const { signal, progress } = context
  try {
    return await withConnection(context, async (connection) => {
      const given = await givenOf(connection, input)
      const visit = new Visit(shelfOf(context.temporaryFolder), connection, JSON.stringify([input.file, input.given]))
      try {
        return await work(connection, tableOf(input.file), { given, signal, progress, visit })
      } finally {
        await visit.end()
      }
    })
  } catch (error) {
    throw asFileError(error, basename(input.file))
  }
}

const shelves = new Map<string, Shelf>()

/** One for each DuckDB instance: half of its memory, since other tasks need the rest. */
function shelfOf(temporaryFolder: string): Shelf {
  const known = shelves.get(temporaryFolder)
  if (known !== undefined) return known
  const shelf = new Shelf((memoryLimitMb() / 2) * 2 ** 20)
  shelves.set(temporaryFolder, shelf)
  return shelf
}

async function givenOf(connection: DuckDBConnection, { given }: RecipeInput): Promise<StepGiven> {
  const tables = new Map<string, { table: string; columns: TableColumn[] }>()
  for (const { dataset, file } of given.tables) {
    const table = tableOf(file)
    tables.set(dataset, { table, columns: await columnsOf(connection, table) })
  }
  return { tables, key: given.key }
}

async function columnsOf(connection: DuckDBConnection, table: string): Promise<TableColumn[]> {
  const rows = await rowsOf(connection, `SELECT column_name, column_type FROM (DESCRIBE SELECT * FROM ${table})`)
  return rows.map(([name, storage]) => ({ name: String(name), storage: String(storage) }))
}

/** A column as it is stored: in one of the ways in which an import stores columns. */
function stored({ name, storage }: TableColumn): StoredColumn {
  const as = storageOf(storage)
  return { name, storage: as, datelike: as === 'DATE' || as === 'TIMESTAMP', value: identifier(name) }
}

function storageOf(storage: string): StoredColumn['storage'] {
  if (/^(TINYINT|SMALLINT|INTEGER|BIGINT|UTINYINT|USMALLINT|UINTEGER)$/.test(storage)) return 'BIGINT'
  if (/^(UBIGINT|U?HUGEINT|FLOAT|DOUBLE|DECIMAL.*)$/.test(storage)) return 'DOUBLE'
  if (storage === 'DATE') return 'DATE'
  return storage.startsWith('TIMESTAMP') ? 'TIMESTAMP' : 'VARCHAR'
}

/**
 * Expressions calculate with decimals; a column that they made and that holds whole numbers alone, such as 0 and 1, is
 * stored as whole numbers. Columns of the imported table stay as the file has them.
 */
async function storedResult(
  connection: DuckDBConnection,
  { table, columns }: AppliedRecipe,
  imported: readonly TableColumn[],
): Promise<StoredColumn[]> {
  const known = new Set(imported.map(({ name, storage }) => `${storage} ${name}`))
  const all = columns.map(stored)
  const made = all.filter((column) => column.storage === 'DOUBLE' && !known.has(`DOUBLE ${column.name}`))
  if (made.length === 0) return all
  const broken = made.map(
    ({ value }) => `count(*) FILTER (${value}::DOUBLE != trunc(${value}::DOUBLE) OR abs(${value}::DOUBLE) > 1e15)`,
  )
  const counts = await numbersOf(
    connection,
    `SELECT ${broken.map((count) => `${count}::DOUBLE`).join(', ')} FROM ${table}`,
  )
  const whole = new Set(made.filter((_, index) => counts[index] === 0).map(({ name }) => name))
  return all.map((column) => (whole.has(column.name) ? { ...column, storage: 'BIGINT' } : column))
}

interface Written {
  connection: DuckDBConnection
  applied: AppliedRecipe
  columns: StoredColumn[]
  folder: string
  context: ReadContext
}

async function written({ connection, applied, columns, folder, context }: Written): Promise<RecipeTable> {
  mkdirSync(folder, { recursive: true })
  const part = join(folder, `recipe-${randomUUID()}.part`)
  try {
    const cells = columns.map(({ name, storage, value }) => `CAST(${value} AS ${storage}) AS ${identifier(name)}`)
    const sql = copySql(`SELECT ${cells.join(', ')} FROM ${applied.table}`, part)
    await runWithProgress(connection, sql, 'write', context)
    const { columns: profiled, hash } = await counted(connection, part, columns, context)
    return { table: keep(part, hash, { folder, ...signalOf(context) }), columns: profiled }
  } finally {
    rmSync(part, { force: true })
  }
}

const signalOf = ({ signal }: ReadContext) => (signal === undefined ? {} : { signal })
