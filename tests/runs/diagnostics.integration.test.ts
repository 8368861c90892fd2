// Diagnostics of a real run through the whole engine: stored, and read whole or thinned out.
import { afterEach, expect, test } from 'vitest'
import { launch, openTestHost } from '../helpers/testHost'
import type { TestHost } from '../helpers/testHost'

let stage: TestHost
afterEach(() => stage.remove())

test('a run has its gradients by layer and its histograms, thinned out as asked', async () => {
  stage = await openTestHost('inProcess')
  const { host, until } = stage
  const training = { epochs: 6, batchSize: 16, tier: 'graph', diagnosticsEvery: 4, histogramsEvery: 3 }
  const [run = { id: '' }] = await launch(host, training)
  await until(() => stage.events.some(({ name, payload }) => name === 'runs.changed' && payload.status === 'finished'))
  const { outcome, problems } = await host.ask('runs.get', { run: run.id })
  expect(problems).toEqual([])
  expect(outcome?.histogramsMs).toBeGreaterThan(0)
  const steps = outcome?.stepsDone ?? 0

  const read = async () => {
    const series = await host.ask('runs.series', { run: run.id })
    return {
      byLayer: series.filter(({ name }) => /^(gradientNorm|updateRatio)\//.test(name)),
      histograms: await host.ask('runs.histograms', { run: run.id }),
    }
  }
  const first = await read()
  expect(first.byLayer.length).toBeGreaterThanOrEqual(4)
  for (const { axis, at, values } of first.byLayer) {
    expect(axis).toBe('step')
    expect(at).toEqual(Array.from({ length: Math.floor(steps / 4) }, (_, index) => (index + 1) * 4))
    expect(values.every((value) => value > 0)).toBe(true)
  }
  const [name = ''] = first.byLayer.map((series) => series.name)
  const [thin] = await host.ask('runs.series', { run: run.id, names: [name], points: 10 })
  expect(thin?.at.length).toBeLessThanOrEqual(10)

  expect([...new Set(first.histograms.map(({ epoch }) => epoch))]).toEqual([3, 6])
  const output = first.histograms.filter(({ kind }) => kind === 'activation').at(-1)
  const last = await host.ask('runs.histograms', { run: run.id, kind: 'activation', names: [output?.name ?? ''] })
  expect(last.map(({ epoch }) => epoch)).toEqual([3, 6])
  expect(last.at(-1)).toEqual(output)
  expect(output?.counts.reduce((sum, count) => sum + count, 0)).toBe(output?.count)

  const comparison = await host.ask('comparisons.compare', { runs: [run.id] })
  expect(comparison.runs[0]?.metrics.map(({ metric }) => metric)).not.toContain('gradientNorm')
})
