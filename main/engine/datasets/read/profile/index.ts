// The profile of a table: what each column holds, what goes together with what, and, of interactions, who came to what.
// Columns are read once in batches that fit into memory; what is counted by value or pair is DuckDB's to count.
import { basename } from 'node:path'
import type { DuckDBConnection } from '@duckdb/node-api'
import type { ProfileInput } from '../../../../../shared/contract/worker'
import type { Column, ColumnProfile, Profile, Role } from '../../../../../shared/records'
import { withConnection } from '../connection'
import { checkSignal } from '../context'
import type { ReadContext } from '../context'
import { asFileError } from '../fileError'
import { identifier, numbersOf, tableOf } from '../sql'
import { binsOf } from './bins'
import { Comoments, correlationOf } from './correlation'
import { binShares, codesByEdges, codesOfFew, mutualInformation } from './information'
import { interactionsOf } from './interactions'
import { marksOf } from './marks'
import { presentOf } from '../../quantiles'
import { quantilesOf } from './quantiles'
import { someValues, textFacts } from './texts'
import type { TextFacts } from './texts'
import { eachPiece, mostBins, pieceRows, readValues, scaleOf } from './values'

/** The shares at which `ColumnProfile.quantiles` stand. */
export const quantileShares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

/** Correlations of more columns than this can neither be seen nor read. */
const mostCorrelated = 40

/** Values of a batch of columns take at most so many bytes. */
const batchBytes = 2 ** 28

interface Work {
  connection: DuckDBConnection
  table: string
  rows: number
  context: ReadContext
}

/** The target's values, and the codes that others are set against. */
interface Against {
  values: Float64Array | null
  codes: Uint8Array
}

type ValueFacts = Pick<ColumnProfile, 'quantiles' | 'histogram' | 'zeros' | 'correlation' | 'mutualInformation'>

/** Everything but what the import counted already. Throws `dataset/file-missing` when the table is gone, `task/cancelled`. */
export async function profileTable({ file, columns, roles }: ProfileInput, context: ReadContext): Promise<Profile> {
  try {
    return await withConnection(context, async (connection) => {
      const table = tableOf(file)
      const [rows] = await numbersOf(connection, `SELECT count(*)::DOUBLE FROM ${table}`)
      return profiled({ connection, table, rows: rows ?? 0, context }, columns, new Map(roles.map(byRole)))
    })
  } catch (error) {
    throw asFileError(error, basename(file))
  }
}

const byRole = ({ column, role }: { column: string; role: Role }): [Role, string] => [role, column]

async function profiled(work: Work, columns: readonly Column[], names: ReadonlyMap<Role, string>): Promise<Profile> {
  const { connection, table, rows } = work
  const named = (role: Role) => columns.find(({ name }) => name === names.get(role)) ?? null
  const correlated = columns.filter(({ type, distinct }) => type === 'number' && distinct > 1).slice(0, mostCorrelated)
  const texts = await factsOfTexts(work, columns)
  const against = await againstOf(work, named('target'))
  const { facts, matrix } = await factsOfValues(work, { columns, correlated, against })
  const [user, item] = [names.get('user'), names.get('item')]
  const some = await someValues(connection, table, columns)
  return {
    rows,
    duplicates: await duplicatesOf(work, columns),
    columns: columns.map((column, index) => {
      const text = texts.get(column.name) ?? { textLength: null, mixed: null }
      const values = facts.get(column.name) ?? noFacts
      const own = column.name === names.get('target') ? { correlation: null, mutualInformation: null } : {}
      const marks = marksOf(column, rows, text.mixed !== null, some[index] ?? [])
      return { name: column.name, ...text, ...values, ...own, marks }
    }),
    correlations: { columns: correlated.map(({ name }) => name), values: matrix },
    interactions:
      user === undefined || item === undefined
        ? null
        : await interactionsOf(connection, table, { user, item, time: named('time') }),
  }
}

async function factsOfTexts({ connection, table, context }: Work, columns: readonly Column[]) {
  const words = columns.filter((column) => scaleOf(column) === 'words')
  const facts = await textFacts(connection, table, words, context)
  return new Map(words.map(({ name }, index): [string, TextFacts | undefined] => [name, facts[index]]))
}

