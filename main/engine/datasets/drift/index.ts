// Drift: what differs between the rows that a model trains on and those of another table. One column in memory at a time.
import type { PrepareSpec } from '../../../../shared/contract/worker'
import type { Column, ColumnDrift, DriftFinding, DriftRange, DriftReport } from '../../../../shared/records'
import type { AssignedColumn } from '../assignments'
import { pickRows } from '../features'
import { columnsForParts, lookedAt, partsOf } from '../parts'
import type { ColumnValues } from '../recipe'
import { partCodes } from '../splits'
import { present, sampleOf, shown } from './check'
import type { ColumnPair, DriftCheck, Sample } from './check'
import { rowsOf, worstFirst } from './common'
import { distribution } from './distribution'
import { binsOfNumbers, binsOfWords, chiSquare, kolmogorovSmirnov, stabilityIndex } from './measures'
import type { BinnedPair } from './measures'
import { missingValues } from './missingValues'
import { newValues } from './newValues'
import { outsideRange } from './outsideRange'
import { schemaFindings } from './schema'

export const driftChecks = { missingValues, outsideRange, newValues, distribution } as const satisfies Record<
  string,
  DriftCheck
>

/** Reads whole columns of one of the two tables. */
export type ReadPair = (
  table: 'before' | 'now',
  columns: { name: string; kind: ColumnValues['kind'] }[],
) => Promise<ColumnValues[]>

/** Fewer values than these say nothing of a distribution. */
const fewestValues = 30

/**
 * Compares the training rows of one table (all its rows where it cannot be split) with all rows of another. `progressed`
 * is told how many of the columns are done.
 */
export async function findDrift(
  asked: PrepareSpec,
  now: readonly Pick<Column, 'name' | 'type'>[],
  read: ReadPair,
  progressed: (done: number, total: number) => void,
): Promise<DriftReport> {
  const spec = lookedAt(asked)
  const training = await trainingRows(spec, read)
  const names = new Set(now.map(({ name }) => name))
  const compared = spec.columns.filter(({ name, role }) => role !== 'ignore' && names.has(name))
  const findings = schemaFindings(spec.columns, now)
  const columns: ColumnDrift[] = []
  const rows = { before: training?.length ?? 0, now: await rowsOf(now, (wanted) => read('now', wanted)) }
  for (const [done, column] of compared.entries()) {
    progressed(done, compared.length)
    const pair = await pairOf(column, training, read)
    rows.before = pair.before.total
    const found = Object.values<DriftCheck>(driftChecks).flatMap((check) => check.find(pair))
    findings.push(...found)
    columns.push(
      describe(
        pair,
        findings.filter((one) => one.column === column.name),
      ),
    )
  }
  progressed(compared.length, compared.length)
  findings.sort(worstFirst)
  return { rows, training: training !== null, findings, columns }
}

async function trainingRows(spec: PrepareSpec, read: ReadPair): Promise<Int32Array | null> {
  const found = partsOf(await read('before', columnsForParts(spec)), spec)
  if (found === null) return null
  return found.rows.filter((_, place) => found.part[place] === partCodes.train)
}

async function pairOf(column: AssignedColumn, training: Int32Array | null, read: ReadPair): Promise<ColumnPair> {
  const { name, role, type } = column
  const wanted = [{ name, kind: type === 'number' ? ('numbers' as const) : ('words' as const) }]
  const [then] = await read('before', wanted)
  const [after] = await read('now', wanted)
  const nothing: ColumnValues = { kind: 'words', name, values: [] }
  const picked = then === undefined ? nothing : training === null ? then : pickRows(then, training)
  const [before, now] = [sampleOf(picked, type), sampleOf(after ?? nothing, type)]
  const pair = { column: name, role, type, before, now, measured: null }
  const bins = isMeasured(pair) ? binsOf(before, now) : null
  return bins === null ? pair : { ...pair, measured: measure(bins, before, now) }
}

/** Times go on, and users and items come and go: their shares are no drift. */
function isMeasured({ role, type, before, now }: Omit<ColumnPair, 'measured'>): boolean {
  if (type === 'text' || type === 'list' || ['user', 'item', 'group', 'time', 'sequence'].includes(role)) return false
  return present(before) >= fewestValues && present(now) >= fewestValues
}

function binsOf(before: Sample, now: Sample): BinnedPair | null {
  if (before.kind === 'words' && now.kind === 'words') return binsOfWords(before.counts, now.counts)
  if (before.kind !== 'numbers' || now.kind !== 'numbers') return null
  return binsOfNumbers(before.sorted, now.sorted, (edge) => shown(edge, before.dates))
}

function measure(bins: BinnedPair, before: Sample, now: Sample): NonNullable<ColumnPair['measured']> {
  const test =
    before.kind === 'numbers' && now.kind === 'numbers'
      ? ({ kind: 'ks', ...kolmogorovSmirnov(before.sorted, now.sorted) } as const)
      : ({ kind: 'chiSquare', ...chiSquare(bins) } as const)
  return { psi: stabilityIndex(bins), test }
}

function describe({ column, role, type, before, now, measured }: ColumnPair, found: DriftFinding[]): ColumnDrift {
  const severity = [...found].sort(worstFirst)[0]?.severity ?? null
  const share = ({ missing, total }: Sample) => (total > 0 ? missing / total : 0)
  const bins = measured === null ? null : binsOf(before, now)
  const [then, after] = [rangeOf(before), rangeOf(now)]
  const dates = before.kind === 'numbers' && before.dates
  return {
    column,
    role,
    type,
    severity,
    psi: measured?.psi ?? null,
    test: measured?.test ?? null,
    missing: { before: share(before), now: share(now) },
    range: then === null || after === null ? null : { before: then, now: after, dates },
    shares: bins === null ? [] : sharesOf(bins),
  }
}

function rangeOf(sample: Sample): DriftRange | null {
  if (sample.kind !== 'numbers' || sample.sorted.length === 0) return null
  const { sorted } = sample
  const median = sorted[Math.floor((sorted.length - 1) / 2)] as number
  return { min: sorted[0] as number, median, max: sorted.at(-1) as number }
}

function sharesOf({ labels, before, now }: BinnedPair): ColumnDrift['shares'] {
  const [then, after] = [before, now].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number]
  return labels.map((label, bin) => ({
    label,
    before: (before[bin] as number) / then,
    now: (now[bin] as number) / after,
  }))
}

export { findModelDrift } from './ofModel'
export type { DriftCheck } from './check'
