// One meaning on all tiers: the same seed gives the same losses, weights, moving statistics and predictions, whatever runs the steps.
import { describe, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { epochOrder } from '../../main/engine/training/order'
import { openSession } from '../../main/engine/training/session'
import type { Session } from '../../main/engine/training/session'
import { withDefaults } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import type { Tier } from '../../shared/records'
import { preparedFor } from './prepared'

const tf = loadTensor()
const seed = 3

interface Trial {
  network?: Settings
  training?: Settings
  goal?: 'binary' | 'multiclass' | 'regression'
}

function open({ network = {}, training = {}, goal = 'binary' }: Trial, fallbacks: string[] = []): Session {
  const prepared = preparedFor(goal)
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, network), prepared.preparation.facts)
  const settings = trainingSettings(training)
  const wants = { gradientNorm: true, health: true }
  const onFallback = (wanted: Tier, taken: Tier, reason: string) => void fallbacks.push(`${wanted} ${taken} ${reason}`)
  return openSession({ graph, settings, seed, prepared, wants, start: null, now: () => 0, onFallback }, tf)
}

/** Losses, norms and health of `steps` steps, then weights, evaluation and slots. The last batch of an epoch is smaller. */
async function run(session: Session, tier: Tier, { steps, batchSize }: { steps: number; batchSize: number }) {
  session.follow([{ tier, fromStep: 0 }])
  const numbers: Record<'losses' | 'outputs' | 'norms' | 'health', number[]> = {
    losses: [],
    outputs: [],
    norms: [],
    health: [],
  }
  for (let epoch = 1; numbers.losses.length < steps; epoch += 1) {
    const rows = epochOrder(session.data.rows.train, seed, epoch)
    const learningRates = new Float32Array(Math.ceil(rows.length / batchSize)).fill(0.01)
    const done = session.advance({ rows, batchSize, learningRates })
    expect(done.bad).toBeNull()
    numbers.losses.push(...done.losses)
    numbers.outputs.push(...(done.outputs ?? []))
    numbers.norms.push(...(done.gradientNorms ?? []))
    numbers.health.push(...(done.health?.gradientNorms ?? []), ...(done.health?.updateRatios ?? []))
  }
  const evaluation = await session.evaluate(session.data.rows.test, () => Promise.resolve())
  const { weights, slots } = session.snapshot()
  return {
    ...numbers,
    predictions: [...(evaluation.outputs ?? []), evaluation.loss],
    weights: weights.flatMap((one) => [...one]),
    slots: slots.flat().flatMap((one) => [...one]),
  }
}

/** Largest difference, relative to the size of the numbers. */
function apart(a: number[], b: number[]): number {
  expect(b.length).toBe(a.length)
  const size = Math.max(1e-3, Math.sqrt(a.reduce((sum, value) => sum + value * value, 0) / a.length))
  return a.reduce(
    (most, value, index) => Math.max(most, Math.abs(value - (b[index] as number)) / Math.max(size, Math.abs(value))),
    0,
  )
}

const trials: Record<string, Trial> = {
  plain: {},
  'with dropout, batch normalisation and an L2 penalty': {
    network: { dropout: 0.3, batchNormalisation: true, l2: 0.001, hidden: [8, 4] },
  },
  'with several classes, clipping and class weights': {
    goal: 'multiclass',
    training: { clipNorm: 0.5, classWeights: 'balanced' },
  },
  'for a number, by momentum': { goal: 'regression', training: { optimizer: 'momentum' } },
}

describe.each(Object.entries(trials))('%s', (_name, trial) => {
  test('200 steps are the same on all tiers', async () => {
    const fallbacks: string[] = []
    const results = new Map<Tier, Awaited<ReturnType<typeof run>>>()
    for (const tier of ['eager', 'graph', 'xla'] as const) {
      const session = open(trial, fallbacks)
      results.set(tier, await run(session, tier, { steps: 200, batchSize: 16 }))
      session.dispose()
    }
    expect(fallbacks).toEqual([])
    const reference = results.get('eager') as Awaited<ReturnType<typeof run>>
    for (const tier of ['graph', 'xla'] as const) {
      const result = results.get(tier) as typeof reference
      for (const key of Object.keys(reference) as (keyof typeof reference)[]) {
        expect(apart(reference[key], result[key]), `${tier} ${key}`).toBeLessThan(1e-4)
      }
    }
  })
})
