// The pure step: three full-batch steps of a 2-3-1 net against Keras 3.15.1 on TensorFlow 2.21, from the same weights, with
// an L2 penalty, clipping, class weights or batch normalisation; then what makes it pure.
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { build, scan } from '../../main/engine/architectures'
import type { Network } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { losses, optimizers } from '../../main/engine/training'
import type { Optimizer } from '../../main/engine/training'
import { noDraws } from '../../main/engine/training/draws'
import { firstState, tensorsOf } from '../../main/engine/training/state'
import { makeStep } from '../../main/engine/training/step'
import type { StepParts } from '../../main/engine/training/step'
import type { Graph } from '../../shared/records'

const tf = loadTensor()
const kernel1 = [0.1, -0.2, 0.3, 0.4, 0.5, -0.6]
const kernel2 = [0.7, -0.8, 0.9]
const features = [
  [1, 2],
  [-1, 0.5],
  [0.3, -0.7],
  [2, -1],
]
const targets = [1, 0, 1, 0]

function graphOf(l2: number, normalised: boolean): Graph {
  const layers = [
    { id: 'in', type: 'input', settings: { shape: [2] }, inputs: [] },
    { id: 'hidden', type: 'dense', settings: { units: 3, activation: 'tanh', l2 }, inputs: ['in'] },
    {
      id: 'out',
      type: 'dense',
      settings: { units: 1, activation: 'sigmoid' },
      inputs: [normalised ? 'norm' : 'hidden'],
    },
  ]
  if (normalised)
    layers.push({ id: 'norm', type: 'batchNormalisation', settings: { momentum: 0.9 } as never, inputs: ['hidden'] })
  return { layers, outputs: ['out'] }
}

interface Case {
  l2?: number
  normalised?: boolean
  clipNorm?: number
  classWeights?: number[]
}

function partsFor(network: Network, optimizer: Optimizer, more: Partial<StepParts> = {}): StepParts {
  const heads = [{ loss: losses.binaryCrossentropy, smoothing: 0, firstClass: 0 }]
  const wants = { gradientNorm: false, health: false }
  return {
    network,
    seed: 1,
    heads,
    optimizer,
    settings: {},
    clips: [],
    weighsClasses: false,
    learning: null,
    accumulate: 1,
    wants,
    scan,
    ...more,
  }
}

const first = (network: Network, optimizer: Optimizer) =>
  firstState({ network, optimizer, settings: {}, accumulates: false })

const batchOf = () => ({ inputs: [tf.tensor2d(features)], targets: [tf.tensor1d(targets)], weights: null })

function scalarsOf(learningRate: number, globalNorm: number, classWeights: number[]) {
  const clip = { value: tf.scalar(0), norm: tf.scalar(0), globalNorm: tf.scalar(globalNorm) }
  return {
    learningRate: tf.scalar(learningRate),
    clip,
    classWeights: tf.tensor1d(classWeights),
    headWeights: tf.tensor1d([1]),
    draws: noDraws(tf),
  }
}

/** Losses before each of three steps, and the weights after them. */
function threeSteps({ l2 = 0, normalised = false, clipNorm = 0, classWeights }: Case) {
  const network = build(graphOf(l2, normalised), { tf, seed: 1 })
  const clips = clipNorm > 0 ? (['globalNorm'] as const) : []
  const step = makeStep(partsFor(network, optimizers.sgd, { clips, weighsClasses: classWeights !== undefined }))
  const result = tf.tidy(() => {
    let state = first(network, optimizers.sgd)
    const last = state.weights.length - 2
    state.weights[0] = tf.tensor(kernel1, [2, 3])
    state.weights[last] = tf.tensor(kernel2, [3, 1])
    const batch = batchOf()
    const scalars = scalarsOf(0.5, clipNorm, classWeights ?? [1])
    const objectives = [0, 1, 2].map(() => {
      const done = step(state, batch, scalars)
      state = done.state
      return done.metrics.objective.dataSync()[0]
    })
    const weights = Object.fromEntries(
      network.weights.map((weight, index) => [weight.name, [...(state.weights[index]?.dataSync() ?? [])]]),
    )
    return { objectives, weights, steps: state.step.dataSync()[0] }
  })
  return result
}

