// Whole runs on small seeded data: the same numbers twice and in another process, and every way a run can end.
import { execFileSync } from 'node:child_process'
import { describe, expect, test } from 'vitest'
import { loadTensor, tensorVersion } from '../../main/engine/tensor'
import { loadData, sourceOf } from '../../main/engine/training/data'
import { digestOf } from './digest'
import { preparedFor } from './prepared'
import { trainMlp } from './training'

const network = { hidden: [6], dropout: 0.2, l2: 0.001, batchNormalisation: true }
const training = { epochs: 3, batchSize: 16, learningRate: 0.01 }
const jumpingClock = () => {
  let time = 0
  return () => (time += 50)
}

describe('the same seed', () => {
  test.each(['binary', 'multiclass', 'regression'] as const)(
    'gives bit-equal series and weights for a %s goal',
    async (goal) => {
      const prepared = preparedFor(goal)
      const first = await trainMlp({ prepared, network, training, seed: 3 })
      const second = await trainMlp({ prepared, network, training, seed: 3, now: jumpingClock() })
      const other = await trainMlp({ prepared, network, training, seed: 4 })
      expect(digestOf(second)).toBe(digestOf(first))
      expect(second.series).toEqual(first.series)
      expect(digestOf(other)).not.toBe(digestOf(first))
    },
  )

  test('gives bit-equal numbers in another process', async () => {
    const code =
      "import('vite').then(async (vite) => (await vite.runnerImport('./tests/training/digest.ts')).module.printDigest())"
    const env = { ...process.env, TF_NUM_INTRAOP_THREADS: '1', TF_NUM_INTEROP_THREADS: '1' }
    const run = () => execFileSync(process.execPath, ['-e', code], { encoding: 'utf8', env })
    const printed = run()
    expect(printed).toMatch(/^[0-9a-f]{64}$/)
    expect(run()).toBe(printed)
  })
})

describe('what is reported', () => {
  test('is the plan first, then every step and every epoch', async () => {
    const { reports, series, outcome } = await trainMlp({ prepared: preparedFor('binary'), training })
    const plan = {
      parts: [{ tier: 'graph', fromStep: 0 }],
      reason: { en: expect.any(String), zh: expect.any(String) },
      threads: 1,
      libraryVersion: tensorVersion(),
      chunkSteps: 0,
      forecast: [
        { tier: 'graph', msAStep: expect.any(Number), compileMs: expect.any(Number), memoryBytes: expect.any(Number) },
      ],
      notes: [],
    }
    expect(reports[0]).toMatchObject({ kind: 'status', status: 'compiling', plan: null, parameters: 97 })
    expect(reports[1]).toEqual({
      kind: 'status',
      status: 'training',
      plan,
      epochs: 3,
      stepsPerEpoch: 8,
      parameters: 97,
    })
    // 120 training rows: seven batches of 16 and one of 8.
    expect(series['loss/step']).toHaveLength(24)
    expect(Object.keys(series).sort()).toEqual(
      [
        'loss/step',
        ...['accuracy', 'auc', 'logLoss', 'loss'].flatMap((name) => [`${name}/train`, `${name}/validation`]),
      ].sort(),
    )
    expect(series['loss/validation']).toHaveLength(3)
    expect(outcome).toMatchObject({ epochsDone: 3, stepsDone: 24, endedBy: 'epochs-done' })
    expect(reports.at(-1)).toMatchObject({ kind: 'measured', forecasts: [{ tier: 'graph' }] })
    expect(reports.at(-2)).toMatchObject({ kind: 'progress', step: 24, steps: 24, remainingMs: 0 })
  })

  test('the training loss of an epoch is the mean over its rows, the smaller last batch weighing less', async () => {
    const { series } = await trainMlp({ prepared: preparedFor('binary'), training: { ...training, epochs: 1 } })
    const steps = series['loss/step'] ?? []
    const sum = steps.reduce((total, loss, index) => total + loss * (index === 7 ? 8 : 16), 0)
    expect(series['loss/train']?.[0]).toBeCloseTo(sum / 120, 10)
  })

  test("errors of a number are in the target's own units", async () => {
    const { series } = await trainMlp({ prepared: preparedFor('regression'), training })
    // The target was divided by 2, so the error is twice the root of the standardised mean squared error.
    expect(series['rmse/validation']?.[2]).toBeCloseTo(2 * Math.sqrt(series['loss/validation']?.[2] ?? 0), 5)
  })
})

