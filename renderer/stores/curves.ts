// Metric series of runs for drawing: read once, then grown by what live runs report.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { RunProgress, Series } from '../../shared/records'
import { ask } from '../api'

/** More than a chart has pixels; the engine keeps every bucket's minimum and maximum. */
const drawnPoints = 2000
/** A curve the size of a word has fewer pixels. */
const glancePoints = 200
const glanceNames = ['loss/train', 'loss/validation']

export const useCurves = defineStore('curves', () => {
  const whole = createSeriesCache({ points: drawnPoints })
  /** Only the loss and only few points: for rows of lists, of which there may be thousands. */
  const glances = createSeriesCache({ points: glancePoints, names: glanceNames })

  function grow(report: RunProgress): void {
    whole.grow(report)
    glances.grow(report)
  }

  /** Forgets a run's series, so that they are read again when next needed. */
  function forget(run: string): void {
    whole.forget(run)
    glances.forget(run)
  }

  /** Reads what is shown again: something was missed, or the run has ended and has its last points. */
  async function reload(run?: string): Promise<void> {
    await Promise.all([whole.reload(run), glances.reload(run)])
  }

  function clear(): void {
    whole.clear()
    glances.clear()
  }

  return {
    byRun: whole.byRun,
    need: whole.need,
    refresh: whole.refresh,
    glances: glances.byRun,
    glance: glances.need,
    grow,
    forget,
    reload,
    clear,
  }
})

/** Series by run, then by name, of those runs that were asked for. */
function createSeriesCache(wanted: { points: number; names?: string[] }) {
  const byRun = shallowReactive(new Map<string, Map<string, Series>>())
  const reading = new Map<string, Promise<void>>()

  /** Reads the series of a run unless they are known. */
  function need(run: string): Promise<void> {
    if (byRun.has(run)) return Promise.resolve()
    return reading.get(run) ?? read(run)
  }

  /** Reads them again, for what progress does not tell: values of single steps. */
  function refresh(run: string): Promise<void> {
    return reading.get(run) ?? read(run)
  }

  function read(run: string): Promise<void> {
    const work = ask('runs.series', { run, ...wanted })
      .then((list) => void byRun.set(run, new Map(list.map((series) => [series.name, series]))))
      .finally(() => reading.delete(run))
    reading.set(run, work)
    return work
  }

  /** Adds a live run's new points; points that were read already are not added twice, others than wanted not at all. */
  function grow(report: RunProgress): void {
    const known = byRun.get(report.run)
    const points = report.points.filter((point) => wanted.names === undefined || wanted.names.includes(point.name))
    if (known === undefined || points.length === 0) return
    const next = new Map(known)
    for (const point of points) {
      const series = next.get(point.name) ?? emptySeries(report.run, point.name)
      if (point.at > (series.at.at(-1) ?? 0)) next.set(point.name, withPoint(series, point))
    }
    byRun.set(report.run, next)
  }

  async function reload(run?: string): Promise<void> {
    const runs = run === undefined ? [...byRun.keys()] : [...byRun.keys()].filter((id) => id === run)
    await Promise.all(runs.map(read))
  }

  return {
    byRun,
    need,
    refresh,
    grow,
    reload,
    forget: (run: string) => void byRun.delete(run),
    clear: () => byRun.clear(),
  }
}

function emptySeries(run: string, name: string): Series {
  return { run, name, axis: 'epoch', total: 0, at: [], values: [] }
}

function withPoint(series: Series, point: { at: number; value: number }): Series {
  return {
    ...series,
    total: series.total + 1,
    at: [...series.at, point.at],
    values: [...series.values, point.value],
  }
}
