// Regularisers and constraints, by hand and as Keras 3.15.1 gives them (keras.regularizers, keras.constraints), with gradients.
import { describe, expect, test } from 'vitest'
import { constraints, regularisers } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'

const tf = loadTensor()
const weight = [
  [3, -1],
  [-4, 0],
]

describe('regularisers', () => {
  // |3| + |-1| + |-4| = 8; 9 + 1 + 16 = 26.
  test.each([
    ['l1', { l1: 0.5 }, 4, [0.5, -0.5, -0.5, 0]],
    ['l2', { l2: 0.5 }, 13, [3, -1, -4, 0]],
    ['l1l2', { l1: 0.5, l2: 0.25 }, 10.5, [2, -1, -2.5, 0]],
  ] as const)('%s', (name, settings, expected, gradient) => {
    tf.tidy(() => {
      const { value, grad } = tf.valueAndGrad((x) => regularisers[name].penalty(tf, x, settings))(tf.tensor2d(weight))
      expect(value.dataSync()[0]).toBeCloseTo(expected, 5)
      expect([...grad.dataSync()].map((number) => number + 0)).toEqual([...gradient])
    })
  })
})

describe('constraints', () => {
  // Lengths of what leads into the units: 5 and 1; of the rows: root of 10, and 4.
  test.each([
    ['nonNegative', {}, [3, 0, 0, 0]],
    ['maxNorm', { limit: 2, along: 'unit' }, [1.2, -1, -1.6, 0]],
    ['maxNorm', { limit: 2, along: 'row' }, [1.897367, -0.632456, -2, 0]],
    ['unitNorm', { along: 'unit' }, [0.6, -1, -0.8, 0]],
    ['minMaxNorm', { least: 2, limit: 4, rate: 1, along: 'unit' }, [2.4, -2, -3.2, 0]],
    ['minMaxNorm', { least: 2, limit: 4, rate: 0.5, along: 'unit' }, [2.7, -1.5, -3.6, 0]],
  ] as const)('%s %j', (name, settings, expected) => {
    tf.tidy(() => {
      const values = constraints[name].apply(tf, tf.tensor2d(weight), settings).dataSync()
      for (const [index, value] of values.entries()) expect(value).toBeCloseTo(expected[index] as number, 5)
    })
  })
})
