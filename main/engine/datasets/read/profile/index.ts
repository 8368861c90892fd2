// The profile of a table: what each column holds, what goes together with what, and, of interactions, who came to what.
// Columns are read once in batches that fit into memory, of a large table by rows that are drawn; what is counted by value or
// pair is DuckDB's to count.
import { basename } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ProfileInput } from '../../../../../shared/contract/worker'
import type { Column, ColumnProfile, Profile, Role } from '../../../../../shared/records'
import { withConnection } from '../connection'
import { checkSignal } from '../context'
import type { ReadContext } from '../context'
import { asFileError } from '../fileError'
import { numbersOf, tableOf } from '../sql'
import { Comoments, correlationOf } from './correlation'
import { binShares, codesByEdges, codesOfFew, mutualInformation } from './information'
import { interactionsOf } from './interactions'
import { marksOf } from './marks'
import { presentOf } from '../../quantiles'
import { quantilesOf } from './quantiles'
import { sampleOf } from './sample'
import type { Sample } from './sample'
import { endsOf, noShape, shapeOf } from './shapes'
import type { ShapeFacts } from './shapes'
import { someValues, textFacts } from './texts'
import { duplicatesOf, uniqueOf } from './unique'
import { mostBins, pieceRows, readValues, scaleOf } from './values'

/** Correlations of more columns than this can neither be seen nor read. */
const mostCorrelated = 40

/** Values of a batch of columns take at most so many bytes. */
const batchBytes = 2 ** 28

interface Work {
  connection: DuckDBConnection
  table: string
  rows: number
  /** The rows that tell shapes and what goes together with what: all of them, or some drawn ones. */
  sample: Sample
  context: ReadContext
}

/** The target's values, and the codes that others are set against. */
interface Against {
  values: Float64Array | null
  codes: Uint8Array
}

type RelationFacts = Pick<ColumnProfile, 'correlation' | 'mutualInformation'>

/** Everything but what the import counted already. Throws `dataset/file-missing` when the table is gone, `task/cancelled`. */
export async function profileTable({ file, columns, roles }: ProfileInput, context: ReadContext): Promise<Profile> {
  try {
    return await withConnection(context, async (connection) => {
      const table = tableOf(file)
      const [rows] = await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)
      const sample = await sampleOf(connection, file, rows ?? 0)
      return profiled({ connection, table, rows: rows ?? 0, sample, context }, columns, new Map(roles.map(byRole)))
    })
  } catch (error) {
    throw asFileError(error, basename(file))
  }
}

const byRole = ({ column, role }: { column: string; role: Role }): [Role, string] => [role, column]

async function profiled(work: Work, columns: readonly Column[], names: ReadonlyMap<Role, string>): Promise<Profile> {
  const { connection, table, rows, sample, context } = work
  const named = (role: Role) => columns.find(({ name }) => name === names.get(role)) ?? null
  const correlated = columns.filter(({ type, distinct }) => type === 'number' && distinct > 1).slice(0, mostCorrelated)
  const texts = await textFacts(connection, table, columns, context)
  const { facts, matrix } = await sampled(work, { columns, correlated, target: named('target') })
  const unique = await uniqueOf(work, columns)
  const [user, item] = [names.get('user'), names.get('item')]
  const some = await someValues(connection, table, columns)
  return {
    rows,
    duplicates: unique.size > 0 ? 0 : await duplicatesOf(work, columns),
    ...(sample.rows < rows ? { sampled: sample.rows } : {}),
    columns: columns.map((column, index) => {
      const text = texts.get(column.name) ?? { textLength: null, mixed: null }
      const own = facts.get(column.name) ?? { ...noShape, ...noRelation }
      const counted = unique.has(column.name) ? { ...column, distinct: rows } : column
      const marks = marksOf(counted, rows, text.mixed !== null, some[index] ?? [])
      return { name: column.name, ...text, ...own, marks }
    }),
    correlations: { columns: correlated.map(({ name }) => name), values: matrix },
    interactions:
      user === undefined || item === undefined
        ? null
        : await interactionsOf(connection, table, { user, item, time: named('time') }),
  }
}

