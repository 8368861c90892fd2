// Metrics on small tables; expected values by scikit-learn 1.9.1 (accuracy_score, roc_auc_score, log_loss, mean_squared_error,
// mean_absolute_error, r2_score), the multi-class AUC with multi_class='ovr', average='macro'.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { epochScoresOf, metricInfos, metrics, metricsFor, scoresOf } from '../../main/engine/metrics'
import type { MetricInput } from '../../main/engine/metrics'

const binary: MetricInput = {
  goal: 'binary',
  targets: [0, 1, 1, 0, 1, 0, 1, 1],
  outputs: [0.1, 0.4, 0.35, 0.4, 0.8, 0.5, 0.5, 0.9],
  width: 1,
}
const multiclass: MetricInput = {
  goal: 'multiclass',
  targets: [0, 1, 2, 2, 1, 0],
  outputs: [0.7, 0.2, 0.1, 0.3, 0.4, 0.3, 0.1, 0.2, 0.7, 0.4, 0.35, 0.25, 0.2, 0.6, 0.2, 0.3, 0.5, 0.2],
  width: 3,
}
const regression: MetricInput = {
  goal: 'regression',
  targets: [3, -0.5, 2, 7, 4.2],
  outputs: [2.5, 0, 2, 8, 4],
  width: 1,
}

test.each([
  ['accuracy', binary, 0.625],
  ['auc', binary, 0.7333333333333334],
  ['logLoss', binary, 0.5371371779860721],
  ['accuracy', multiclass, 0.6666666666666666],
  ['auc', multiclass, 0.8541666666666666],
  ['logLoss', multiclass, 0.7884555681605728],
  ['rmse', regression, 0.5549774770204643],
  ['mae', regression, 0.44],
  ['r2', regression, 0.9496600418410042],
] as const)('%s of %o is %d', (name, input, expected) => {
  expect(metrics[name].compute(input)).toBeCloseTo(expected, 12)
})

test('a certain and wrong probability costs as much as in scikit-learn on float32', () => {
  const loss = metrics.logLoss.compute({ goal: 'binary', targets: [1, 0], outputs: Float32Array.of(0, 0.5), width: 1 })
  expect(loss).toBeCloseTo(8.317766189575195, 6)
})

describe('what is not defined', () => {
  test('AUC of a single class, R2 of a constant and everything without rows are null', () => {
    expect(metrics.auc.compute({ ...binary, targets: new Array(8).fill(1) })).toBeNull()
    expect(metrics.auc.compute({ ...multiclass, targets: [0, 1, 0, 1, 0, 1] })).toBeNull()
    expect(metrics.r2.compute({ ...regression, targets: [2, 2, 2, 2, 2] })).toBeNull()
    for (const metric of Object.values(metrics)) {
      expect(metric.compute({ goal: metric.goals[0] as 'binary', targets: [], outputs: [], width: 3 })).toBeNull()
    }
  })

  test('is left out of the scores', () => {
    const names = Object.keys(scoresOf({ ...binary, targets: new Array(8).fill(1) }))
    expect(names).toContain('accuracy')
    expect(names).not.toContain('auc')
    expect(scoresOf({ ...regression, targets: [0, 1, 2, 3, 4] })).not.toHaveProperty('mape')
    expect(scoresOf(multiclass)).not.toHaveProperty('topThreeAccuracy')
  })

  test('an output that is not a number has no AUC', () => {
    expect(metrics.auc.compute({ ...binary, outputs: new Array(8).fill(NaN) })).toBeNull()
  })
})

test('each goal has its metrics, some of them after every epoch', () => {
  const names = (goal: 'binary' | 'multiclass' | 'regression') => metricsFor(goal).map((metric) => metric.name)
  expect(names('binary').slice(0, 3)).toEqual(['accuracy', 'auc', 'logLoss'])
  expect(names('multiclass')).toContain('topThreeAccuracy')
  expect(names('regression').slice(0, 3)).toEqual(['rmse', 'mae', 'r2'])
  expect(Object.keys(epochScoresOf(binary))).toEqual(['accuracy', 'auc', 'logLoss'])
  expect(Object.keys(epochScoresOf(regression))).toEqual(['rmse', 'mae', 'r2'])
  expect(metricInfos().every((info) => !('compute' in info))).toBe(true)
})

test('of a catalogue of items there are no means over classes', () => {
  const outputs = Array.from({ length: 2 * 101 }, (_, at) => (at % 101 === 3 ? 0.5 : 0.005))
  const items: MetricInput = { goal: 'multiclass', targets: [3, 4], outputs, width: 101 }
  expect(Object.keys(scoresOf(items))).toEqual(['accuracy', 'logLoss'])
})

/** What scikit-learn gives for them: fixtures/metrics/make_metrics.py. */
const cases = JSON.parse(
  readFileSync(new URL('../fixtures/metrics/metrics.json', import.meta.url), 'utf8'),
) as (MetricInput & {
  title: string
  values: Record<string, number | null>
})[]

describe.each(cases)('$goal: $title', ({ values, ...input }) => {
  test.each(Object.entries(values))('%s is %d', (name, expected) => {
    const value = metrics[name as keyof typeof metrics].compute(input)
    if (expected === null) expect(value).toBeNull()
    else expect(value).toBeCloseTo(expected, 9)
  })
})

test('every metric but log loss, which is above, is held to scikit-learn', () => {
  const held = new Set(cases.flatMap(({ values }) => Object.keys(values)))
  expect(Object.keys(metrics).filter((name) => !held.has(name))).toEqual(['logLoss'])
})
