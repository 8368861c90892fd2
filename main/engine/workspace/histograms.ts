// The histograms of runs: one row for each weight and layer of an epoch, its numbers in one piece.
import type { Histogram, HistogramKind } from '../../../shared/records/run'
import { fromBytes, toBytes } from './blocks'
import type { Database } from './database'

/** Which histograms: all where a wish is left out. */
export interface HistogramQuery {
  kind?: HistogramKind | undefined
  names?: readonly string[] | undefined
  /** At most so many epochs (2 or more), evenly over those there are, first and last among them. */
  epochs?: number | undefined
}

interface Row {
  epoch: number
  kind: HistogramKind
  name: string
  data: Uint8Array
}

export class HistogramStore {
  constructor(private readonly database: Database) {}

  /**
   * Stores histograms in one transaction, in the order in which they are to be read. Known ones are written over, equal
   * ones cost no write. Gives the names of those that were known and other.
   */
  append(run: string, histograms: readonly Histogram[]): string[] {
    return this.database.transaction(() =>
      histograms.filter((histogram) => this.appendOne(run, histogram)).map(({ name }) => name),
    )
  }

  /** By epoch, then in the order in which they were stored. */
  read(run: string, { kind, names, epochs: most }: HistogramQuery = {}): Histogram[] {
    const all = this.database.all<{ epoch: number }>(
      'SELECT DISTINCT epoch FROM histograms WHERE run = ? ORDER BY epoch',
      run,
    )
    return spread(
      all.map(({ epoch }) => epoch),
      most ?? Infinity,
    )
      .flatMap((epoch) => this.ofEpoch(run, epoch))
      .filter((row) => (kind === undefined || row.kind === kind) && (names === undefined || names.includes(row.name)))
      .map(({ data, ...row }) => ({ ...row, ...unpacked(fromBytes(data)) }))
  }

  /** Forgets the histograms of a run that starts again from step 0. */
  clear(run: string): void {
    this.database.run('DELETE FROM histograms WHERE run = ?', run)
  }

  private appendOne(run: string, histogram: Histogram): boolean {
    const { epoch, kind, name } = histogram
    const data = toBytes(packed(histogram))
    const known = this.database.get<{ data: Uint8Array }>(
      'SELECT data FROM histograms WHERE run = ? AND epoch = ? AND kind = ? AND name = ?',
      run,
      epoch,
      kind,
      name,
    )
    if (known !== undefined && Buffer.compare(known.data, data) === 0) return false
    this.database.run(
      `INSERT INTO histograms (run, epoch, kind, name, data) VALUES (?, ?, ?, ?, ?)
       ON CONFLICT (run, epoch, kind, name) DO UPDATE SET data = excluded.data`,
      run,
      epoch,
      kind,
      name,
      data,
    )
    return known !== undefined
  }

  private ofEpoch(run: string, epoch: number): Row[] {
    return this.database.all<Row>(
      'SELECT epoch, kind, name, data FROM histograms WHERE run = ? AND epoch = ? ORDER BY id',
      run,
      epoch,
    )
  }
}

/** At most `most` of them, evenly, the first and the last among them. */
function spread(epochs: readonly number[], most: number): number[] {
  const last = epochs.length - 1
  if (epochs.length <= most) return [...epochs]
  return Array.from({ length: most }, (_, index) => epochs[Math.round((index * last) / (most - 1))] as number)
}

/** Numbers of a histogram that stand before its bins. */
export const histogramFacts = 7

/** The numbers of a histogram in a row: those of `histogramFacts`, then one for each bin. */
export function packed({ count, min, max, mean, deviation, zeros, dead, counts }: Histogram): Float64Array {
  return Float64Array.from([count, min, max, mean, deviation, zeros, dead ?? NaN, ...counts])
}

/** The reverse of `packed`. */
export function unpacked(numbers: Float64Array): Omit<Histogram, 'epoch' | 'kind' | 'name'> {
  const [count, min, max, mean, deviation, zeros, dead, ...counts] = numbers as unknown as [
    ...[number, number, number, number, number, number, number],
    ...number[],
  ]
  return { count, min, max, mean, deviation, zeros, dead: Number.isNaN(dead) ? null : dead, counts }
}