interface Asked {
  columns: readonly Column[]
  correlated: readonly Column[]
  target: Column | null
}

/** Shapes and what goes together with what, by the rows of the sample: by column, and of the correlated columns with each other. */
async function sampled(work: Work, { columns, correlated, target }: Asked) {
  const { connection, table, rows, sample, context } = work
  const wanted = columns.filter((column) => target !== null || scaleOf(column) !== 'words')
  const measured = wanted.filter((column) => scaleOf(column) !== 'words')
  const ends = sample.rows < rows ? await endsOf(connection, table, measured) : null
  const moments = new Comoments(
    correlated.map(({ mean }) => mean ?? 0),
    pieceRows,
  )
  const read = (part: readonly Column[]) =>
    readValues(connection, sample.table, { columns: part, rows: sample.rows }, context)
  const [answer] = target === null ? [] : await read([target])
  const against = target === null || answer === undefined ? null : againstOf(target, answer)
  const facts = new Map<string, ShapeFacts & RelationFacts>()
  const others = wanted.filter((column) => !correlated.includes(column))
  const groups = [correlated, ...batchesOf(others, sample.rows)].filter((part) => part.length > 0)
  for (const part of groups) {
    const values = await read(part)
    if (part === correlated) addPieces(moments, values)
    for (const [index, column] of part.entries()) {
      context.progress?.('profile', facts.size, wanted.length)
      await heard(context)
      const all = values[index] as Float64Array
      const own = { all, present: presentOf(all) }
      const shape = scaleOf(column) === 'words' ? noShape : shapeOf(column, own.present, ends?.get(column.name) ?? null)
      facts.set(column.name, { ...shape, ...relationOf(column, own, column === target ? null : against) })
    }
  }
  return { facts, matrix: moments.matrix() }
}

/** A column's values in the order of the rows, NaN where one is missing, and those that are there. */
interface Values {
  all: Float64Array
  present: Float64Array
}

function againstOf(target: Column, all: Float64Array): Against {
  const codes = codesOf(target, { all, present: presentOf(all) })
  return { values: scaleOf(target) === 'numbers' ? all : null, codes }
}

/** Few values and words are bins by themselves, others are cut into bins of about as many rows. */
function codesOf(column: Column, { all, present }: Values): Uint8Array {
  if (scaleOf(column) === 'words' || column.distinct <= mostBins || present.length === 0) return codesOfFew(all)
  return codesByEdges(all, quantilesOf(present, binShares))
}

function relationOf(column: Column, values: Values, against: Against | null): RelationFacts {
  if (against === null || values.present.length === 0) return noRelation
  const numbers = against.values !== null && scaleOf(column) === 'numbers'
  return {
    correlation: numbers ? correlationOf(values.all, against.values as Float64Array) : null,
    mutualInformation: mutualInformation(codesOf(column, values), against.codes),
  }
}

/** As many columns at once as fit into memory. */
function batchesOf(columns: readonly Column[], rows: number): Column[][] {
  const batch = Math.max(1, Math.floor(batchBytes / 8 / Math.max(1, rows)))
  const count = Math.ceil(columns.length / batch)
  return Array.from({ length: count }, (_, index) => columns.slice(index * batch, (index + 1) * batch))
}

/** A raised signal is only heard between two turns of the loop of events. */
async function heard({ signal }: ReadContext): Promise<void> {
  await new Promise(setImmediate)
  checkSignal(signal)
}

function addPieces(moments: Comoments, values: readonly Float64Array[]): void {
  const rows = values[0]?.length ?? 0
  for (let first = 0; first < rows; first += pieceRows) moments.add(values, Math.min(pieceRows, rows - first), first)
}

const noRelation: RelationFacts = { correlation: null, mutualInformation: null }
