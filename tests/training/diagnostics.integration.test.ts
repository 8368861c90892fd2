// What a run records of its layers: at which steps and epochs, the same whatever the interval, and the same when it was stopped and goes on.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Plan } from '../../shared/records'
import { checkpointStore } from '../../main/engine/workspace'
import { preparedFor } from './prepared'
import { trainMlp } from './training'
import type { TestRun } from './training'

const run = { prepared: preparedFor('binary'), network: { hidden: [6], activation: 'relu' }, seed: 5 }
// 120 training rows are 8 steps an epoch.
const basic = { epochs: 3, batchSize: 16, tier: 'eager' }
type Trained = Awaited<ReturnType<typeof trainMlp>>

/** Position -> value of each series by layer, whatever blocks it came in; later ones over earlier ones. */
function byPosition(...runs: Trained[]): Map<string, Map<number, number>> {
  const all = new Map<string, Map<number, number>>()
  for (const report of runs.flatMap(({ reports }) => reports)) {
    if (report.kind !== 'block' || !/^(gradientNorm|updateRatio)\//.test(report.name)) continue
    const values = all.get(report.name) ?? new Map<number, number>()
    all.set(report.name, values)
    report.values.forEach((value, index) => values.set((report.first + index) * (report.every ?? 1), value))
  }
  return all
}

/** In the order of epochs, each once. */
function histogramsOf(...runs: Trained[]) {
  const all = new Map<string, unknown>()
  for (const report of runs.flatMap(({ reports }) => reports)) {
    if (report.kind !== 'histograms') continue
    for (const one of report.histograms) all.set(`${one.epoch} ${one.kind} ${one.name}`, one)
  }
  return all
}

describe('gradients and updates', () => {
  test('are recorded at steps whose number is a multiple, the same as when all are', async () => {
    const every = await trainMlp({ ...run, training: { ...basic, diagnosticsEvery: 1 } })
    const fifth = await trainMlp({ ...run, training: { ...basic, diagnosticsEvery: 5 } })
    const all = byPosition(every)
    const some = byPosition(fifth)
    const layers = every.model.graph.layers.filter(({ type }) => type === 'dense').map(({ id }) => id)
    expect([...all.keys()].sort()).toEqual(
      ['gradientNorm', 'updateRatio'].flatMap((what) => layers.map((layer) => `${what}/${layer}`)).sort(),
    )
    expect([...some.keys()]).toEqual([...all.keys()])
    for (const [name, values] of all) {
      expect([...values.keys()]).toEqual(Array.from({ length: 24 }, (_, index) => index + 1))
      const found = some.get(name) as Map<number, number>
      expect([...found.keys()]).toEqual([5, 10, 15, 20])
      for (const [step, value] of found) expect(value).toBe(values.get(step))
      expect([...values.values()].every((value) => value > 0)).toBe(true)
    }
  })

  test('are not, and change no number, when they are off', async () => {
    const without = await trainMlp({ ...run, training: basic })
    const watched = await trainMlp({ ...run, training: { ...basic, diagnosticsEvery: 2, histogramsEvery: 1 } })
    expect(byPosition(without).size).toBe(0)
    expect(histogramsOf(without).size).toBe(0)
    expect(without.outcome.histogramsMs).toBeUndefined()
    expect(watched.model.weights).toEqual(without.model.weights)
    expect(watched.series['loss/step']).toEqual(without.series['loss/step'])
  })
})

describe('histograms', () => {
  test('are taken after every so manieth epoch; what they took is in the outcome and the log', async () => {
    const { reports, outcome, lines } = await trainMlp({
      ...run,
      training: { ...basic, epochs: 5, histogramsEvery: 2 },
    })
    const taken = reports.flatMap((report) => (report.kind === 'histograms' ? [report.histograms] : []))
    expect(taken.map((of) => [...new Set(of.map(({ epoch }) => epoch))])).toEqual([[2], [4]])
    expect(outcome.histogramsMs).toBeGreaterThan(0)
    expect(outcome.histogramsMs).toBeLessThanOrEqual(outcome.trainingMs)
    expect(lines.filter((line) => line.startsWith('histograms took'))).toHaveLength(1)
  })
})

describe('a run that is stopped and goes on', () => {
  let folder: string
  beforeEach(() => void (folder = mkdtempSync(join(tmpdir(), 'netloom-diagnostics-'))))
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  function storeOf(names: string[]) {
    const files = checkpointStore(folder, names, () => undefined)
    return {
      read: files.read,
      write: (checkpoint: Parameters<typeof files.write>[0]) => {
        const name = files.write(checkpoint)
        names.unshift(name)
        return name
      },
    }
  }

  function planOf({ reports }: Trained): Plan {
    const status = reports.find((report) => report.kind === 'status' && report.plan !== null)
    if (status?.kind !== 'status' || status.plan === null) throw new Error('no plan was told')
    return status.plan
  }

  test.each([
    ['eager', 3],
    ['eager', 4],
    ['graph', 2],
  ] as const)('records the same, tier %s, break %i', async (tier, stops) => {
    const own: TestRun = { ...run, training: { ...basic, tier, diagnosticsEvery: 3, histogramsEvery: 1 } }
    const whole = await trainMlp(own)
    const plan = planOf(whole)
    const names: string[] = []
    let asked = 0
    const stopAsked = () => (asked += 1) >= stops
    const before = await trainMlp({ ...own, store: storeOf(names), stopAsked, from: { plan } })
    expect(before.outcome.endedBy).toBe('stopped-by-user')
    const after = await trainMlp({ ...own, store: storeOf([...names]), from: { plan, resumes: true } })
    expect(byPosition(before, after)).toEqual(byPosition(whole))
    expect(histogramsOf(before, after)).toEqual(histogramsOf(whole))
    expect(after.outcome.histogramsMs).toBeGreaterThanOrEqual(before.outcome.histogramsMs ?? Infinity)
  })
})
