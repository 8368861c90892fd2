// Trains in this process for tests, with a clock of its own and every report kept.
import type { TrainReport } from '../../shared/contract/worker'
import { begun, neverPaused, noCheckpoints } from '../helpers/neverPaused'
import type { CheckpointStore } from '../../main/engine/workspace'
import type { TrainInput } from '../../main/engine/training'
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
  /** What it goes on from, and by which plan. */
  from?: Partial<Pick<TrainInput, 'plan' | 'resumes' | 'start' | 'memoryLimit'>>
  store?: CheckpointStore
  pauseAsked?: () => boolean
  resumed?: () => Promise<void>
}

export async function trainMlp({ prepared, network = {}, training = {}, seed = 1, ...rest }: TestRun) {
  const reports: TrainReport[] = []
  const lines: string[] = []
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, network), prepared.preparation.facts)
  const context = {
    tf: loadTensor(),
    libraryVersion: tensorVersion(),
    threads: 1,
    now: rest.now ?? (() => performance.now()),
    signal: rest.signal ?? new AbortController().signal,
    ...neverPaused,
    ...defined({ stopAsked: rest.stopAsked, pauseAsked: rest.pauseAsked, resumed: rest.resumed }),
    store: rest.store ?? noCheckpoints,
    log: (line: string) => void lines.push(line),
    report: (report: TrainReport) => void reports.push(report),
  }
  const input = { graph, training, seed, prepared, subject: 'run', ...begun, ...rest.from }
  const trained = await train(input, context)
  return { ...trained, reports, lines, series: seriesOf(reports) }
}

function defined<T extends object>(values: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)) as never
}

/** All blocks joined: name -> values, checked to follow each other without a gap. */
export function seriesOf(reports: TrainReport[]): Record<string, number[]> {
  const series: Record<string, number[]> = {}
  const ends = new Map<string, number>()
  for (const report of reports) {
    if (report.kind !== 'block') continue
    const values = (series[report.name] ??= [])
    if (values.length > 0 && report.first !== ends.get(report.name))
      throw new Error(`${report.name}: a block begins at ${report.first}`)
    for (const value of report.values) values.push(value)
    ends.set(report.name, report.first + report.values.length)
  }
  return series
}
