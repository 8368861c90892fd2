// Every layer forward and backward against numbers of Keras 3 (tests/fixtures/layers/make.py), and against the same layer of
// tf.layers where there is one.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { describe, expect, test } from 'vitest'
import { build, buildPlain, layerTypes } from '../../main/engine/architectures'
import type { Network, PlainNetwork } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import type { Graph } from '../../shared/records'

const tf = loadTensor()
const folder = fileURLToPath(new URL('../fixtures/layers', import.meta.url))

interface Listed {
  shape: number[]
  /** Null where anything may stand. */
  values: (number | null)[]
}
interface Case {
  name: string
  graph: Graph
  training: boolean
  inputs: Listed[]
  weights: Listed[]
  cotangent: Listed
  output: Listed
  inputGradients: (Listed | null)[]
  weightGradients: (Listed | null)[]
  after: Listed[] | null
}

const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
const cases = files.flatMap((file) =>
  (JSON.parse(readFileSync(join(folder, file), 'utf8')) as Case[]).map((one) => ({
    ...one,
    type: file.replace('.json', ''),
  })),
)

/** Within 1e-5, or that part of a larger number. */
function near(actual: tfTypes.Tensor | undefined, expected: Listed, what: string): void {
  expect(actual?.shape, what).toEqual(expected.shape)
  const values = [...(actual?.dataSync() ?? [])]
  const far = values.findIndex((value, index) => {
    const wanted = expected.values[index] ?? value
    return !(Math.abs(value - wanted) <= 1e-5 * Math.max(1, Math.abs(wanted)))
  })
  expect(far < 0 ? 'near' : `[${far}] ${values[far]} for ${expected.values[far]}`, what).toBe('near')
}

function tensorsOf(network: Network, { inputs, weights }: Case) {
  return {
    inputs: inputs.map(({ shape, values }, index) =>
      tf.tensor(values as number[], shape, network.inputs[index]?.dtype),
    ),
    weights: weights.map(({ shape, values }) => tf.tensor(values as number[], shape)),
  }
}

/** The network in tf.layers; null where that has not got a layer of it. */
function plainOrNone(graph: Graph): PlainNetwork | null {
  try {
    return buildPlain(graph, tf)
  } catch (error) {
    expect(error).toMatchObject({ code: 'export/not-possible' })
    return null
  }
}

test('every layer that computes has a case', () => {
  const spatial = ['spatialDropout1d', 'spatialDropout2d', 'spatialDropout3d']
  const random = ['dropout', ...spatial, 'gaussianDropout', 'alphaDropout', 'gaussianNoise', 'randomWidth']
  const expected = Object.keys(layerTypes).filter((name) => name !== 'input' && !random.includes(name))
  expect(files.map((file) => file.replace('.json', '')).sort()).toEqual(expected.sort())
})

test('tf.layers has these, so that they are held to it below', () => {
  const types = cases.filter(({ graph, type }) => {
    const plain = plainOrNone(graph)
    plain?.dispose()
    return plain !== null && graph.layers.some((layer) => layer.type === type)
  })
  const merging = ['add', 'average', 'concatenate', 'dot', 'maximum', 'minimum', 'multiply']
  const pooling = ['averagePooling1d', 'averagePooling2d', 'maxPooling1d', 'maxPooling2d']
  const pooledAway = ['globalAveragePooling1d', 'globalAveragePooling2d', 'globalMaxPooling1d', 'globalMaxPooling2d']
  const convolving = ['conv1d', 'conv2d', 'conv2dTranspose', 'depthwiseConv2d', 'separableConv2d']
  const others = ['activation', 'batchNormalisation', 'dense', 'embedding', 'flatten', 'gru', 'layerNormalisation']
  const more = ['lstm', 'masking', 'permute', 'prelu', 'repeatVector', 'reshape', 'simpleRnn']
  const edges = ['cropping2d', 'zeroPadding2d', 'rescaling']
  const curves = ['relu', 'leakyRelu', 'elu', 'thresholdedRelu', 'softmax']
  const volumes = ['conv3d', 'conv3dTranspose', 'maxPooling3d', 'averagePooling3d', 'convLstm2d']
  const all = [merging, pooling, pooledAway, convolving, others, more, edges, curves, volumes].flat()
  expect([...new Set(types.map(({ type }) => type))].sort()).toEqual(all.sort())
})

describe.each(cases)('$type: $name', (one) => {
  const network = build(one.graph, { tf, seed: 1 })

  test('has the weights, outputs and gradients of Keras', () => {
    expect(network.weights.map(({ shape }) => shape)).toEqual(one.weights.map(({ shape }) => shape))
    tf.tidy(() => {
      const { inputs, weights } = tensorsOf(network, one)
      const step = one.training ? tf.scalar(0, 'int32') : null
      const run = () => network.run({ weights, inputs, training: one.training, step })
      near(run().outputs[0], one.output, 'output')
      const after = run().weights
      for (const [index, expected] of (one.after ?? []).entries()) near(after[index], expected, `after ${index}`)
      const asked = [
        ...inputs.map((tensor, index) => ({ tensor, expected: one.inputGradients[index], what: `input ${index}` })),
        ...weights.map((tensor, index) => ({ tensor, expected: one.weightGradients[index], what: `weight ${index}` })),
      ].filter(({ expected }) => expected !== null && expected !== undefined)
      // Marks of ids have no gradient at all.
      if (asked.length === 0) return
      const cotangent = tf.tensor(one.cotangent.values as number[], one.cotangent.shape)
      const total = () => tf.sum(tf.mul(run().outputs[0] as tfTypes.Tensor, cotangent))
      const gradients = tf.grads(total)(asked.map(({ tensor }) => tensor))
      for (const [index, { expected, what }] of asked.entries()) near(gradients[index], expected as Listed, what)
    })
  })

  test('is the same in tf.layers, where it is there', () => {
    const plain = plainOrNone(one.graph)
    if (plain === null) return
    const { model, setWeights, dispose } = plain
    setWeights(one.weights.map(({ shape, values }) => ({ shape, values: Float32Array.from(values as number[]) })))
    tf.tidy(() => {
      const { inputs } = tensorsOf(network, one)
      const output = model.apply(inputs, { training: one.training })
      near(output as tfTypes.Tensor, one.output, 'output')
    })
    dispose()
  })
})