function near(actual: readonly (number | undefined)[] | undefined, expected: readonly number[]): void {
  expect(actual).toHaveLength(expected.length)
  expected.forEach((value, index) => expect(actual?.[index]).toBeCloseTo(value, 5))
}

describe('as Keras', () => {
  test('with an L2 penalty', () => {
    const { objectives, weights, steps } = threeSteps({ l2: 0.01 })
    near(objectives, [0.8530119061470032, 0.7710898518562317, 0.7185299396514893])
    near(weights['hidden/kernel'], [-0.0249207, -0.2079094, 0.3745508, 0.576833, 0.2842011, -0.4133078])
    near(weights['hidden/bias'], [-0.0865431, -0.0193809, 0.0601354])
    near(weights['out/kernel'], [0.8860228, -0.6021244, 0.6845273])
    near(weights['out/bias'], [-0.0219473])
    expect(steps).toBe(3)
  })

  test('with gradients clipped at a joint norm', () => {
    const { objectives, weights } = threeSteps({ l2: 0.01, clipNorm: 0.05 })
    near(objectives, [0.8530119061470032, 0.8424639701843262, 0.8321351408958435])
    near(weights['hidden/kernel'], [0.0774761, -0.1989112, 0.3062037, 0.4285973, 0.4709747, -0.5751693])
    near(weights['out/bias'], [-0.0027216])
  })

  test('with class weights', () => {
    const { objectives, weights } = threeSteps({ l2: 0.01, classWeights: [0.5, 2] })
    near(objectives, [1.0075161457061768, 0.7625852823257446, 0.6393464207649231])
    near(weights['out/kernel'], [0.9218029, -0.6669249, 0.7605995])
    near(weights['out/bias'], [0.3699493])
  })

  test('with batch normalisation, moving statistics included', () => {
    const { objectives, weights } = threeSteps({ normalised: true })
    near(objectives, [0.912022590637207, 0.6584063172340393, 0.5975208878517151])
    near(weights['hidden/kernel'], [0.0073877, -0.3365789, 0.4578513, 0.3600985, 0.5259972, -0.6227618])
    near(weights['norm/gamma'], [1.2611223, 0.7868537, 0.7788321])
    near(weights['norm/movingMean'], [0.0125867, -0.0066803, 0.0089939])
    near(weights['norm/movingVariance'], [0.7762796, 0.8236785, 0.8518093])
  })
})

test('the step changes nothing that it is given and leaves no tensor but its result', () => {
  const network = build(graphOf(0.01, true), { tf, seed: 1 })
  const step = makeStep(partsFor(network, optimizers.adam, { clips: ['globalNorm'], weighsClasses: true }))
  const state = first(network, optimizers.adam)
  const batch = batchOf()
  const scalars = scalarsOf(0.1, 1, [1, 2])
  const read = () => tensorsOf(state).map((tensor: tfTypes.Tensor) => [...tensor.dataSync()])
  const before = read()
  const tensors = tf.memory().numTensors
  const one = step(state, batch, scalars)
  const second = step(state, batch, scalars)
  expect(read()).toEqual(before)
  const values = (result: typeof one) => tensorsOf(result.state).map((tensor) => [...tensor.dataSync()])
  expect(values(second)).toEqual(values(one))
  for (const { state: next, metrics } of [one, second])
    tf.dispose([...tensorsOf(next), metrics.loss, metrics.objective, ...metrics.outputs])
  expect(tf.memory().numTensors).toBe(tensors)
  tf.dispose([tensorsOf(state), batch.inputs, batch.targets, scalars] as tfTypes.TensorContainer[])
})
