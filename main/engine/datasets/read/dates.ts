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
    ...['%d %b %Y', '%d %B %Y', '%d-%b-%Y', '%d-%b-%y'],
  ],
  mdy: ['%m/%d/%y', '%m-%d-%y', '%m/%d/%Y', '%m-%d-%Y', '%b %d, %Y', '%B %d, %Y'],
}
const times = [' %H:%M', ' %H:%M:%S', ' %H:%M:%S.%f', ' %I:%M %p', ' %I:%M:%S %p']
const isoTimes = ['T%H:%M', 'T%H:%M:%S', 'T%H:%M:%S.%f', 'T%H:%MZ', 'T%H:%M:%SZ', 'T%H:%M:%S.%fZ', ' %H:%M:%SZ']
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
  const clocks = timed ? ['', ...times, ...(order === 'ymd' ? isoTimes : [])] : ['']
  const formats = days[order].flatMap((day) => clocks.map((time) => day + time))
  if (order === 'ymd') formats.push('%Y-%m')
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
