// Optimisers, losses and whole steps against Keras 3.15.1 on TensorFlow 2.21 (SGD, SGD with momentum, RMSprop and Adam with
// their defaults; the numbers were printed by it for the weights, gradients and rows given here).
import { describe, expect, test } from 'vitest'
import { loadTensor } from '../../main/engine/tensor'
import { losses, optimizers } from '../../main/engine/training'
import type { Optimizer } from '../../main/engine/training'

const tf = loadTensor()
const gradients = [
  [0.1, -0.2, 0.3, 0],
  [-0.4, 0.05, 0.2, 0.01],
  [1, -1, 0.5, 2],
]

/** The weights after each step. */
function stepsOf(optimizer: Optimizer, learningRate: number): number[][] {
  return tf.tidy(() => {
    let weights = [tf.tensor([0.5, -1, 2, 0.1], [2, 2])] as ReturnType<Optimizer['update']>['weights']
    let slots = optimizer.slots.map(() => [tf.zeros([2, 2])]) as ReturnType<Optimizer['update']>['slots']
    const rates = { learningRate: tf.scalar(learningRate), momentum: tf.scalar(0.9) }
    return gradients.map((gradient, index) => {
      const update = { tf, weights, gradients: [tf.tensor(gradient, [2, 2])], slots, step: tf.scalar(index + 1), rates }
      ;({ weights, slots } = optimizer.update(update))
      return [...(weights[0]?.dataSync() ?? [])]
    })
  })
}

test.each([
  ['sgd', 0.1, [0.49, -0.98, 1.97, 0.1], [0.43, -0.885, 1.9, -0.101]],
  ['momentum', 0.1, [0.49, -0.98, 1.97, 0.1], [0.4489, -0.8553, 1.8307, -0.1019]],
  [
    'rmsprop',
    0.01,
    [0.46837881207466125, -0.9683775901794434, 1.9683773517608643, 0.1],
    [0.46968644857406616, -0.945347011089325, 1.9238029718399048, 0.036911748349666595],
  ],
  [
    'adam',
    0.01,
    [0.4900003969669342, -0.9900002479553223, 1.9900001287460327, 0.1],
    [0.4913369417190552, -0.9783168435096741, 1.970729112625122, 0.08614429086446762],
  ],
] as const)('%s moves as in Keras', (name, learningRate, first, third) => {
  const steps = stepsOf(optimizers[name], learningRate)
  for (const [index, expected] of [
    [0, first],
    [2, third],
  ] as const) {
    expected.forEach((value, place) => expect(steps[index]?.[place]).toBeCloseTo(value, 6))
  }
})

describe('losses', () => {
  const mean = (name: keyof typeof losses, targets: number[], outputs: number[][]) =>
    tf.tidy(() => tf.mean(losses[name].perRow(tf, tf.tensor1d(targets), tf.tensor2d(outputs))).dataSync()[0])

  test.each([
    ['binaryCrossentropy', [0, 1, 1], [[0.1], [0.4], [0.9]], 0.37567058205604553],
    [
      'categoricalCrossentropy',
      [0, 2, 1],
      [
        [0.7, 0.2, 0.1],
        [0.3, 0.3, 0.4],
        [0.2, 0.6, 0.2],
      ],
      0.5945970416069031,
    ],
    ['meanSquaredError', [1, 2, -1], [[0.5], [2.5], [1]], 1.5],
    ['binaryCrossentropy', [1], [[0]], 16.11809539794922],
  ] as const)('%s of %j is as in Keras', (name, targets, outputs, expected) => {
    expect(
      mean(
        name,
        [...targets],
        outputs.map((row) => [...row]),
      ),
    ).toBeCloseTo(expected, 5)
  })
})
