// The profile of a table of interactions: how many users and items there are, how often each comes, what repeats, when it was.
import type { DuckDBConnection } from '@duckdb/node-api'
import type { Column, CountProfile, InteractionProfile } from '../../../../../shared/records'
import { identifier, numbersOf, rowsOf } from '../sql'
import { binsOf } from './bins'
import { scaleOf } from './values'

export interface InteractionColumns {
  user: string
  item: string
  time: Column | null
}

/** So many points has the curve of the long tail. */
const tailPoints = 50

/** Rows without a user or an item are left out. Null when none is left. */
export async function interactionsOf(
  connection: DuckDBConnection,
  table: string,
  { user, item, time }: InteractionColumns,
): Promise<InteractionProfile | null> {
  const [u, i] = [identifier(user), identifier(item)]
  const complete = `${table} WHERE ${u} IS NOT NULL AND ${i} IS NOT NULL`
  const users = await countsOf(connection, complete, user)
  const items = await countsOf(connection, complete, item)
  const rows = sum(users.rows)
  if (rows === 0) return null
  // The number of different pairs, by a hash of 64 bits: two of ten million collide once in 400,000 tables.
  const [pairs = 0] = (
    await numbersOf(connection, `SELECT count(DISTINCT hash(${u}, ${i}))::DOUBLE FROM ${complete}`)
  ).map(Number)
  const byItem = ascending(items)
  return {
    rows,
    users: profileOf(user, users),
    items: profileOf(item, items),
    density: pairs / (sum(users.times) * sum(items.times)),
    repeats: rows - pairs,
    longTail: longTailOf(byItem, rows),
    gini: giniOf(byItem, rows),
    ...(await timesOf(connection, complete, u, time)),
  }
}

/** How many values there are (`times`) for each number of rows (`rows` all of them together, `count` each), ascending. */
interface Counts {
  count: number[]
  times: number[]
  rows: number[]
}

async function countsOf(connection: DuckDBConnection, complete: string, name: string): Promise<Counts> {
  const found = await rowsOf(
    connection,
    `SELECT n::DOUBLE, count(*)::DOUBLE FROM (SELECT count(*) AS n FROM ${complete} GROUP BY ${identifier(name)})
     GROUP BY n ORDER BY n`,
  )
  const [count, times] = [found.map(([n]) => Number(n)), found.map(([, often]) => Number(often))]
  return { count, times, rows: count.map((n, index) => n * (times[index] as number)) }
}

function profileOf(column: string, { count, times, rows }: Counts): CountProfile {
  const different = sum(times)
  const [min, max] = [count[0] as number, count.at(-1) as number]
  return {
    column,
    count: different,
    min,
    median:
      (atRank(count, times, Math.floor((different - 1) / 2)) + atRank(count, times, Math.ceil((different - 1) / 2))) /
      2,
    mean: sum(rows) / different,
    max,
    histogram: binsOf(count, [min, max], { whole: true, times }),
    under5: sum(times.filter((_, index) => (count[index] as number) < 5)),
  }
}

/** The count that stands at `rank` when there is one for each value, from the smallest on. */
function atRank(count: number[], times: number[], rank: number): number {
  let before = 0
  const index = times.findIndex((often) => (before += often) > rank)
  return count[index] as number
}

/** The counts of the items one by one, the smallest first. */
function ascending({ count, times }: Counts): Float64Array {
  const all = new Float64Array(sum(times))
  let first = 0
  count.forEach((n, index) => all.fill(n, first, (first += times[index] as number)))
  return all
}

/** The share of all rows that the most frequent items have, for the first `(i + 1) / n` of them. */
function longTailOf(byItem: Float64Array, rows: number): number[] {
  const points = Math.min(tailPoints, byItem.length)
  const ends = Array.from({ length: points }, (_, index) => Math.round(((index + 1) * byItem.length) / points))
  const shares: number[] = []
  let [done, seen] = [0, 0]
  for (const end of ends) {
    for (; done < end; done++) seen += byItem[byItem.length - 1 - done] as number
    shares.push(seen / rows)
  }
  return shares
}

/** Twice the area between the line of equal shares and the Lorenz curve: 0 when all items come equally often. */
function giniOf(byItem: Float64Array, rows: number): number {
  const { length } = byItem
  const weighted = byItem.reduce((all, n, index) => all + (2 * (index + 1) - length - 1) * n, 0)
  return weighted / (length * rows)
}

async function timesOf(
  connection: DuckDBConnection,
  complete: string,
  user: string,
  time: Column | null,
): Promise<Pick<InteractionProfile, 'time' | 'tiedTimes'>> {
  if (time === null || scaleOf(time) === 'words') return { time: null, tiedTimes: null }
  const [name, dates] = [identifier(time.name), scaleOf(time) === 'dates']
  const value = dates ? `epoch_ms(${name}::TIMESTAMP)` : name
  const [first, last] = await numbersOf(
    connection,
    `SELECT min(${value})::DOUBLE, max(${value})::DOUBLE FROM ${complete}`,
  )
  if (typeof first !== 'number' || typeof last !== 'number') return { time: null, tiedTimes: null }
  const [tied = 0] = await numbersOf(
    connection,
    `SELECT coalesce(sum(n) FILTER (n > 1), 0)::DOUBLE
     FROM (SELECT count(*) AS n FROM ${complete} AND ${name} IS NOT NULL GROUP BY ${user}, ${name})`,
  )
  return { time: { column: time.name, dates, first, last }, tiedTimes: tied }
}

function sum(values: readonly number[]): number {
  return values.reduce((all, value) => all + value, 0)
}
