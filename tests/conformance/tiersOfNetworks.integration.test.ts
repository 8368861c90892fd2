// One meaning of whole networks and of all ways to train them on all tiers: several inputs and outputs, shared layers, masks,
// long sequences, tables by row, weights of rows and classes, clipping, accumulation, frozen layers. Every epoch ends with a
// smaller batch.
import { describe, expect, test } from 'vitest'
import { build } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import type { Block, TrainingSource } from '../../main/engine/training/data'
import { loopingScan } from '../../main/engine/training/trace'
import { Recorder } from '../../main/engine/training/trace/recorder'
import { createRandom } from '../../shared/numbers/random'
import type { Settings } from '../../shared/fields'
import type { Graph, LayerNode } from '../../shared/records'
import { drawnTensors, madeUpInputs } from '../architectures/passes'
import { preparedFor } from '../training/prepared'
import { differences, expectAlike, trained } from './tiers'
import type { Trial } from './tiers'

const tf = loadTensor()
const steps = 12

const layer = (id: string, type: string, from: string | string[], settings: Settings = {}, shares?: string) => {
  const node: LayerNode = { id, type, settings, inputs: [from].flat() }
  return shares === undefined ? node : { ...node, shares }
}
const numbersInput = (shape: number[], id = 'in') => layer(id, 'input', [], { shape })
const idsInput = (shape: number[], id = 'ids') => layer(id, 'input', [], { shape, dtype: 'int32' })
const head = (from: string, id = 'out') => layer(id, 'dense', from, { units: 1, activation: 'sigmoid' })
const graphOf = (...layers: LayerNode[]): Graph => ({ layers, outputs: [layers.at(-1)?.id ?? ''] })

const rows = 200

/** Ids below `entries`, seeded; zeros, which stand for padding, at the end of the sequences. */
function ids(shape: number[], entries: number, seed: number): Block {
  const random = createRandom(seed)
  const length = shape.reduce((product, size) => product * size, 1)
  const values = new Int32Array(rows * length)
  for (let row = 0; row < rows; row += 1) {
    const kept = 1 + Math.floor(random.next() * length)
    for (let at = 0; at < kept; at += 1) values[row * length + at] = 1 + Math.floor(random.next() * (entries - 1))
  }
  return { shape, values }
}

const { features, target, part } = preparedFor('binary')
const sourceOf = (inputs: Block[], more: Partial<TrainingSource> = {}): TrainingSource => {
  return { inputs, targets: [{ shape: [], values: target }], weights: null, part, ...more }
}
const featureBlock: Block = { shape: [4], values: features }
const mean = Float32Array.from({ length: rows }, (_, row) => (features[row * 4] as number) / 2 + 0.5)
const rowWeights = Float32Array.from({ length: rows }, (_, row) => 0.25 + (row % 4) * 0.5)

const sequenceOf = (length: number, ...behind: LayerNode[]): Graph => {
  const first = [numbersInput([4]), layer('wide', 'dense', 'in', { units: length * 3, activation: 'tanh' })]
  return graphOf(...first, layer('steps', 'reshape', 'wide', { shape: [length, 3] }), ...behind)
}

const words = (...behind: LayerNode[]): Trial => ({
  graph: graphOf(
    idsInput([7]),
    layer('table', 'embedding', 'ids', { entries: 12, width: 6, maskZero: true }),
    ...behind,
  ),
  source: sourceOf([ids([7], 12, 1)]),
})

const dense = { units: 6, activation: 'tanh' }
const mlp = graphOf(numbersInput([4]), layer('hidden', 'dense', 'in', dense), head('hidden'))
const noisy = graphOf(
  numbersInput([4]),
  layer('hidden', 'dense', 'in', { ...dense, l2: 0.01 }),
  layer('norm', 'batchNormalisation', 'hidden'),
  layer('drop', 'dropout', 'norm', { rate: 0.3 }),
  head('drop'),
)
const both = { direction: 'both', returnSequences: true }
const tables = graphOf(
  idsInput([1], 'user'),
  idsInput([1], 'item'),
  layer('users', 'embedding', 'user', { entries: 5000, width: 4 }),
  layer('items', 'embedding', 'item', { entries: 50, width: 4 }),
  layer('product', 'multiply', ['users', 'items']),
  layer('flat', 'flatten', 'product'),
  head('flat'),
)
const tableSource = sourceOf([ids([1], 5000, 2), ids([1], 50, 3)])

