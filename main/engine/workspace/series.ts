// The metric series of runs: blocks of float64 values with a summary a block and a series; nothing logged is sampled or dropped.
import { downsample } from '../../../shared/numbers/downsample'
import type { Series, SeriesSummary } from '../../../shared/records/run'
import { agree, covers, cut, fromBytes, joinSummaries, merge, summarise, toBytes } from './blocks'
import type { Stretch, Summary } from './blocks'
import type { Database } from './database'

export type Axis = Series['axis']

/** Values of one series: `values[i]` stands at `(first + i) * every`, counted from 1. */
export interface SeriesBlock extends Stretch {
  name: string
  axis: Axis
  /** Of a series that has a value at every so manieth position alone; 1 when left out, the same for all of a series. */
  every?: number
}

/** Which series (all when `names` is left out), which positions, both ends included, and at most how many points each. */
export interface SeriesQuery {
  names?: readonly string[] | undefined
  from?: number | undefined
  to?: number | undefined
  points?: number | undefined
}

interface SummaryRow {
  count: number
  min: number | null
  max: number | null
  min_at: number
  max_at: number
  last: number | null
}
interface SeriesRow extends SummaryRow {
  id: number
  run: string
  name: string
  axis: Axis
  /** What a block's positions are multiples of: within the database they count by one. */
  every: number
}
interface BlockRow {
  id: number
  first: number
  count: number
  data: Uint8Array
}

/** A last block shorter than this grows instead of getting a neighbour: 4 KB, so that rewriting it costs little. */
const growsBelow = 512
/** No block is longer than this. */
const longest = 65_536

const summaryColumns = 'count, min, max, min_at, max_at, last'

export class SeriesStore {
  constructor(private readonly database: Database) {}

  /**
   * Stores blocks in one transaction. Values at positions that are known already are written over, so a run that is
   * resumed may send again what it sent; equal values cost no write. Gives the series in which known values were others.
   */
  append(run: string, blocks: readonly SeriesBlock[]): string[] {
    return this.database.transaction(() =>
      blocks.filter((block) => block.values.length > 0 && this.appendOne(run, block)).map(({ name }) => name),
    )
  }

  /** Sorted by name. `total` is the number of stored points, whatever was asked for. */
  read(run: string, query: SeriesQuery = {}): Series[] {
    const { names, points } = query
    return this.seriesOf(run)
      .filter((row) => names === undefined || names.includes(row.name))
      .map((row) => {
        const all = this.pointsOf(row, query)
        const drawn = points === undefined ? all : downsample(all.at, all.values, points)
        return { run, name: row.name, axis: row.axis, total: row.count, ...drawn }
      })
  }

  /** Whole series as stretches without gaps, exact, for bundles. */
  stretches(run: string): SeriesBlock[] {
    return this.seriesOf(run).flatMap(({ id, name, axis, every }) => {
      const named = { name, axis, ...(every === 1 ? {} : { every }) }
      return joined(this.blocksOf(id, 1, Number.MAX_SAFE_INTEGER)).map((stretch) => ({ ...named, ...stretch }))
    })
  }

  summaries(runs: readonly string[]): SeriesSummary[] {
    return runs.flatMap((run) => this.seriesOf(run).map(fromSeriesRow))
  }

  /** Forgets the series of a run that starts again from step 0. */
  clear(run: string): void {
    this.database.transaction(() => {
      this.database.run('DELETE FROM blocks WHERE series IN (SELECT id FROM series WHERE run = ?)', run)
      this.database.run('DELETE FROM series WHERE run = ?', run)
    })
  }

  /** True when values that were known already are others now. */
  private appendOne(run: string, block: SeriesBlock): boolean {
    const row = this.seriesRow(run, block)
    const end = block.first + block.values.length - 1
    const touching = this.blocksOf(row.id, block.first, end)
    const old = touching.map(toStretch)
    const differs = !agree(old, block)
    if (!differs && covers(old, block)) return false
    const before = touching.length === 0 ? this.shortBefore(row.id, block.first) : undefined
    const merged = merge(before === undefined ? old : [toStretch(before), ...old], block)
    for (const { id } of before === undefined ? touching : [before]) {
      this.database.run('DELETE FROM blocks WHERE id = ?', id)
    }
    for (const piece of cut(merged, longest)) this.insertBlock(row.id, piece)
    const isNext = touching.length === 0 && this.lastPosition(row.id) === end
    this.writeSummary(row.id, isNext && row.count > 0 ? joinSummaries(fromRow(row), summarise(block)) : null)
    return differs
  }

