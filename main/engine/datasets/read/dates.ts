// Dates and times as people write them: a column is one only when all of its values can be read in one order of day, month and year.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { DateOrder } from '../../../../shared/records'
import { literal, numbersOf } from './sql'

type Order = Exclude<DateOrder, ''>

/** Years of two digits come first: in `02/03/2024` they do not fit, while four digits would fit `02/03/24` as the year 24. */
const days: Record<Order, readonly string[]> = {
  ymd: ['%Y-%m-%d', '%Y/%m/%d', '%Y.%m.%d', '%Y年%m月%d日'],
  dmy: [
    '%d/%m/%y',
    '%d.%m.%y',
    '%d-%m-%y',
    '%d/%m/%Y',
    '%d.%m.%Y',
    '%d-%m-%Y',
    ...['%d %b %Y', '%d %B %Y', '%d-%b-%Y', '%d-%b-%y', '%d/%b/%Y'],
  ],
  mdy: ['%m/%d/%y', '%m-%d-%y', '%m/%d/%Y', '%m-%d-%Y', '%b %d, %Y', '%B %d, %Y', '%b %d %Y', '%B %d %Y'],
}
const times = [' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p', ' %I:%M:%S%p']
/** What may follow a day that is written with the year first; the moment is that of UTC. */
const isoTimes = ['T%H:%M', 'T%H:%M:%S', 'T%H:%M:%S.%f']
const clocks = [...isoTimes, ...isoTimes.map((time) => time.replace('T', ' '))]
/** Months, which can be read in one way only. */
const months = ['%Y-%m', '%Y/%m', '%Y年%m月', '%m/%Y', '%b %Y', '%B %Y', '%b-%Y']
/** Moments as ISO 8601, mail and Unix write them. */
const moments = [
  ...[...isoTimes, ...clocks.flatMap((clock) => [`${clock}Z`, `${clock} UTC`])].map((clock) => `%Y-%m-%d${clock}`),
  '%a, %d %b %Y %H:%M:%S GMT',
  '%a %b %d %H:%M:%S %Y',
]
/** Those that say how far from UTC they are; mail, Twitter and web servers write the last ones. */
const zoned = [
  ...clocks.flatMap((clock) => [`%Y-%m-%d${clock}%z`, `%Y-%m-%d${clock} %z`]),
  ...['%a, %d %b %Y %H:%M:%S %z', '%a %b %d %H:%M:%S %z %Y', '%d/%b/%Y:%H:%M:%S %z'],
]

/** Pattern of the whole of a text that may be a date. */
export const dateShape =
  '([0-9]{1,4}[-/.年 ][0-9A-Za-z]{1,9}|[A-Za-z]{3,9} [0-9]{1,2},? [0-9]{4}|[A-Za-z]{3,9}[- ][0-9]{4}|[A-Z][a-z]{2},? [0-9A-Z][0-9a-z]{1,2} ).{0,32}'

/** Pattern of the beginning of a text that may be a date and begins with a letter. */
export const dateInLetters =
  '^[A-Za-z]{3,9}[- ][0-9]{4}|^[A-Za-z]{3,9} [0-9]{1,2},? [0-9]{4}|^[A-Z][a-z]{2},? [0-9A-Z][0-9a-z]{1,2} '
const orders: readonly Order[] = ['ymd', 'dmy', 'mdy']

/** A column of dates: the orders in which all values can be read, and whether any has a time of day. */
export interface DateColumn {
  orders: Order[]
  timed: boolean
}

/** Null when the text column `cell` of `raw` is none. A look at its first values spares the rest for most columns. */
export async function dateColumn(connection: DuckDBConnection, raw: string, cell: string): Promise<DateColumn | null> {
  const few = `(SELECT ${cell} FROM ${raw} WHERE ${cell} IS NOT NULL LIMIT 200)`
  const likely = (await fitting(connection, few, cell, orders)).orders
  if (likely.length === 0) return null
  const found = await fitting(connection, raw, cell, likely)
  return found.orders.length === 0 ? null : found
}

async function fitting(
  connection: DuckDBConnection,
  raw: string,
  cell: string,
  tried: readonly Order[],
): Promise<DateColumn> {
  const [present = 0, clocks = 0] = (
    await numbersOf(
      connection,
      `SELECT count(${cell})::DOUBLE, count(*) FILTER (contains(${cell}, ':'))::DOUBLE FROM ${raw}`,
    )
  ).map(Number)
  const timed = clocks > 0
  const counts = tried.map(
    (order) => `count(*) FILTER (year(${dateOf(cell, order, timed)}) BETWEEN 1600 AND 2999)::DOUBLE`,
  )
  const fits = (await numbersOf(connection, `SELECT ${counts.join(', ')} FROM ${raw}`)).map(Number)
  return { orders: tried.filter((_, index) => present > 0 && fits[index] === present), timed }
}

/** SQL of the moment that a text means, null when it means none. Untimed columns are spared the many formats with a time. */
export function dateOf(cell: string, order: Order, timed: boolean): string {
  const formats = days[order].flatMap((day) => (timed ? ['', ...times] : ['']).map((time) => day + time))
  if (order !== 'ymd') return parsed(cell, formats)
  if (!timed) return parsed(cell, [...formats, ...months])
  return `coalesce(${parsed(cell, [...formats, ...moments])}, ${parsed(cell, zoned)} AT TIME ZONE 'UTC')`
}

function parsed(cell: string, formats: readonly string[]): string {
  return `try_strptime(${cell}, [${formats.map(literal).join(', ')}])`
}

/**
 * The order for columns that can be read in both ways (02/03/2024): that of the columns which decide it, the user's, or
 * else a guess: month first between slashes, day first otherwise.
 */
export function orderOf(
  columns: readonly DateColumn[],
  fixed: DateOrder | undefined,
  slashes: boolean,
): { order: DateOrder; guessed: boolean } {
  if (columns.length === 0) return { order: fixed ?? '', guessed: false }
  if (fixed !== undefined && fixed !== '') return { order: fixed, guessed: false }
  const open = columns.some((column) => column.orders.length > 1)
  const decided = columns.find((column) => column.orders.length === 1 && (!open || column.orders[0] !== 'ymd'))
  if (decided !== undefined) return { order: decided.orders[0] ?? '', guessed: false }
  return { order: slashes ? 'mdy' : 'dmy', guessed: true }
}
