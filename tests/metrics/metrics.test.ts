// Metrics on small tables; expected values by scikit-learn 1.9.1 (accuracy_score, roc_auc_score, log_loss, mean_squared_error,
// mean_absolute_error, r2_score), the multi-class AUC with multi_class='ovr', average='macro'.
import { describe, expect, test } from 'vitest'
import { metricInfos, metrics, metricsFor, scoresOf } from '../../main/engine/metrics'
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
    expect(Object.keys(scoresOf({ ...binary, targets: new Array(8).fill(1) }))).toEqual(['accuracy', 'logLoss'])
  })

  test('an output that is not a number has no AUC', () => {
    expect(metrics.auc.compute({ ...binary, outputs: new Array(8).fill(NaN) })).toBeNull()
  })
})

test('each goal has its metrics', () => {
  const names = (goal: 'binary' | 'multiclass' | 'regression') => metricsFor(goal).map((metric) => metric.name)
  expect(names('binary')).toEqual(['accuracy', 'auc', 'logLoss'])
  expect(names('multiclass')).toEqual(['accuracy', 'auc', 'logLoss'])
  expect(names('regression')).toEqual(['rmse', 'mae', 'r2'])
  expect(metricInfos().every((info) => !('compute' in info))).toBe(true)
})