const trials: Record<string, Trial> = {
  'two inputs and two outputs': {
    graph: {
      layers: [
        numbersInput([4]),
        idsInput([1]),
        layer('table', 'embedding', 'ids', { entries: 9, width: 3 }),
        layer('row', 'flatten', 'table'),
        layer('both', 'concatenate', ['in', 'row']),
        layer('hidden', 'dense', 'both', dense),
        head('hidden', 'first'),
        head('both', 'second'),
      ],
      outputs: ['first', 'second'],
    },
    source: sourceOf([featureBlock, ids([1], 9, 4)], {
      targets: [
        { shape: [], values: target },
        { shape: [], values: mean },
      ],
      weights: rowWeights,
    }),
  },
  'a shared layer and a table that also scores': {
    goal: 'multiclass',
    graph: graphOf(
      idsInput([4]),
      layer('table', 'embedding', 'ids', { entries: 3, width: 5 }),
      layer('pooled', 'globalAveragePooling1d', 'table'),
      layer('once', 'dense', 'pooled', { units: 5, activation: 'tanh' }),
      layer('twice', 'dense', 'once', { units: 5, activation: 'tanh' }, 'once'),
      layer('scores', 'embedding', 'twice', { entries: 3, width: 5, scores: true }, 'table'),
      layer('out', 'activation', 'scores', { activation: 'softmax' }),
    ),
    source: sourceOf([ids([4], 3, 5)], { targets: [{ shape: [], values: preparedFor('multiclass').target }] }),
  },
  'masks from an embedding through recurrent layers, attention and pooling': {
    ...words(
      layer('rnn', 'lstm', 'table', { units: 5, returnSequences: true }),
      layer('attends', 'multiHeadAttention', 'rnn', { heads: 2, keyWidth: 3, causal: true, dropout: 0.2 }),
      layer('pooled', 'globalAveragePooling1d', 'attends'),
      head('pooled'),
    ),
  },
  'targets at every step, of which a mask lets some count': {
    ...words(
      layer('rnn', 'gru', 'table', { units: 6, returnSequences: true }),
      layer('out', 'dense', 'rnn', { units: 12, activation: 'softmax' }),
    ),
    goal: 'multiclass',
    source: sourceOf([ids([7], 12, 1)], {
      targets: [{ shape: [7], values: ids([7], 12, 6).values }],
      weights: rowWeights,
    }),
    training: { labelSmoothing: 0.1 },
  },
  'stacked and bidirectional recurrent layers': {
    graph: sequenceOf(
      6,
      layer('one', 'lstm', 'steps', { units: 4, ...both, recurrentDropout: 0.2 }),
      layer('two', 'gru', 'one', { units: 4, direction: 'backward' }),
      head('two'),
    ),
  },
  'causal and dilated convolutions': {
    graph: sequenceOf(
      12,
      layer('one', 'conv1d', 'steps', {
        filters: 4,
        kernelSize: 3,
        padding: 'causal',
        dilation: 2,
        activation: 'relu',
      }),
      layer('two', 'conv1d', 'one', { filters: 4, kernelSize: 2, dilation: 4 }),
      layer('norm', 'batchNormalisation', 'two'),
      layer('depth', 'separableConv1d', 'norm', { filters: 3, kernelSize: 3, padding: 'same' }),
      layer('pool', 'maxPooling1d', 'depth'),
      layer('flat', 'flatten', 'pool'),
      head('flat'),
    ),
  },
  'self-attention with positions': {
    graph: sequenceOf(
      6,
      layer('at', 'positionalEmbedding', 'steps'),
      layer('attends', 'multiHeadAttention', 'at', { heads: 3, keyWidth: 2 }),
      layer('sum', 'add', ['at', 'attends']),
      layer('norm', 'layerNormalisation', 'sum'),
      layer('flat', 'flatten', 'norm'),
      head('flat'),
    ),
  },
  'weights of rows and classes, smoothing, a limit on the joint norm': {
    graph: mlp,
    source: sourceOf([featureBlock], { weights: rowWeights }),
    training: { classWeights: 'balanced', labelSmoothing: 0.1, clipNorm: 0.1 },
  },
  'a limit on each number of the gradients': { graph: mlp, training: { clipValue: 0.02, optimizer: 'rmsprop' } },
  'a limit on the norm of each gradient': { graph: mlp, training: { clipWeightNorm: 0.1, optimizer: 'nesterov' } },
  'accumulation, with dropout, a penalty and moving statistics': {
    graph: noisy,
    training: { accumulate: 4, optimizer: 'momentum', clipNorm: 0.2 },
  },
  'frozen layers': { graph: noisy, training: { optimizer: 'sgd' }, start: { from: null, freeze: ['hidden'] } },
  ...Object.fromEntries(
    ['lazyAdam', 'sgd', 'adagrad'].map((optimizer) => [
      `tables updated by ${optimizer}`,
      { graph: tables, source: tableSource, training: { optimizer } },
    ]),
  ),
}

