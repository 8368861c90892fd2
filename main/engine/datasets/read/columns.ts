// How each column of a raw table is stored: whole numbers, decimal numbers, dates or text, decided by all of its values.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Dialect, Reading } from '../../../../shared/records'
import { dateColumn, dateOf, dateShape, orderOf } from './dates'
import type { DateColumn } from './dates'
import { fitsOf, guessMarks, plainOf } from './numbers'
import { identifier, literal, numbersOf, rowsOf } from './sql'

export interface StoredColumn {
  name: string
  storage: 'BIGINT' | 'DOUBLE' | 'DATE' | 'TIMESTAMP' | 'VARCHAR'
  datelike: boolean
  /** SQL of the value, to be cast to the storage. */
  value: string
}

/** The columns, and what was found out about how numbers and dates are written. */
export interface Typing extends Pick<Dialect, 'decimal' | 'thousands' | 'dateOrder'> {
  columns: StoredColumn[]
  /** Columns whose dates can be read in two orders, of which one was only guessed. */
  guessedDates: string[]
}

/**
 * A query of `count` raw columns c0, c1, ... without surrounding spaces, NULL for nothing but spaces. `padded`: the columns that
 * have any, where it is known. The other missing tokens are the reader's (`nullstr`): as expressions they would need gigabytes for
 * a table of a thousand columns.
 */
export function cleanedCells(source: string, count: number, padded: ReadonlySet<number> | null = null): string {
  const cells = Array.from({ length: count }, (_, index) => {
    return padded === null || padded.has(index) ? `${trimmed(index)} AS c${index}` : `c${index}`
  })
  return `SELECT ${cells.join(', ')} FROM ${source}`
}

/** SQL of a raw column without surrounding spaces. */
export const trimmed = (index: number) => `nullif(trim(c${index}), '')`

/** The missing words as the reader's option: each with at most one space on either side, none with one of its `marks`, which it refuses. */
export function nullStrings(words: readonly string[], marks: readonly string[]): string {
  const spaced = ['', ...words].flatMap((word) => [word, ` ${word}`, `${word} `, ` ${word} `])
  const allowed = spaced.filter((word) => !marks.some((mark) => mark !== '' && word.includes(mark)))
  return `[${[...new Set(allowed)].map(literal).join(', ')}]`
}

const probesAColumn = 5

/** Probes in one query: hundreds of columns at once would each compile their patterns and fill the memory. */
const columnsAQuery = 50

/** How numbers and dates are to be looked for. */
export interface Style {
  reading: Reading
  delimiter: string
  /** There are so few rows that they fit into memory several times, and it is a matter of moments. */
  few?: boolean
}

/** Decides the storage of every column of `raw`, a table of cleaned texts c0, c1, ... */
export async function storedColumns(
  connection: DuckDBConnection,
  raw: string,
  names: string[],
  style: Style,
): Promise<Typing> {
  const probe = style.few === true ? probeFew : probeMany
  const counts = await probe(connection, raw, names.length)
  const plain = names.map((name, index) => storedAs({ name, value: `c${index}` }, counts[index] ?? []))
  return withDates(connection, raw, await withMarks(connection, raw, plain, style), style.reading)
}

async function probeMany(connection: DuckDBConnection, raw: string, count: number): Promise<number[][]> {
  const counts: number[] = []
  for (let first = 0; first < count; first += columnsAQuery) {
    const part = Array.from({ length: Math.min(columnsAQuery, count - first) }, (_, index) => `c${first + index}`)
    const probes = part.flatMap(probesOf).join(', ')
    counts.push(...(await numbersOf(connection, `SELECT ${probes} FROM ${raw}`)).map(Number))
  }
  return Array.from({ length: count }, (_, index) => counts.slice(index * probesAColumn, (index + 1) * probesAColumn))
}

/** All values below each other, so that each pattern is compiled once: for a column of its own that takes longer than its values. */
async function probeFew(connection: DuckDBConnection, raw: string, count: number): Promise<number[][]> {
  const cells = Array.from({ length: count }, (_, index) => `c${index}`).join(', ')
  const long = `SELECT unnest(range(${count})) AS place, unnest([${cells}]) AS value FROM ${raw}`
  const sql = `SELECT place::DOUBLE, ${probesOf('value').join(', ')} FROM (${long}) GROUP BY place`
  const found = new Map(
    (await rowsOf(connection, sql)).map(([place, ...counts]) => [Number(place), counts.map(Number)]),
  )
  return Array.from({ length: count }, (_, index) => found.get(index) ?? [])
}

type Named = Pick<StoredColumn, 'name' | 'value'>

function storedAs(named: Named, [present = 0, whole = 0, decimal = 0, numeric = 0, dated = 0]: number[]): Probed {
  const facts = {
    ...named,
    datelike: false,
    present,
    numeric: present > 0 && numeric === present,
    dated: dated === present,
  }
  if (present > 0 && whole === present) return { ...facts, storage: 'BIGINT' }
  if (present > 0 && decimal === present) return { ...facts, storage: 'DOUBLE' }
  return { ...facts, storage: 'VARCHAR' }
}