describe('the kept weights', () => {
  const noisy = { epochs: 12, batchSize: 8, learningRate: 2 }

  test('are those of the best validation loss, and the final scores are exact with them', async () => {
    const { series, outcome } = await trainMlp({ prepared: preparedFor('binary'), training: noisy })
    const losses = series['loss/validation'] ?? []
    expect(outcome.keptEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1)
    expect(outcome.keptEpoch).toBeLessThan(12)
    expect(outcome.scores.validation.auc).toBe(series['auc/validation']?.[outcome.keptEpoch - 1])
    expect(Object.keys(outcome.scores.test)).toEqual(expect.arrayContaining(['accuracy', 'auc', 'logLoss', 'mcc']))
    // What only the end is measured by has no curve.
    expect(Object.keys(series)).not.toContain('mcc/validation')
  })

  test('are the last ones when asked for', async () => {
    const { series, outcome } = await trainMlp({
      prepared: preparedFor('binary'),
      training: { ...noisy, keep: 'last' },
    })
    expect(outcome.keptEpoch).toBe(12)
    expect(outcome.scores.validation.auc).toBe(series['auc/validation']?.[11])
  })

  test('early stopping ends when patience does', async () => {
    const { series, outcome } = await trainMlp({
      prepared: preparedFor('binary'),
      training: { ...noisy, epochs: 200, patience: 3 },
    })
    expect(outcome.endedBy).toBe('early-stopping')
    expect(outcome.epochsDone).toBe(outcome.keptEpoch + 3)
    expect(series['loss/validation']).toHaveLength(outcome.epochsDone)
  })

  test('without validation rows are judged by the training loss', async () => {
    const prepared = preparedFor('binary')
    prepared.part.forEach((part, row) => (prepared.part[row] = part === 1 ? 0 : part))
    const { series, outcome } = await trainMlp({ prepared, training })
    expect(Object.keys(series)).not.toContain('loss/validation')
    const losses = series['loss/train'] ?? []
    expect(outcome.keptEpoch).toBe(losses.indexOf(Math.min(...losses)) + 1)
    expect(outcome.scores.validation).toEqual({})
  })
})

describe('a run that', () => {
  test('is stopped keeps the best so far, also when the stop comes by message while it computes', async () => {
    let stop = false
    setTimeout(() => (stop = true), 0)
    const { outcome } = await trainMlp({
      prepared: preparedFor('binary'),
      training: { ...training, epochs: 100_000 },
      stopAsked: () => stop,
      now: jumpingClock(),
    })
    expect(outcome.endedBy).toBe('stopped-by-user')
    expect(outcome.scores.test.accuracy).toBeGreaterThanOrEqual(0)
  })

  test('is stopped within its first epoch keeps the weights it has', async () => {
    let asked = 0
    const { outcome, series } = await trainMlp({
      prepared: preparedFor('binary'),
      training: { ...training, batchSize: 1, tier: 'eager' },
      stopAsked: () => (asked += 1) > 1,
      now: jumpingClock(),
    })
    expect(outcome).toMatchObject({ endedBy: 'stopped-by-user', epochsDone: 0, keptEpoch: 1 })
    expect(outcome.stepsDone).toBeGreaterThan(0)
    expect(series['loss/step']).toHaveLength(outcome.stepsDone)
  })

  test('is cancelled throws and leaves no tensor', async () => {
    const before = loadTensor().memory().numTensors
    const abort = new AbortController()
    abort.abort()
    const run = trainMlp({ prepared: preparedFor('binary'), training, signal: abort.signal, now: jumpingClock() })
    await expect(run).rejects.toMatchObject({ code: 'task/cancelled' })
    expect(loadTensor().memory().numTensors).toBe(before)
  })

  test('diverges is named with step and remedy, and keeps the last good weights', async () => {
    const explosive = { epochs: 50, batchSize: 16, optimizer: 'sgd', learningRate: 5 }
    const { outcome, series, model } = await trainMlp({ prepared: preparedFor('regression'), training: explosive })
    expect(outcome.endedBy).toBe('diverged')
    expect(outcome.problem).toMatchObject({ code: 'run/diverged', severity: 'error' })
    expect(outcome.problem?.message.en).toContain(`step ${outcome.stepsDone + 1}`)
    expect(series['loss/step']).toHaveLength(outcome.stepsDone)
    expect(Object.values(series).flat().every(Number.isFinite)).toBe(true)
    expect(model.weights.every((weight) => weight.values.every(Number.isFinite))).toBe(true)
    expect(outcome.scores.test.rmse).toBeTypeOf('number')
  })

  test('would diverge does not when its gradients are clipped', async () => {
    const clipped = { epochs: 2, batchSize: 16, optimizer: 'sgd', learningRate: 5, clipNorm: 0.01 }
    const { outcome } = await trainMlp({ prepared: preparedFor('regression'), training: clipped })
    expect(outcome.endedBy).toBe('epochs-done')
  })

  test('has settings out of range or nothing to learn from is refused', async () => {
    const prepared = preparedFor('binary')
    await expect(trainMlp({ prepared, training: { epochs: 0 } })).rejects.toMatchObject({ code: 'run/bad-settings' })
    prepared.part.fill(2)
    await expect(trainMlp({ prepared, training })).rejects.toMatchObject({ code: 'run/no-rows' })
  })
})

