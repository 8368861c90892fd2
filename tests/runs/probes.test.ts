// What is expected of an epoch from what a probe measured, worked by hand.
import { expect, test } from 'vitest'
import { forecastOf } from '../../main/engine/runs'

const probed = {
  tier: 'graph' as const,
  stepsPerEpoch: 1000,
  closingMs: 500,
  compileMs: 250,
  peakBytes: 1000,
  busy: 0.3,
}

test('an epoch is its steps, at the mean of the pieces, and what comes behind them', () => {
  const forecast = forecastOf({ ...probed, stepMs: [3, 1, 2] })
  expect(forecast.epochSeconds.likely).toBeCloseTo(2.5, 12)
  expect(forecast.epochSeconds.low).toBeCloseTo(1.5 / 1.15, 12)
  expect(forecast.epochSeconds.high).toBeCloseTo(3.5 * 1.15, 12)
  expect(forecast).toMatchObject({ compileSeconds: 0.25, tier: 'graph' })
})

test('the likely time is never above the high one, however late one piece was', () => {
  const stepMs = [...Array<number>(99).fill(1), 100_000]
  const { low, likely, high } = forecastOf({ ...probed, stepMs }).epochSeconds
  expect(likely).toBeCloseTo(1000 + 0.99 + 0.5, 6)
  expect(low < likely && likely <= high).toBe(true)
})

test('a machine with other work makes the range wider, and the likely time the same', () => {
  const { low, likely, high } = forecastOf({ ...probed, stepMs: [1], busy: 4 }).epochSeconds
  expect([low, likely, high]).toEqual([1.5 / 2.3, 1.5, 1.5 * 2.3])
})

test('memory is what was held, up to a quarter more', () => {
  const { low, likely, high } = forecastOf({ ...probed, stepMs: [1] }).peakBytes
  expect([low, likely, high]).toEqual([1000 / 1.15, 1000, 1250])
})
