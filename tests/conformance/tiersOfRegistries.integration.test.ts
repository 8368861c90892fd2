// One meaning of every optimiser, loss, penalty, constraint and initialiser on all tiers: losses, weights, what the optimiser
// remembers and predictions are the same operation by operation, as a graph and compiled by XLA. A new entry is covered by
// being listed; layers have a file of their own.
import { describe, expect, test } from 'vitest'
import { build, constraints, initialisers, regularisers } from '../../main/engine/architectures'
import { metrics, metricsFor } from '../../main/engine/metrics'
import { loadTensor } from '../../main/engine/tensor'
import { losses, optimizers } from '../../main/engine/training'
import type { Loss } from '../../main/engine/training'
import type { FieldValue, Settings } from '../../shared/fields'
import { goals } from '../../shared/records'
import type { Goal, Graph, LayerNode } from '../../shared/records'
import { preparedFor } from '../training/prepared'
import { expectAlike } from './tiers'

const tf = loadTensor()
/** Seven epochs of three whole batches: a smaller last one would be compiled by itself, and other tests have it. */
const steps = 200
/** Optimisers and losses go through 200 in the full conformance, of every goal. */
const fewSteps = 21
const batchSize = 40

const input: LayerNode = { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] }
const dense = (id: string, from: string, settings: Settings): LayerNode => {
  return { id, type: 'dense', settings: { units: 4, activation: 'tanh', ...settings }, inputs: [from] }
}

function plain(units: number, activation: string): Graph {
  const layers = [input, dense('hidden', 'in', { units: 6 }), dense('out', 'hidden', { units, activation })]
  return { layers, outputs: ['out'] }
}

/** One dense layer after another, each with settings of its own. */
function chain(settings: readonly Settings[]): Graph {
  const hidden = settings.map((own, index) => dense(`d${index}`, index === 0 ? 'in' : `d${index - 1}`, own))
  const last = dense('out', hidden.at(-1)?.id ?? 'in', { units: 1, activation: 'sigmoid' })
  return { layers: [input, ...hidden, last], outputs: ['out'] }
}

/** Every switch of an optimiser on, and everything that it has a default of none for. */
const more: Partial<Record<keyof typeof optimizers, Settings>> = {
  rmsprop: { centered: true, rmspropMomentum: 0.5 },
  adam: { amsgrad: true },
}
const optimizerTrials = Object.keys(optimizers).flatMap((optimizer) => {
  const own = more[optimizer as keyof typeof optimizers]
  return [{ optimizer }, ...(own === undefined ? [] : [{ optimizer, ...own }])]
})

describe('optimisers', () => {
  test.each(optimizerTrials)('$optimizer', async (training) => {
    await expectAlike({ graph: plain(1, 'sigmoid'), training, batchSize }, fewSteps)
  })
})

/** A head that the loss can be computed from, and its number of outputs. */
function headOf({ activations }: Loss, goal: Goal): [number, string] {
  if (goal === 'multiclass') return [3, 'softmax']
  const fitting = activations.find((name) => name !== 'softmax') ?? 'sigmoid'
  return [1, fitting]
}

/** Two sides whose product the head reads, for losses that compare the rows of a batch. */
const sided: Graph = {
  layers: [
    input,
    dense('left', 'in', { units: 5 }),
    dense('right', 'in', { units: 5 }),
    { id: 'near', type: 'dot', settings: {}, inputs: ['left', 'right'] },
    dense('out', 'near', { units: 1, activation: 'sigmoid' }),
  ],
  outputs: ['out'],
}

/** The targets of a count: a Poisson loss is of nothing else. */
function preparedOf(loss: Loss, goal: Goal) {
  const prepared = preparedFor(goal)
  return loss.name === 'poisson' ? { ...prepared, target: prepared.target.map((value) => Math.abs(value)) } : prepared
}

