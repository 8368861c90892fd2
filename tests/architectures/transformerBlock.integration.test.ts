// A transformer block is the layers that it is made of: the same outputs and gradients from the same weights.
import { expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { build } from '../../main/engine/architectures'
import { encoded } from '../../main/engine/architectures/encoder'
import { sketch } from '../../main/engine/architectures/sketch'
import { loadTensor } from '../../main/engine/tensor'
import type { Graph } from '../../shared/records'
import { apart } from '../conformance/tiers'
import { madeUpInputs } from './passes'

const tf = loadTensor()
const [width, heads, inner] = [6, 3, 5]
const input = { id: 'in', type: 'input', settings: { shape: [4, width] }, inputs: [] }

function put(): Graph {
  const paper = sketch()
  paper.add('in', 'input', [], input.settings)
  const encoder = { width, heads, inner, depth: 1, dropout: 0, causal: true, epsilon: 1e-6, activation: 'gelu' }
  return paper.graph(encoded(paper, 'in', encoder))
}

const settings = { heads, inner, activation: 'gelu', causal: true, epsilon: 1e-6 }
const block: Graph = {
  layers: [input, { id: 'block', type: 'transformerBlock', settings, inputs: ['in'] }],
  outputs: ['block'],
}

function measured(graph: Graph, values: Float32Array[]) {
  const network = build(graph, { tf, seed: 1 })
  return tf.tidy(() => {
    const weights = network.weights.map(({ shape }, index) => tf.tensor(values[index] as Float32Array, shape))
    const inputs = madeUpInputs(network, 3)
    const run = () => network.run({ weights, inputs, training: false, step: null }).outputs[0] as tfTypes.Tensor
    const gradients = tf.grads(() => tf.sum(tf.square(run())))(weights)
    return [run(), ...gradients].map((tensor) => [...tensor.dataSync()])
  })
}

test('outputs and gradients are the same', () => {
  const network = build(block, { tf, seed: 1 })
  expect(network.weights.map(({ shape }) => shape)).toEqual(
    build(put(), { tf, seed: 1 }).weights.map(({ shape }) => shape),
  )
  const values = network.drawn().map((drawn, index) => drawn.map((value, at) => value + 0.1 * Math.sin(index + at)))
  const [own, others] = [measured(block, values), measured(put(), values)]
  for (const [index, numbers] of own.entries())
    expect(apart(others[index] ?? [], numbers), `${index}`).toBeLessThan(1e-5)
})
