// Metric series of runs for drawing: read once, then grown by what live runs report.
import { defineStore } from 'pinia'
import { shallowReactive } from 'vue'
import type { RunProgress, Series } from '../../shared/records'
import { ask } from '../api'

/** More than a chart has pixels; the engine keeps every bucket's minimum and maximum. */
const drawnPoints = 2000

export const useCurves = defineStore('curves', () => {
  /** By run, then by series name. A run that is not in it was not read yet. */
  const byRun = shallowReactive(new Map<string, Map<string, Series>>())
  const reading = new Map<string, Promise<void>>()

  /** Reads the series of a run unless they are known. */
  function need(run: string): Promise<void> {
    if (byRun.has(run)) return Promise.resolve()
    return reading.get(run) ?? read(run)
  }

  function read(run: string): Promise<void> {
    const work = ask('runs.series', { run, points: drawnPoints })
      .then((list) => void byRun.set(run, new Map(list.map((series) => [series.name, series]))))
      .finally(() => reading.delete(run))
    reading.set(run, work)
    return work
  }

  /** Adds a live run's new points to the series that are shown; points that were read already are not added twice. */
  function grow(report: RunProgress): void {
    const known = byRun.get(report.run)
    if (known === undefined || report.points.length === 0) return
    const next = new Map(known)
    for (const point of report.points) {
      const series = next.get(point.name) ?? emptySeries(report.run, point.name)
      if (point.at > (series.at.at(-1) ?? 0)) next.set(point.name, withPoint(series, point))
    }
    byRun.set(report.run, next)
  }

  /** Forgets a run's series, so that they are read again when next needed. */
  function forget(run: string): void {
    byRun.delete(run)
  }

  /** Reads what is shown again: something was missed. */
  async function reload(): Promise<void> {
    await Promise.all([...byRun.keys()].map((run) => read(run)))
  }

  function clear(): void {
    byRun.clear()
  }

  return { byRun, need, read, grow, forget, reload, clear }
})

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
