// Trains in this process for tests, with a clock of its own and every report kept.
import type { TrainReport } from '../../shared/contract/worker'
import type { Settings } from '../../shared/fields'
import { templates } from '../../main/engine/architectures'
import { withDefaults } from '../../shared/fields'
import { loadTensor, tensorVersion } from '../../main/engine/tensor'
import { train } from '../../main/engine/training'
import type { Prepared } from '../../main/engine/workspace/prepared'

export interface TestRun {
  prepared: Prepared
  network?: Settings
  training?: Settings
  seed?: number
  stopAsked?: () => boolean
  signal?: AbortSignal
  now?: () => number
}

export async function trainMlp({ prepared, network = {}, training = {}, seed = 1, ...rest }: TestRun) {
  const reports: TrainReport[] = []
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, network), prepared.preparation.facts)
  const context = {
    tf: loadTensor(),
    libraryVersion: tensorVersion(),
    threads: 1,
    now: rest.now ?? (() => performance.now()),
    signal: rest.signal ?? new AbortController().signal,
    stopAsked: rest.stopAsked ?? (() => false),
    report: (report: TrainReport) => void reports.push(report),
  }
  const trained = await train({ graph, training, seed, prepared }, context)
  return { ...trained, reports, series: seriesOf(reports) }
}

/** All blocks joined: name -> values, checked to follow each other from 1 without a gap. */
export function seriesOf(reports: TrainReport[]): Record<string, number[]> {
  const series: Record<string, number[]> = {}
  for (const report of reports) {
    if (report.kind !== 'block') continue
    const values = (series[report.name] ??= [])
    if (report.first !== values.length + 1) throw new Error(`${report.name}: a block begins at ${report.first}`)
    values.push(...report.values)
  }
  return series
}
