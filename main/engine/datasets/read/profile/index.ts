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
import { sampleOf } from './sample'
import type { Sample } from './sample'
import { someValues, textFacts } from './texts'
import type { TextFacts } from './texts'
import { mostBins, pieceRows, readValues, scaleOf } from './values'

/** The shares at which `ColumnProfile.quantiles` stand. */
export const quantileShares = [0, 0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99, 1]

/** Correlations of more columns than this can neither be seen nor read. */
const mostCorrelated = 40

/** An estimate of how many values differ is a few percent off. */
const mostlyDifferent = 0.85

/** Values of a batch of columns take at most so many bytes. */
const batchBytes = 2 ** 28

interface Work {
  connection: DuckDBConnection
  table: string
  rows: number
  /** The rows that tell what goes together with what: all of them, or some drawn ones. */
  sample: Sample
  context: ReadContext
}

/** The target's values, and the codes that others are set against. */
interface Against {
  values: Float64Array | null
  codes: Uint8Array
}

type RelationFacts = Pick<ColumnProfile, 'correlation' | 'mutualInformation'>
type ShapeFacts = Pick<ColumnProfile, 'quantiles' | 'histogram' | 'zeros'> & { unique: boolean }

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
  const { connection, table, rows, sample } = work
  const named = (role: Role) => columns.find(({ name }) => name === names.get(role)) ?? null
  const correlated = columns.filter(({ type, distinct }) => type === 'number' && distinct > 1).slice(0, mostCorrelated)
  const texts = await factsOfTexts(work, columns)
  const shaped = await shapes(work, columns)
  const { facts, matrix } = await together(work, { columns, correlated, target: named('target') })
  const unique = await uniqueOf(work, columns, shaped)
  const [user, item] = [names.get('user'), names.get('item')]
  const some = await someValues(connection, table, columns)
  return {
    rows,
    duplicates: unique.size > 0 ? 0 : await duplicatesOf(work, columns),
    ...(sample.rows < rows ? { sampled: sample.rows } : {}),
    columns: columns.map((column, index) => {
      const text = texts.get(column.name) ?? { textLength: null, mixed: null }
      const { quantiles, histogram, zeros } = shaped.get(column.name) ?? noShape
      const own = column.name === names.get('target') ? noRelation : (facts.get(column.name) ?? noRelation)
      const counted = unique.has(column.name) ? { ...column, distinct: rows } : column
      const marks = marksOf(counted, rows, text.mixed !== null, some[index] ?? [])
      return { name: column.name, ...text, quantiles, histogram, zeros, ...own, marks }
    }),
    correlations: { columns: correlated.map(({ name }) => name), values: matrix },
    interactions:
      user === undefined || item === undefined
        ? null
        : await interactionsOf(connection, table, { user, item, time: named('time') }),
  }
}

/** Of columns that have about as many values as rows it is counted whether all differ. */
async function uniqueOf(work: Work, columns: readonly Column[], shaped: ReadonlyMap<string, ShapeFacts>) {
  const unique = new Set<string>()
  for (const { name, storage, missing, distinct, top } of columns) {
    const open = missing === 0 && storage !== 'DOUBLE' && distinct >= work.rows * mostlyDifferent
    if (!open) continue
    const exact =
      top.length > 0 ? distinct : shaped.get(name)?.unique === true ? work.rows : await distinctOf(work, name)
    if (exact === work.rows) unique.add(name)
  }
  return unique
}

async function distinctOf({ connection, table }: Work, name: string): Promise<number> {
  const [count] = await numbersOf(connection, `SELECT count(DISTINCT ${identifier(name)})::DOUBLE FROM ${table}`)
  return count ?? 0
}

async function factsOfTexts({ connection, table, context }: Work, columns: readonly Column[]) {
  const words = columns.filter((column) => scaleOf(column) === 'words')
  const facts = await textFacts(connection, table, words, context)
  return new Map(words.map(({ name }, index): [string, TextFacts | undefined] => [name, facts[index]]))
}

interface Asked {
  columns: readonly Column[]
  correlated: readonly Column[]
  target: Column | null
}