describe('the same on all tiers', () => {
  test.each(Object.entries(trials))('%s', async (_name, trial) => {
    await expectAlike(trial, steps)
  })
})

test('what is frozen stays', async () => {
  const frozen = trials['frozen layers'] as Trial
  const before = build(frozen.graph, { tf, seed: 3 })
  const kernel = [...(before.drawn()[0] ?? [])]
  expect((await trained(frozen, 'graph', steps))['hidden/kernel']).toEqual(kernel)
})

test('a bias that changes nothing stays where it began', async () => {
  const attending = trials['self-attention with positions'] as Trial
  for (const tier of ['eager', 'graph'] as const)
    expect(new Set((await trained(attending, tier, steps))['attends/keyBias'])).toEqual(new Set([0]))
})

test('accumulating two batches is one step of both', async () => {
  // Three pairs of batches of 20 are three batches of 40; without batch statistics nothing tells them apart.
  const training = { optimizer: 'momentum', clipNorm: 0.2 }
  const whole = await trained({ graph: mlp, training, batchSize: 40 }, 'eager', 6)
  for (const tier of ['eager', 'graph', 'xla'] as const) {
    const gathered = await trained({ graph: mlp, training: { ...training, accumulate: 2 }, batchSize: 20 }, tier, 12)
    const kept = ['predictions', 'hidden/kernel', 'hidden/bias', 'out/kernel', 'out/kernel slot 0']
    const chosen = (numbers: typeof whole) => Object.fromEntries(kept.map((key) => [key, numbers[key] ?? []]))
    expect(differences(chosen(whole), chosen(gathered)), tier).toEqual({})
  }
})

/** Nodes of the step's way forth and back, loops included, on a sequence of that length. */
function nodesOf(length: number): number {
  const graph = sequenceOf(
    length,
    layer('one', 'lstm', 'steps', { units: 4, ...both }),
    layer('two', 'gru', 'one', { units: 4 }),
    head('two'),
  )
  const network = build(graph, { tf, seed: 1 })
  return tf.tidy(() => {
    const recorder = new Recorder(tf)
    const [weights, inputs] = [drawnTensors(network), madeUpInputs(network, 2)]
    const pass = { weights, inputs, training: true, step: tf.scalar(0, 'int32'), scan: loopingScan(true) }
    recorder.record([...weights, ...inputs, pass.step], () => {
      tf.valueAndGrads(() => tf.sum(network.run(pass).outputs[0] as never))(weights)
    })
    return recorder.nodes.length + recorder.library.reduce((sum, { nodes }) => sum + nodes.length, 0)
  })
}

test('a graph does not grow with the length of a sequence, and long ones are the same on all tiers', async () => {
  expect(nodesOf(300)).toBe(nodesOf(10))
  const graph = sequenceOf(300, layer('rnn', 'gru', 'steps', { units: 4 }), head('rnn'))
  await expectAlike({ graph, batchSize: 60 }, 2)
})