test('a run leaves no tensor', async () => {
  const before = loadTensor().memory().numTensors
  await trainMlp({
    prepared: preparedFor('multiclass'),
    network,
    training: { ...training, optimizer: 'momentum', clipNorm: 1 },
  })
  expect(loadTensor().memory().numTensors).toBe(before)
})

test('balanced class weights are rows / (classes x rows of the class), as in scikit-learn', () => {
  const prepared = preparedFor('binary', 10)
  prepared.part.fill(0)
  prepared.target.set([0, 0, 0, 0, 0, 0, 0, 1, 1, 1])
  const data = loadData(loadTensor(), sourceOf(prepared, []), prepared)
  // compute_class_weight('balanced', ...): 10 / (2 x 7) and 10 / (2 x 3).
  expect(data.balancedWeights()).toEqual([10 / 14, 10 / 6])
  data.dispose()
})

describe('a run ends', () => {
  const prepared = preparedFor('binary')
  const long = { epochs: 400, batchSize: 16, learningRate: 0.05, tier: 'eager' }

  test('after the limit of steps, within an epoch that then counts', async () => {
    const { outcome, series } = await trainMlp({ prepared, training: { ...long, stopAfterSteps: 11 } })
    expect(outcome).toMatchObject({ endedBy: 'steps-done', stepsDone: 11, epochsDone: 2 })
    expect(series['loss/step']).toHaveLength(11)
    expect(series['loss/validation']).toHaveLength(2)
    // The second epoch's three steps of 16 rows.
    const last = (series['loss/step'] ?? []).slice(8)
    expect(series['loss/train']?.[1]).toBeCloseTo(last.reduce((sum, loss) => sum + loss, 0) / 3, 6)
  })

  test('after the first epoch whose training loss is below the limit', async () => {
    const { outcome, series } = await trainMlp({ prepared, training: { ...long, stopLossBelow: 0.4 } })
    const losses = series['loss/train'] ?? []
    expect(outcome).toMatchObject({ endedBy: 'loss-below', epochsDone: losses.length })
    expect(losses.findIndex((loss) => loss < 0.4)).toBe(losses.length - 1)
  })

  test('when the gradient is small: full batch, each step an epoch', async () => {
    const training = { ...long, batching: 'full-batch', stopGradientNormBelow: 0.2 }
    const { outcome, series } = await trainMlp({ prepared, training })
    const norms = series['jointGradientNorm/step'] ?? []
    expect(outcome).toMatchObject({ endedBy: 'gradient-norm-below', stepsDone: norms.length, epochsDone: norms.length })
    expect(norms.findIndex((norm) => norm < 0.2)).toBe(norms.length - 1)
  })
})

test('the learning rate of each step is a series where it changes: warm-up by hand, then halved each epoch', async () => {
  const schedule = { schedule: 'step', dropFactor: 0.5, dropEvery: 1 }
  const training = { epochs: 2, batchSize: 16, learningRate: 0.01, warmupSteps: 4, tier: 'eager', ...schedule }
  const { series } = await trainMlp({ prepared: preparedFor('binary'), training })
  const rates = series['learningRate/step'] ?? []
  expect(rates).toHaveLength(16)
  ;[0.0025, 0.005, 0.0075, 0.01].forEach((rate, step) => expect(rates[step]).toBeCloseTo(rate, 8))
  expect(rates[11]).toBeCloseTo(0.01, 8)
  expect(rates[12]).toBeCloseTo(0.005, 8)
})