async function againstOf({ connection, table, rows, context }: Work, target: Column | null): Promise<Against | null> {
  if (target === null) return null
  const [values] = await readValues(connection, table, { columns: [target], rows }, context)
  if (values === undefined) return null
  return { values: scaleOf(target) === 'numbers' ? values : null, codes: codesOf(target, values) }
}

/** Few values and words are bins by themselves, others are cut into bins of about as many rows. */
function codesOf(column: Column, values: Float64Array): Uint8Array {
  if (scaleOf(column) === 'words' || column.distinct <= mostBins) return codesOfFew(values)
  return codesByEdges(values, quantilesOf(presentOf(values), binShares))
}

interface Asked {
  columns: readonly Column[]
  correlated: readonly Column[]
  against: Against | null
}

async function factsOfValues(work: Work, { columns, correlated, against }: Asked) {
  const { connection, table, rows, context } = work
  const batch = Math.max(1, Math.floor(batchBytes / 8 / Math.max(1, rows)))
  const others = columns.filter((column) => !correlated.includes(column))
  // Words are read only to be set against a target.
  const wanted = [...correlated, ...others.filter((column) => against !== null || scaleOf(column) !== 'words')]
  const moments = new Comoments(
    correlated.map(({ mean }) => mean ?? 0),
    pieceRows,
  )
  const facts = new Map<string, ValueFacts>()
  for (let first = 0; first < wanted.length; first += batch) {
    const part = wanted.slice(first, first + batch)
    const values = await readValues(connection, table, { columns: part, rows }, context)
    if (first === 0 && correlated.length <= batch) addPieces(moments, values.slice(0, correlated.length))
    for (const [index, column] of part.entries()) {
      checkSignal(context.signal)
      context.progress?.('profile', first + index, wanted.length)
      facts.set(column.name, factsOf(column, values[index] as Float64Array, against))
      // A raised signal is only heard between two turns of the loop of events.
      await new Promise(setImmediate)
    }
  }
  if (correlated.length > batch) {
    await eachPiece(connection, table, correlated, context, (pieces, count) => moments.add(pieces, count))
  }
  return { facts, matrix: moments.matrix() }
}

function addPieces(moments: Comoments, values: readonly Float64Array[]): void {
  const rows = values[0]?.length ?? 0
  for (let first = 0; first < rows; first += pieceRows) moments.add(values, Math.min(pieceRows, rows - first), first)
}

const noFacts: ValueFacts = {
  quantiles: null,
  histogram: null,
  zeros: null,
  correlation: null,
  mutualInformation: null,
}

function factsOf(column: Column, values: Float64Array, against: Against | null): ValueFacts {
  const scale = scaleOf(column)
  const present = presentOf(values)
  if (present.length === 0) return noFacts
  const shares = [...quantileShares, ...binShares]
  const all = scale === 'words' ? [] : quantilesOf(present, shares)
  const quantiles = scale === 'words' ? null : all.slice(0, quantileShares.length)
  const few = scale === 'words' || column.distinct <= mostBins
  const codes = few ? codesOfFew(values) : codesByEdges(values, all.slice(quantileShares.length))
  const range = [quantiles?.[0] ?? 0, quantiles?.at(-1) ?? 0] as const
  return {
    quantiles,
    histogram: quantiles === null ? null : binsOf(present, range, { whole: column.storage === 'BIGINT' }),
    zeros: scale === 'numbers' ? zerosOf(present) : null,
    correlation: against?.values && scale === 'numbers' ? correlationOf(values, against.values) : null,
    mutualInformation: against === null ? null : mutualInformation(codes, against.codes),
  }
}

function zerosOf(present: Float64Array): number {
  let zeros = 0
  for (let index = 0; index < present.length; index++) if (present[index] === 0) zeros++
  return zeros
}

/** Rows equal to one above them, by a hash of 64 bits: of ten million, two different ones collide once in 400,000 tables. */
async function duplicatesOf({ connection, table, rows }: Work, columns: readonly Column[]): Promise<number> {
  const row = columns.map(({ name }) => identifier(name)).join(', ')
  const [different] = await numbersOf(connection, `SELECT count(DISTINCT hash(${row}))::DOUBLE FROM ${table}`)
  return rows - (different ?? rows)
}