const lossTrials = Object.values(losses).flatMap((loss: Loss) =>
  // A loss that no goal offers is tried of numbers.
  (loss.goals.length === 0 ? (['regression'] as const) : loss.goals).flatMap((goal) =>
    (loss.smooths ? [0, 0.1] : [0]).map((labelSmoothing) => ({ name: loss.name, loss, goal, labelSmoothing })),
  ),
)

describe('losses', () => {
  test.each(lossTrials)(
    '$name for a $goal goal, smoothed by $labelSmoothing',
    async ({ loss, goal, labelSmoothing }) => {
      const training = { loss: loss.name, labelSmoothing, optimizer: 'sgd' }
      const graph = loss.samples === 'rows' && goal === 'binary' ? sided : plain(...headOf(loss, goal))
      await expectAlike({ graph, goal, prepared: preparedOf(loss, goal), training, batchSize }, fewSteps)
    },
  )
})

describe('metrics', () => {
  const units = { binary: 1, multiclass: 3, regression: 1 }
  const heads = { binary: 'sigmoid', multiclass: 'softmax', regression: 'linear' }

  test.each(goals)('all of a %s goal', async (goal) => {
    const numbers = await expectAlike({ graph: plain(units[goal], heads[goal]), goal, batchSize }, steps)
    const compared = Object.keys(numbers).filter((key) => key.startsWith('metric '))
    // Of three classes all are among the best three, so it is not defined.
    const defined = metricsFor(goal).filter(({ name }) => name !== 'topThreeAccuracy')
    expect(compared).toEqual(defined.map(({ name }) => `metric ${name}`))
  })

  test('none is left out', () => {
    const compared = goals.flatMap((goal) => metricsFor(goal).map(({ name }) => name))
    expect(new Set(compared)).toEqual(new Set(Object.keys(metrics)))
  })
})

const named = (graph: Graph, of: 'regulariser' | 'constraint' | 'initialiser'): string[] =>
  build(graph, { tf, seed: 1 }).weights.flatMap((weight) => [weight[of] ?? []].flat().map(({ name }) => name))

test('penalties: all of them', async () => {
  const graph = chain([{ l1: 0.01 }, { l2: 0.02 }, { l1: 0.01, l2: 0.02 }])
  expect(new Set(named(graph, 'regulariser'))).toEqual(new Set(Object.keys(regularisers)))
  const { losses: before, objectives } = await expectAlike({ graph, training: { optimizer: 'sgd' } }, steps)
  expect(objectives?.every((objective, step) => objective > (before?.[step] ?? Infinity))).toBe(true)
})

test('constraints: all of them', async () => {
  const graph = chain(Object.keys(constraints).map((constraint) => ({ constraint, constraintLimit: 0.8 })))
  expect(new Set(named(graph, 'constraint'))).toEqual(new Set(Object.keys(constraints)))
  await expectAlike({ graph, training: { optimizer: 'sgd' }, learningRate: 0.2 }, steps)
})

test('initialisers: all of them, and each draws by the seed', async () => {
  const chosen: FieldValue[] = Object.keys(initialisers).filter((name) => name !== 'forgetGate')
  const own = chain(chosen.map((kernelInitialiser) => ({ kernelInitialiser, activation: 'linear' })))
  const sequence: LayerNode[] = [
    { id: 'steps', type: 'reshape', settings: { shape: [2, 2] }, inputs: ['in'] },
    { id: 'lstm', type: 'lstm', settings: { units: 3 }, inputs: ['steps'] },
  ]
  const last = dense('end', 'lstm', { units: 1, activation: 'sigmoid' })
  const graph = { layers: [...own.layers, ...sequence, last], outputs: own.outputs }
  const joined: Graph = {
    layers: [...graph.layers, { id: 'both', type: 'average', settings: {}, inputs: ['out', 'end'] }],
    outputs: ['both'],
  }
  expect(new Set(named(joined, 'initialiser'))).toEqual(new Set(Object.keys(initialisers)))
  await expectAlike({ graph: joined, training: { optimizer: 'sgd' } }, steps)
})
