// Runs as the page knows them: records, what live ones say of themselves, the queue, and how runs are set up.
import { defineStore } from 'pinia'
import { shallowReactive, shallowRef } from 'vue'
import type { Goal, Histogram, MetricInfo, QueueState, Run, RunProgress } from '../../shared/records'
import type { Problem } from '../../shared/contract/errors'
import type { RequestInput } from '../../shared/contract/requests'
import type { Field, Settings } from '../../shared/fields/field'
import { isLive } from '../../shared/records/run'
import { ask } from '../api'
import { paceOf, withMoment } from './pace'
import type { Moment } from './pace'
import { createRecordCache } from './recordCache'

/** As many as a picture has room for. */
const histogramEpochs = 60

export const useRuns = defineStore('runs', () => {
  const cache = createRecordCache<Run>(() => ask('runs.list', {}))
  const progress = shallowReactive(new Map<string, RunProgress>())
  const moments = new Map<string, Moment[]>()
  /** Steps a second of those that train. */
  const paces = shallowReactive(new Map<string, number>())
  const queue = shallowRef<QueueState>({ concurrent: 1, running: [], queued: [] })
  const fields = shallowRef<Field[]>([])
  const metrics = shallowRef<MetricInfo[]>([])

  async function loadCatalogue(): Promise<void> {
    const [settings, known] = await Promise.all([ask('runs.fields', {}), ask('runs.metrics', {})])
    fields.value = settings
    metrics.value = known
  }

  async function loadQueue(): Promise<void> {
    queue.value = await ask('runs.queue', {})
  }

  async function setConcurrent(concurrent: number): Promise<void> {
    queue.value = await ask('runs.setConcurrent', { concurrent })
  }

  async function launch(input: RequestInput<'runs.launch'>): Promise<Run[]> {
    const launched = await ask('runs.launch', input)
    launched.forEach((run) => putUnlessNewer(run))
    return launched
  }

  async function stop(id: string): Promise<void> {
    putUnlessNewer(await ask('runs.stop', { run: id }))
  }

  async function pause(id: string): Promise<void> {
    putUnlessNewer(await ask('runs.pause', { run: id }))
  }

  async function resume(id: string): Promise<void> {
    putUnlessNewer(await ask('runs.resume', { run: id }))
  }

  /** What is wrong with training settings, also against each other; `goal` of the data they are for. */
  function check(training: Settings, goal: Goal | null): Promise<Problem[]> {
    return ask('runs.check', { training, ...(goal === null ? {} : { goal }) })
  }

  async function restart(id: string): Promise<void> {
    changed(await ask('runs.restart', { run: id }))
  }

  async function remove(id: string): Promise<void> {
    await ask('runs.remove', { run: id })
    cache.drop(id)
  }

  async function restore(id: string): Promise<void> {
    cache.put(await ask('runs.restore', { run: id }))
  }

  /** Of each weight and layer, evenly over the run's epochs. */
  function histograms(id: string): Promise<Histogram[]> {
    return ask('runs.histograms', { run: id, epochs: histogramEpochs })
  }

  function log(id: string) {
    return ask('runs.log', { run: id })
  }

  /** A record came with an event: it is newer than whatever a reply said before. */
  function changed(run: Run): void {
    cache.put(run)
    if (!isLive(run.status)) progress.delete(run.id)
    if (run.status !== 'training') forgetPace(run.id)
  }

  function progressed(report: RunProgress): void {
    if (!cache.byId.value.has(report.run)) return
    progress.set(report.run, report)
    const { elapsedMs, step } = report
    const known = withMoment(moments.get(report.run) ?? [], { elapsedMs, step })
    moments.set(report.run, known)
    const pace = paceOf(known)
    if (pace !== null) paces.set(report.run, pace)
  }

  function forgetPace(id: string): void {
    moments.delete(id)
    paces.delete(id)
  }

  /** Nothing of another workspace's runs is kept. */
  function clear(): void {
    cache.clear()
    progress.clear()
    moments.clear()
    paces.clear()
    queue.value = { ...queue.value, running: [], queued: [] }
  }

  /** A reply may be overtaken by events about the same run; those know better. */
  function putUnlessNewer(run: Run): void {
    const known = cache.byId.value.get(run.id)
    if (known === undefined || known.status === 'queued' || !isOverAlready(known)) cache.put(run)
  }

  function isOverAlready(run: Run): boolean {
    return run.endedAt !== null
  }

  return {
    ...cache,
    progress,
    paces,
    queue,
    fields,
    metrics,
    loadCatalogue,
    loadQueue,
    setConcurrent,
    launch,
    stop,
    pause,
    resume,
    check,
    restart,
    remove,
    restore,
    log,
    histograms,
    changed,
    progressed,
    clear,
  }
})