  /** A new series starts with a summary of nothing. */
  private seriesRow(run: string, { name, axis, every = 1 }: SeriesBlock): SeriesRow {
    this.database.run(
      'INSERT OR IGNORE INTO series (run, name, axis, every, count, min_at, max_at) VALUES (?, ?, ?, ?, 0, 0, 0)',
      run,
      name,
      axis,
      every,
    )
    return this.database.get<SeriesRow>('SELECT * FROM series WHERE run = ? AND name = ?', run, name) as SeriesRow
  }

  private seriesOf(run: string): SeriesRow[] {
    return this.database.all<SeriesRow>('SELECT * FROM series WHERE run = ? AND count > 0 ORDER BY name', run)
  }

  private blocksOf(series: number, from: number, to: number): BlockRow[] {
    return this.database.all<BlockRow>(
      // No block is longer than `longest`, so the index need not be walked from its start.
      `SELECT id, first, count, data FROM blocks
       WHERE series = ? AND first > ? AND first <= ? AND first + count > ? ORDER BY first`,
      series,
      from - longest,
      to,
      from,
    )
  }

  private shortBefore(series: number, first: number): BlockRow | undefined {
    return this.database.get<BlockRow>(
      'SELECT id, first, count, data FROM blocks WHERE series = ? AND first < ? AND first + count = ? AND count < ?',
      series,
      first,
      first,
      growsBelow,
    )
  }

  private lastPosition(series: number): number {
    const row = this.database.get<{ first: number; count: number }>(
      'SELECT first, count FROM blocks WHERE series = ? ORDER BY first DESC LIMIT 1',
      series,
    )
    return row === undefined ? 0 : row.first + row.count - 1
  }

  private insertBlock(series: number, stretch: Stretch): void {
    this.database.run(
      `INSERT INTO blocks (series, first, data, ${summaryColumns}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      series,
      stretch.first,
      toBytes(stretch.values),
      ...toRow(summarise(stretch)),
    )
  }

  /** Without a summary it is worked out again from those of the blocks. */
  private writeSummary(series: number, known: Summary | null): void {
    const summary = known ?? this.summaryOfBlocks(series)
    this.database.run(
      `UPDATE series SET (${summaryColumns}) = (?, ?, ?, ?, ?, ?) WHERE id = ?`,
      ...toRow(summary),
      series,
    )
  }

  private summaryOfBlocks(series: number): Summary {
    return this.database
      .all<SummaryRow>(`SELECT ${summaryColumns} FROM blocks WHERE series = ? ORDER BY first`, series)
      .map(fromRow)
      .reduce(joinSummaries)
  }

  private pointsOf(row: SeriesRow, { from, to }: SeriesQuery): { at: number[]; values: number[] } {
    const at: number[] = []
    const values: number[] = []
    const begin = Math.max(1, Math.ceil((from ?? 1) / row.every))
    const end = Math.floor((to ?? Number.MAX_SAFE_INTEGER) / row.every)
    for (const { first, values: stored } of this.blocksOf(row.id, begin, end).map(toStretch)) {
      const stop = Math.min(stored.length, end - first + 1)
      for (let index = Math.max(0, begin - first); index < stop; index++) {
        at.push((first + index) * row.every)
        values.push(stored[index] as number)
      }
    }
    return { at, values }
  }
}

function toStretch({ first, data }: BlockRow): Stretch {
  return { first, values: fromBytes(data) }
}

/** Neighbouring blocks as one stretch; merged in one go, since a series may have thousands of blocks. */
function joined(rows: readonly BlockRow[]): Stretch[] {
  const groups: Stretch[][] = []
  let end = 0
  for (const stretch of rows.map(toStretch)) {
    if (stretch.first === end && groups.length > 0) groups.at(-1)?.push(stretch)
    else groups.push([stretch])
    end = stretch.first + stretch.values.length
  }
  return groups.map((group) => merge(group.slice(0, -1), group.at(-1) as Stretch))
}

/** SQLite stores NaN as NULL. */
function toRow(summary: Summary): [number, number, number, number, number, number] {
  const { count, min, max, minAt, maxAt, last } = summary
  return [count, min, max, minAt, maxAt, last]
}

function fromRow(row: SummaryRow): Summary {
  const { count, min, max, min_at: minAt, max_at: maxAt, last } = row
  return { count, min: min ?? NaN, max: max ?? NaN, minAt, maxAt, last: last ?? NaN }
}

function fromSeriesRow(row: SeriesRow): SeriesSummary {
  const { run, name, axis, every } = row
  const { minAt, maxAt, ...summary } = fromRow(row)
  return { run, name, axis, ...summary, minAt: minAt * every, maxAt: maxAt * every }
}