/** What goes together with what, by the rows of the sample: by column, and of the correlated columns with each other. */
async function together({ connection, sample, context }: Work, { columns, correlated, target }: Asked) {
  const others = columns.filter((column) => target !== null && !correlated.includes(column))
  const moments = new Comoments(
    correlated.map(({ mean }) => mean ?? 0),
    pieceRows,
  )
  const read = (part: readonly Column[]) =>
    readValues(connection, sample.table, { columns: part, rows: sample.rows }, context)
  const [answer] = target === null ? [] : await read([target])
  const against = target === null || answer === undefined ? null : againstOf(target, answer)
  const facts = new Map<string, RelationFacts>()
  const groups = [correlated, ...batchesOf(others, sample.rows)].filter((part) => part.length > 0)
  for (const part of groups) {
    const values = await read(part)
    if (part === correlated) addPieces(moments, values)
    for (const [index, column] of part.entries()) {
      await heard(context)
      facts.set(column.name, relationOf(column, values[index] as Float64Array, against))
    }
  }
  return { facts, matrix: moments.matrix() }
}

function againstOf(target: Column, values: Float64Array): Against {
  return { values: scaleOf(target) === 'numbers' ? values : null, codes: codesOf(target, values) }
}

/** Few values and words are bins by themselves, others are cut into bins of about as many rows. */
function codesOf(column: Column, values: Float64Array): Uint8Array {
  const present = presentOf(values)
  if (scaleOf(column) === 'words' || column.distinct <= mostBins || present.length === 0) return codesOfFew(values)
  return codesByEdges(values, quantilesOf(present, binShares))
}

function relationOf(column: Column, values: Float64Array, against: Against | null): RelationFacts {
  if (against === null || column.missing === values.length) return noRelation
  const numbers = against.values !== null && scaleOf(column) === 'numbers'
  return {
    correlation: numbers ? correlationOf(values, against.values as Float64Array) : null,
    mutualInformation: mutualInformation(codesOf(column, values), against.codes),
  }
}

/** What numbers and dates are, by all rows. */
async function shapes({ connection, table, rows, context }: Work, columns: readonly Column[]) {
  const facts = new Map<string, ShapeFacts>()
  const wanted = columns.filter((column) => scaleOf(column) !== 'words')
  for (const part of batchesOf(wanted, rows)) {
    const values = await readValues(connection, table, { columns: part, rows }, context)
    for (const [index, column] of part.entries()) {
      context.progress?.('profile', facts.size, wanted.length)
      await heard(context)
      facts.set(column.name, shapeOf(column, values[index] as Float64Array))
    }
  }
  return facts
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
const noShape: ShapeFacts = { quantiles: null, histogram: null, zeros: null, unique: false }

function shapeOf(column: Column, values: Float64Array): ShapeFacts {
  const present = presentOf(values)
  if (present.length === 0) return noShape
  const quantiles = quantilesOf(present, quantileShares)
  const range = [quantiles[0] ?? 0, quantiles.at(-1) ?? 0] as const
  return {
    quantiles,
    histogram: binsOf(present, range, { whole: column.storage === 'BIGINT' }),
    zeros: scaleOf(column) === 'numbers' ? zerosOf(present) : null,
    unique: present.length === values.length && fillsRange(values, range),
  }
}

function zerosOf(present: Float64Array): number {
  let zeros = 0
  for (let index = 0; index < present.length; index++) if (present[index] === 0) zeros++
  return zeros
}

/** Whole numbers without a gap of which none comes twice? */
function fillsRange(values: Float64Array, [low, high]: readonly [number, number]): boolean {
  if (high - low !== values.length - 1) return false
  const seen = new Uint8Array(values.length)
  for (let row = 0; row < values.length; row++) {
    const place = (values[row] as number) - low
    if (seen[place] !== 0) return false
    seen[place] = 1
  }
  return true
}

/** Rows equal to one above them, by a hash of 64 bits: of ten million, two different ones collide once in 400,000 tables. */
async function duplicatesOf({ connection, table, rows }: Work, columns: readonly Column[]): Promise<number> {
  const row = columns.map(({ name }) => identifier(name)).join(', ')
  const [different] = await numbersOf(connection, `SELECT count(DISTINCT hash(${row}))::DOUBLE FROM ${table}`)
  return rows - (different ?? rows)
}
