// One meaning, in full: every layer with every choice of its settings, every optimiser and loss, 200 steps on each tier.
// Part of `npm run conformance:full`.
import { afterAll, describe, expect, test } from 'vitest'
import { check, layerTypes, templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { losses, optimizers } from '../../main/engine/training'
import { defaultsOf } from '../../shared/fields'
import type { Field, Settings } from '../../shared/fields'
import { goals } from '../../shared/records'
import type { Goal } from '../../shared/records'
import { preparedFor } from '../training/prepared'
import { around, aroundMasked, sideBySide } from './networks'
import { expectAlike } from './tiers'

const steps = 200
/** What rounding leaves of a gradient that is nearly zero plain gradient descent does not blow up. */
const sgd = { optimizer: 'sgd' }
const tensors = loadTensor().memory().numTensors
afterAll(() => expect(loadTensor().memory().numTensors).toBe(tensors))

/** One setting at a time at each value that it can be chosen to have. */
function variants(fields: readonly Field[]): Settings[] {
  const others = fields.flatMap((field): Settings[] => {
    if (field.kind === 'switch') return [{ [field.name]: !field.default }]
    if (field.kind !== 'choice') return []
    return field.options.filter(({ value }) => value !== field.default).map(({ value }) => ({ [field.name]: value }))
  })
  return [{}, ...others]
}

/** Where a weight starts is drawn once for all tiers; curves are tried by the layer that is nothing else, and as gates. */
const elsewhere = new Set(['kernelInitialiser', 'recurrentInitialiser', 'embeddingsInitialiser'])
const isTried = (type: string, field: Field) =>
  !elsewhere.has(field.name) && (field.name !== 'activation' || type === 'activation')

/**
 * Gates that are far from the range of 0 to 1 let states grow from step to step, and the last bit of a number with them: nudging the
 * start by one bit then changes the end as much as another tier does. Few units that begin with gates near 1, and move slowly, do not.
 */
const wild = new Set<unknown>(['exponential', 'logSoftmax'])
const small = { kernelInitialiser: 'randomUniform', recurrentInitialiser: 'randomUniform' }
const calmed: Record<string, Settings> = {
  lstm: { units: 2, unitForgetBias: false },
  // Both of its gates share one softmax.
  gru: { units: 1, ...small },
}

/** So that what is compared is the layer and not on which side of a kink, of thousands of sums, one fell. */
function settled(type: string, fields: readonly Field[], settings: Settings): Settings {
  const curve = fields.find(({ name }) => name === 'activation')
  const smooth = curve?.default === 'relu' ? { activation: 'tanh' } : {}
  const calm = wild.has(settings.recurrentActivation) ? (calmed[type] ?? {}) : {}
  const own = Object.entries({ ...smooth, ...calm }).filter(([name]) => fields.some((field) => field.name === name))
  return { ...Object.fromEntries(own), ...settings }
}

const layerTrials = Object.values(layerTypes).flatMap(({ name, fields }) =>
  variants(fields.filter((field) => isTried(name, field)))
    .map((settings) => (name === 'activation' ? settings : settled(name, fields, settings)))
    .map((settings) => ({ name, settings, graph: around(name, settings) }))
    // Settings that no small network here can have, such as a table that scores.
    .filter(({ graph }) => graph.layers.length > 0 && check(graph).problems.length === 0),
)

test('every layer is tried', () => {
  expect(new Set(layerTrials.map(({ name }) => name))).toEqual(new Set(Object.keys(layerTypes)))
})

/** Several share a network: most of the time goes into making one. Numbers have the layer in their names. */
const aNetwork = 6
const groups = Array.from({ length: Math.ceil(layerTrials.length / aNetwork) }, (_, group) =>
  layerTrials.slice(group * aNetwork, (group + 1) * aNetwork),
)
const named = groups.map((group) => group.map(({ name, settings }) => `${name} ${JSON.stringify(settings)}`).join(', '))

test.each(named.map((name, index) => ({ name, index })))('$name', async ({ index }) => {
  const group = groups[index] ?? []
  const parts = group.map(({ name, graph }, at) => ({ name: `${name}${at}`, graph }))
  const learningRate = group.some(({ settings }) => wild.has(settings.recurrentActivation)) ? 0.001 : 0.01
  await expectAlike({ graph: sideBySide(parts), training: sgd, batchSize: 40, learningRate }, steps)
})

const everyStep = { returnSequences: true }
describe.each([
  ...['simpleRnn', 'lstm', 'gru'].map((name) => ({ name, settings: { ...everyStep, direction: 'both' } })),
  { name: 'multiHeadAttention', settings: { causal: true } },
  { name: 'globalAveragePooling1d', settings: {} },
])('layer $name behind a mask', ({ name, settings }) => {
  test('is the same on all tiers', async () => {
    await expectAlike({ graph: aroundMasked(name, settings), training: sgd }, steps)
  })
})

const template = (goal: Goal, settings: Settings = {}) =>
  templates.mlp.graph(
    { ...defaultsOf(templates.mlp.fields), hidden: [6, 4], ...settings },
    preparedFor(goal).preparation.facts,
  )

describe.each(goals)('a %s goal', (goal) => {
  test.each(Object.keys(optimizers))('optimiser %s', async (optimizer) => {
    await expectAlike({ graph: template(goal, { dropout: 0.2, l2: 0.001 }), goal, training: { optimizer } }, steps)
  })

  const fitting = Object.values(losses).filter((loss) => (loss.goals as readonly Goal[]).includes(goal))
  test.each(fitting.map(({ name }) => name))('loss %s', async (loss) => {
    await expectAlike(
      { graph: template(goal), goal, training: { loss, optimizer: 'momentum' }, learningRate: 0.02 },
      steps,
    )
  })
})
