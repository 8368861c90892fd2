// Built networks: seeded weights, seeded dropout, and calls on weights that are handed in.
import { describe, expect, test } from 'vitest'
import { build, madeUpFacts, outputsOf, templates, withWeights } from '../../main/engine/architectures'
import type { Network } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import type { Settings } from '../../shared/fields'
import { withDefaults } from '../../shared/fields'

const tf = loadTensor()
const graphOf = (settings: Settings = {}) =>
  templates.mlp.graph(withDefaults(templates.mlp.fields, settings), madeUpFacts)
const valuesOf = (network: Network) => network.variables.map((variable) => [...variable.read().dataSync()])

function withNetwork<T>(settings: Settings, seed: number, use: (network: Network) => T): T {
  const network = build(graphOf(settings), { tf, seed })
  try {
    return use(network)
  } finally {
    network.dispose()
  }
}

describe('weights', () => {
  test('are the same for the same seed and differ between seeds and layers', () => {
    const first = withNetwork({ hidden: [10, 10] }, 5, valuesOf)
    expect(withNetwork({ hidden: [10, 10] }, 5, valuesOf)).toEqual(first)
    expect(withNetwork({ hidden: [10, 10] }, 6, valuesOf)).not.toEqual(first)
    expect(first[0]).not.toEqual(first[2])
  })

  test("are within Glorot's limit, the square root of 6 / (inputs + outputs), and biases are zero", () => {
    const [kernel = [], bias = []] = withNetwork({ hidden: [16] }, 1, valuesOf)
    const limit = Math.sqrt(6 / 26)
    expect(Math.max(...kernel.map(Math.abs))).toBeLessThanOrEqual(limit)
    expect(Math.max(...kernel.map(Math.abs))).toBeGreaterThan(limit * 0.9)
    expect(bias).toEqual(new Array(16).fill(0))
  })

  test('are named by layer and weight', () => {
    const names = withNetwork({ hidden: [4], batchNormalisation: true }, 1, (network) =>
      network.weights.map((w) => w.name),
    )
    expect(names).toEqual([
      'hidden1/kernel',
      'hidden1/bias',
      'hidden1Normalised/gamma',
      'hidden1Normalised/beta',
      'hidden1Normalised/movingMean',
      'hidden1Normalised/movingVariance',
      'output/kernel',
      'output/bias',
    ])
  })

  test('handed in are used and caught, the model itself stays bit-identical', () => {
    withNetwork({ hidden: [4], batchNormalisation: true }, 1, (network) => {
      const before = valuesOf(network)
      tf.tidy(() => {
        const inputs = tf.randomUniform([8, 10], -1, 1, 'float32', 3)
        const given = network.variables.map((variable) => tf.add(variable.read(), 0.5))
        const { value, after } = withWeights(network, given, () => outputsOf(network.model, inputs, true))
        const own = outputsOf(network.model, inputs, false)
        expect(value.dataSync()).not.toEqual(own.dataSync())
        const written = after.map((tensor, index) => tensor !== given[index])
        expect(written).toEqual([false, false, false, false, true, true, false, false])
        tf.dispose(after)
      })
      expect(valuesOf(network)).toEqual(before)
    })
  })
})

describe('dropout', () => {
  const rate = 0.3
  const rows = 400

  /** Outputs of the dropout layer called `id` for ones, at a step. */
  function dropped(network: Network, id: string, step: number): Float32Array {
    return tf.tidy(() => {
      network.clock.step = tf.scalar(step, 'int32')
      const ones = tf.ones([rows, 50])
      return (
        network.model.getLayer(id).call(ones, { training: true }) as ReturnType<typeof tf.ones>
      ).dataSync<'float32'>()
    })
  }

  test('keeps its share within three standard errors, scaled up, the same at the same step, another at any other', () => {
    withNetwork({ hidden: [50, 50], dropout: rate }, 1, (network) => {
      const first = dropped(network, 'hidden1Dropout', 0)
      const kept = first.filter((value) => value > 0)
      const count = rows * 50
      expect(Math.abs(kept.length / count - (1 - rate))).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / count))
      expect(new Set(kept)).toEqual(new Set([Math.fround(1 / Math.fround(1 - rate))]))
      expect(dropped(network, 'hidden1Dropout', 0)).toEqual(first)
      expect(dropped(network, 'hidden1Dropout', 1)).not.toEqual(first)
      expect(dropped(network, 'hidden2Dropout', 0)).not.toEqual(first)
    })
  })

  test('does nothing outside training, and the masks of another seed differ', () => {
    const mask = (seed: number) =>
      withNetwork({ hidden: [50], dropout: rate }, seed, (net) => dropped(net, 'hidden1Dropout', 0))
    expect(mask(1)).not.toEqual(mask(2))
    withNetwork({ hidden: [50], dropout: rate }, 1, (network) => {
      tf.tidy(() => {
        const inputs = tf.ones([3, 10])
        const [a, b] = [outputsOf(network.model, inputs, false), outputsOf(network.model, inputs, false)]
        expect(a.dataSync()).toEqual(b.dataSync())
      })
    })
  })
})

test('no tensor is left behind', () => {
  const before = tf.memory().numTensors
  withNetwork({ hidden: [4, 4], dropout: 0.5, l2: 0.1, batchNormalisation: true }, 1, valuesOf)
  expect(tf.memory().numTensors).toBe(before)
})

test('a graph with a problem cannot be built', () => {
  const graph = { layers: [], outputs: [] }
  expect(() => build(graph, { tf, seed: 1 })).toThrow(expect.objectContaining({ code: 'architecture/not-buildable' }))
})
