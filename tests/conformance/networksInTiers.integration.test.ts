// One meaning of every layer on all tiers: losses, all weights and predictions are the same as a graph and compiled by XLA.
import { expect, test } from 'vitest'
import { curves, layerTypes } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { epochOrder } from '../../main/engine/training/order'
import { openSession } from '../../main/engine/training/session'
import type { Settings } from '../../shared/fields'
import type { Graph, Tier } from '../../shared/records'
import { preparedFor } from '../training/prepared'
import { around, aroundMasked, sharing, sideBySide } from './networks'
import { apart } from './tiers'

const tf = loadTensor()
const seed = 3
const epochs = 4
/** Three whole batches of the 120 training rows. */
const batchSize = 40

/** Losses, predictions and all weights by name after twelve steps on a tier. */
async function numbersOf(graph: Graph, tier: Tier): Promise<Record<string, number[]>> {
  const fallbacks: string[] = []
  const session = openSession(
    {
      graph,
      settings: trainingSettings({ optimizer: 'sgd', batchSize }),
      seed,
      prepared: preparedFor('binary'),
      wants: { gradientNorm: false, health: false },
      start: null,
      now: () => 0,
      onFallback: (wanted, taken, reason) => void fallbacks.push(`${wanted} ${taken} ${reason}`),
    },
    tf,
  )
  session.follow([{ tier, fromStep: 0 }])
  const losses: number[] = []
  for (let epoch = 1; epoch <= epochs; epoch += 1) {
    const rows = epochOrder(session.data.rows.train, seed, epoch)
    const learningRates = new Float32Array(rows.length / batchSize).fill(0.1)
    const done = session.advance({ rows, batchSize, learningRates })
    expect(done.bad).toBeNull()
    losses.push(...done.losses)
  }
  const { outputs } = await session.evaluate(session.data.rows.test, () => Promise.resolve())
  const weights = session.weights().map((values, index) => [session.network.weights[index]?.name, [...values]])
  session.dispose()
  expect(fallbacks).toEqual([])
  return { losses, predictions: [...(outputs ?? [])], ...Object.fromEntries(weights) }
}

/** Layers whose default settings leave something out that is computed in another way. */
const more: Partial<Record<keyof typeof layerTypes, Settings[]>> = {
  conv1d: [{ padding: 'causal', dilation: 2, strides: 2 }],
  conv2d: [{ padding: 'same', dilation: 2 }],
  convLstm2d: [{ returnSequences: true, direction: 'backward' }],
  randomWidth: [{ factor: 0.5 }],
  simpleRnn: [{ direction: 'both', returnSequences: true, recurrentDropout: 0.2 }],
  lstm: [{ direction: 'both', returnSequences: true, dropout: 0.2 }],
  gru: [{ resetAfter: false, direction: 'backward' }],
  multiHeadAttention: [{ causal: true, dropout: 0.2 }],
  transformerBlock: [{ causal: true, dropout: 0.2, norms: 'before' }],
}
/** Where the usual ones make a network so wide and bent that steps of this size jump. */
const narrow: Partial<Record<keyof typeof layerTypes, Settings>> = {
  conv3d: { filters: 2 },
  conv3dTranspose: { filters: 2, activation: 'tanh' },
}
const cases = Object.keys(layerTypes).flatMap((type) =>
  [narrow[type as keyof typeof layerTypes] ?? {}, ...(more[type as keyof typeof layerTypes] ?? [])].map(
    (settings, index) => ({
      name: `${type}${index}`,
      graph: around(type, settings),
    }),
  ),
)
const everyStep = { returnSequences: true }
const masked = [
  { name: 'lstm', graph: aroundMasked('lstm', everyStep) },
  { name: 'gru', graph: aroundMasked('gru', { direction: 'both', ...everyStep }) },
  { name: 'attention', graph: aroundMasked('multiHeadAttention') },
  { name: 'averages', graph: aroundMasked('globalAveragePooling1d') },
  { name: 'highest', graph: aroundMasked('globalMaxPooling1d') },
  { name: 'sharing', graph: sharing() },
]
const curved = Object.keys(curves).map((name) => ({ name, graph: around('activation', { activation: name }) }))

/** Several layers share a network: most of the time goes into making one. */
const aNetwork = 6
const groups = Array.from({ length: Math.ceil(cases.length / aNetwork) }, (_, group) =>
  cases.slice(group * aNetwork, (group + 1) * aNetwork),
)
const named = groups.map((group) => [group.map(({ name }) => name).join(', '), group] as const)

test.each([...named, ['masks and shared weights', masked] as const, ['activations', curved] as const])(
  '%s: the same on all tiers',
  async (_names, group) => {
    const graph = sideBySide(group)
    const reference = await numbersOf(graph, 'eager')
    for (const tier of ['graph', 'xla'] as const) {
      const numbers = await numbersOf(graph, tier)
      expect(Object.keys(numbers)).toEqual(Object.keys(reference))
      for (const [key, values] of Object.entries(reference))
        expect(apart(values, numbers[key] ?? []), `${tier} ${key}`).toBeLessThan(1e-4)
    }
  },
)