interface Probed extends StoredColumn {
  present: number
  /** All values are digits with marks between them. */
  numeric: boolean
  /** All values begin like dates, which is worth a closer look. */
  dated: boolean
}

/** Values present; written as whole numbers that lose nothing (no leading zero); as finite numbers; as digits and marks; like dates. */
function probesOf(c: string): string[] {
  // A cast alone would take 1_000, 0x1F and 007 for numbers and change what stands in the file.
  const plain = `NOT regexp_matches(${c}, '^[+-]?0[0-9]|[_xX]')`
  return [
    `count(${c})::DOUBLE`,
    `count(*) FILTER (regexp_full_match(${c}, '[+-]?(0|[1-9][0-9]{0,17})'))::DOUBLE`,
    `count(*) FILTER (isfinite(TRY_CAST(${c} AS DOUBLE)) AND ${plain})::DOUBLE`,
    `count(*) FILTER (regexp_full_match(${c}, '[+-]?[0-9][0-9., '']*([eE][+-]?[0-9]+)?'))::DOUBLE`,
    `count(*) FILTER (regexp_full_match(${c}, ${literal(dateShape)}))::DOUBLE`,
  ]
}

interface Marked extends Pick<Typing, 'decimal' | 'thousands'> {
  columns: Probed[]
}

/** Texts that are numbers with a decimal comma or with marks between thousands. */
async function withMarks(connection: DuckDBConnection, raw: string, columns: Probed[], style: Style): Promise<Marked> {
  const open = columns.filter(({ storage, numeric }) => storage === 'VARCHAR' && numeric)
  const marks = await guessMarks(
    connection,
    raw,
    open.map(({ value }) => value),
    style,
  )
  if (marks.decimal === '.' && marks.thousands === '') return { columns, ...marks }
  // 1.234 is a number to DuckDB, and another one where the point parts thousands.
  const tried = columns.filter(({ numeric, storage }) => numeric && storage !== 'BIGINT')
  const fitting = new Map<Probed, StoredColumn['storage']>()
  for (const column of tried) {
    const plain = plainOf(column.value, marks)
    const [fits = 0, whole = 0] = (
      await numbersOf(
        connection,
        `SELECT ${fitsOf(column.value, marks)}, count(*) FILTER (regexp_full_match(${plain}, '[+-]?[0-9]{1,18}'))::DOUBLE FROM ${raw}`,
      )
    ).map(Number)
    if (fits === column.present) fitting.set(column, whole === fits ? 'BIGINT' : 'DOUBLE')
  }
  const marked = columns.map((column) => {
    const storage = fitting.get(column)
    return storage === undefined ? column : { ...column, storage, value: plainOf(column.value, marks) }
  })
  return { columns: marked, ...marks }
}

/** Texts that are dates. */
async function withDates(
  connection: DuckDBConnection,
  raw: string,
  { columns, decimal, thousands }: Marked,
  reading: Reading,
): Promise<Typing> {
  const dates = new Map<StoredColumn, DateColumn>()
  for (const column of columns.filter(({ storage, present, dated }) => storage === 'VARCHAR' && present > 0 && dated)) {
    const found = await dateColumn(connection, raw, column.value)
    if (found !== null) dates.set(column, found)
  }
  const first = [...dates].find(([, { orders }]) => orders.length > 1)?.[0].value
  const slashes = first !== undefined && (await hasSlashes(connection, raw, first))
  const { order, guessed } = orderOf([...dates.values()], reading.dateOrder, slashes)
  const typed = columns.map(({ name, storage, datelike, value }): StoredColumn => {
    const found = [...dates].find(([column]) => column.name === name)?.[1]
    const own =
      found?.orders.find((one) => one === order) ?? found?.orders.find((one) => !reading.dateOrder || one === 'ymd')
    if (found === undefined || own === undefined) return { name, storage, datelike, value }
    return { name, storage: found.timed ? 'TIMESTAMP' : 'DATE', datelike: true, value: dateOf(value, own, found.timed) }
  })
  const open = guessed ? [...dates].filter(([, { orders }]) => orders.length > 1).map(([{ name }]) => name) : []
  return { columns: typed, decimal, thousands, dateOrder: order, guessedDates: open }
}

async function hasSlashes(connection: DuckDBConnection, raw: string, cell: string): Promise<boolean> {
  const [slashes = 0] = await numbersOf(
    connection,
    `SELECT count(*) FILTER (contains(${cell}, '/'))::DOUBLE FROM ${raw}`,
  )
  return (slashes ?? 0) > 0
}

/** The select list that turns a raw table into the typed one, under the names of the file. */
export function typedSelection(columns: StoredColumn[]): string {
  return columns.map(({ name, storage, value }) => `CAST(${value} AS ${storage}) AS ${identifier(name)}`).join(', ')
}
