// Every optimiser recorded as a graph, plain and compiled by XLA: the same five steps as operation by operation.
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../main/engine/tensor'
import { optimizers } from '../../main/engine/training/optimizers'
import { compile } from '../../main/engine/training/trace/program'
import type { Settings } from '../../shared/fields'

interface Case {
  optimizer: keyof typeof optimizers
  learningRate: number
  settings: Settings
}

const tf = loadTensor()
const fixture = JSON.parse(
  readFileSync(new URL('../fixtures/optimizers/optimizers.json', import.meta.url), 'utf8'),
) as { weights: number[]; gradients: number[][]; cases: Case[] }

type Step = (inputs: tfTypes.Tensor[]) => tfTypes.Tensor[]

/** A step from [gradient, step, rate, weight, slots, numbers] to the last three of them. */
function stepOf({ optimizer, settings }: Case): Step {
  const own = optimizers[optimizer]
  const slotCount = own.slots(settings).length
  return ([gradient, step, learningRate, weight, ...rest]) => {
    const [slots, numbers] = [rest.slice(0, slotCount), rest.slice(slotCount)]
    const updated = own.update({
      tf,
      weights: [weight as tfTypes.Tensor],
      gradients: [gradient as tfTypes.Tensor],
      slots: slots.map((slot) => [slot]),
      numbers: numbers as tfTypes.Scalar[],
      step: step as tfTypes.Scalar,
      rates: { learningRate: learningRate as tfTypes.Scalar },
      settings,
    })
    return [...updated.weights, ...updated.slots.flat(), ...updated.numbers]
  }
}

function firstOf({ optimizer, settings }: Case): tfTypes.Tensor[] {
  const own = optimizers[optimizer]
  const { weights } = fixture
  const slots = own.slots(settings).map(({ initial }) => tf.fill([weights.length], initial))
  return [tf.tensor1d(weights), ...slots, ...own.numbers.map(({ initial }) => tf.scalar(initial))]
}

/** All that is remembered after five steps. */
function fiveSteps(one: Case, take: Step): number[] {
  return tf.tidy(() => {
    let state = firstOf(one)
    fixture.gradients.forEach((gradient, index) => {
      state = take([tf.tensor1d(gradient), tf.scalar(index + 1), tf.scalar(one.learningRate), ...state])
    })
    return state.flatMap((tensor) => [...tensor.dataSync()])
  })
}

describe.each(fixture.cases)('$optimizer with $settings', (one) => {
  test.each(['graph', 'xla'] as const)('gives the same by %s', (tier) => {
    const examples = [tf.tensor1d(fixture.weights), tf.scalar(1), tf.scalar(0.1), ...firstOf(one)]
    const program = compile(tf, examples, stepOf(one), tier)
    const [eager, compiled] = [fiveSteps(one, stepOf(one)), fiveSteps(one, (inputs) => program.run(inputs))]
    eager.forEach((value, at) => {
      expect(Math.abs((compiled[at] ?? NaN) - value), `at ${at}`).toBeLessThanOrEqual(
        1e-6 * Math.max(1, Math.abs(value)),
      )
    })
    program.dispose()
    tf.dispose(examples)
  })
})
