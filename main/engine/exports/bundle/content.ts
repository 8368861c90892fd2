// What a run is known by wherever it goes: a hash of what it was and what came out, without what each workspace gives it.
import { createHash } from 'node:crypto'
import type { Histogram, Plan, Run, RunStart } from '../../../../shared/records'
import { toJson } from '../../workspace'
import type { SeriesBlock } from '../../workspace'
import { encodeHistograms } from './histogramFile'
import { encodeSeries } from './seriesFile'

/** What a run recorded on the way. */
export interface Recorded {
  series: readonly SeriesBlock[]
  histograms: readonly Histogram[]
}

/** Left out: ids, number, the architecture's version, where it came from, and the name of the model's folder. SHA-256, hexadecimal. */
export function contentOf(run: Run, { series, histograms }: Recorded): string {
  const { id: _id, number: _number, importedFrom: _importedFrom, model: _model, ...told } = run
  const { problems: _problems, start, ...rest } = told
  const reason = run.reason?.code ?? null
  const { id: _architecture, version: _version, ...architecture } = run.architecture
  const { index, values } = encodeSeries(series)
  const counted = histograms.length === 0 ? null : encodeHistograms(histograms)
  const hash = createHash('sha256')
    .update(
      toJson(
        sorted({
          ...rest,
          ...startOf(start),
          plan: planOf(run.plan),
          reason,
          dataset: run.dataset.name,
          architecture,
          index,
          ...(counted === null ? {} : { histograms: counted.index }),
        }),
      ),
    )
    .update(values)
  return (counted === null ? hash : hash.update(counted.values)).digest('hex')
}

/** As the first version had it, so that a run of that time is still known. */
function planOf(plan: Plan | null) {
  if (plan === null) return null
  const { parts, reason, threads, libraryVersion } = plan
  const tier = parts.map((part) => part.tier).join(' ')
  return { tier, reason, threads, libraryVersion }
}

function startOf(start: RunStart | null) {
  return start === null ? {} : { start: start.name }
}

/** Keys in one order, so that equal records have equal text. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1))
  return Object.fromEntries(entries.map(([key, part]) => [key, sorted(part)]))
}
