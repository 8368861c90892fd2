// What tiers were measured to cost: found again by a run whose step is the same, and by no other.
import { expect, test } from 'vitest'
import { forecastsFor, keepForecasts } from '../../main/engine/runs/forecasts'
import type { Forecast, Run } from '../../shared/records'
import { opened, sampleRun, temporaryFolder } from '../workspace/sample'

const graph: Forecast = { tier: 'graph', msAStep: 0.1, compileMs: 200, memoryBytes: 1000 }
const xla: Forecast = { tier: 'xla', msAStep: 0.01, compileMs: 1500, memoryBytes: 2000 }

test('is kept a tier, the newest of each, for the same network, settings and threads', () => {
  const workspace = opened(temporaryFolder())
  const run = { ...sampleRun(), number: 1, status: 'queued' } as Run
  expect(forecastsFor(workspace, run, 1)).toEqual([])
  keepForecasts(workspace, run, 1, [graph])
  keepForecasts(workspace, run, 1, [xla, { ...graph, msAStep: 0.2 }])
  expect(forecastsFor(workspace, run, 1)).toEqual([xla, { ...graph, msAStep: 0.2 }])
  const other = (change: Partial<Run>) => forecastsFor(workspace, { ...run, ...change }, 1)
  expect(other({ seed: 99, training: { ...run.training, epochs: 7, learningRate: 0.5 } })).toHaveLength(2)
  expect(other({ training: { ...run.training, batchSize: 7 } })).toEqual([])
  expect(other({ facts: { ...run.facts, width: run.facts.width + 1 } })).toEqual([])
  expect(forecastsFor(workspace, run, 2)).toEqual([])
})

test('is nothing where what is stored is no forecast', () => {
  const workspace = opened(temporaryFolder())
  const run = { ...sampleRun(), number: 1, status: 'queued' } as Run
  const written: string[] = []
  const { preferences } = workspace
  const write = preferences.write.bind(preferences)
  preferences.write = (name, value) => {
    written.push(name)
    write(name, value)
  }
  keepForecasts(workspace, run, 1, [graph])
  write(written[0] as string, [{ tier: 'warp', msAStep: -1 }])
  expect(forecastsFor(workspace, run, 1)).toEqual([])
})
