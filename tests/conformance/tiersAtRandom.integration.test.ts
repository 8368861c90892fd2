// Random layers on all tiers: what is dropped is the same everywhere, differs from step to step and from layer to layer, and is the
// share that was asked for. Of every layer type with a setting that makes it random.
import type * as tfTypes from '@tensorflow/tfjs-node'
import { describe, expect, test } from 'vitest'
import { build, layerTypes } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { compileChunk, loopingScan } from '../../main/engine/training/trace'
import type { Settings } from '../../shared/fields'
import type { Tier } from '../../shared/records'
import { drawnTensors, madeUpInputs } from '../architectures/passes'
import { around, sideBySide } from './networks'

const tf = loadTensor()
const [steps, rows] = [20, 60]
const rate = 0.3
const randomly: Settings = { rate, deviation: rate, dropout: rate, recurrentDropout: rate }

const names = Object.values(layerTypes).flatMap(({ name, fields }) => {
  return fields.some((field) => field.name in randomly) ? [name] : []
})
const settingsOf = (name: string): Settings => {
  const { fields } = layerTypes[name as keyof typeof layerTypes]
  return Object.fromEntries(Object.entries(randomly).filter(([key]) => fields.some((field) => field.name === key)))
}
/** Each twice, so that two layers of the same kind can be held against each other. */
const twins = names.flatMap((name) => [name, `${name} again`].map((id) => ({ id, name })))
const joined = sideBySide(twins.map(({ id, name }) => ({ name: id, graph: around(name, settingsOf(name)) })))
const graph = { ...joined, outputs: twins.map(({ id }) => `${id}/tried`) }

/** By layer: what it gives at each step for the same rows and weights. */
function outputsOn(tier: Tier): Map<string, Float32Array[]> {
  const network = build(graph, { tf, seed: 5 })
  const [weights, inputs] = [drawnTensors(network), madeUpInputs(network, rows)]
  const fixed = [...weights, ...inputs]
  const step = (state: tfTypes.Tensor[], given: tfTypes.Tensor[]) =>
    tf.tidy(() => {
      const [clock] = state as [tfTypes.Scalar]
      const own = { weights: given.slice(0, weights.length), inputs: given.slice(weights.length) }
      const { outputs } = network.run({ ...own, training: true, step: clock, scan: loopingScan(false) })
      return { state: [tf.add(clock, tf.scalar(1, 'int32'))], kept: outputs }
    })
  const state = [tf.scalar(0, 'int32')]
  const taken: Float32Array[][] = []
  if (tier === 'eager') {
    let now = state
    for (let index = 0; index < steps; index += 1) {
      const done = step(now, fixed)
      taken.push(done.kept.map((tensor) => tensor.dataSync<'float32'>() as Float32Array))
      tf.dispose([...(index === 0 ? [] : now), ...done.kept])
      now = done.state as tfTypes.Scalar[]
    }
    tf.dispose(now)
  } else {
    const input = { state, fixed, perStep: [tf.zeros([steps])] }
    const program = compileChunk({ tf, ...input, step, tier })
    const done = program.run(steps, input)
    const all = done.kept.map((tensor) => tensor.dataSync<'float32'>() as Float32Array)
    for (let index = 0; index < steps; index += 1) {
      taken.push(
        all.map((values) => values.slice((index * values.length) / steps, ((index + 1) * values.length) / steps)),
      )
    }
    program.dispose()
    tf.dispose([...done.state, ...done.kept, ...input.perStep])
  }
  tf.dispose([...fixed, ...state])
  return new Map(twins.map(({ id }, which) => [id, taken.map((outputs) => outputs[which] as Float32Array)]))
}

const zeros = (outputs: readonly Float32Array[]) => outputs.map((values) => values.map((value) => Number(value === 0)))
const eager = outputsOn('eager')

test('there are random layers, those that drop among them', () => {
  expect(names).toEqual(expect.arrayContaining(['dropout', 'spatialDropout1d', 'gaussianNoise', 'lstm']))
})

describe.each(['eager', 'graph', 'xla'] as const)('on %s', (tier) => {
  const outputs = tier === 'eager' ? eager : outputsOn(tier)

  test.each(names)('%s gives what it gives eagerly, other numbers at every step', (name) => {
    const [own, reference] = [outputs.get(name) as Float32Array[], eager.get(name) as Float32Array[]]
    // Bits, not nearly: what is dropped is decided by whole numbers.
    expect(zeros(own)).toEqual(zeros(reference))
    own.forEach((values, step) =>
      values.forEach((value, at) => {
        const expected = reference[step]?.[at] ?? NaN
        if (!(Math.abs(value - expected) <= 1e-5 * Math.max(1, Math.abs(expected))))
          expect.fail(`step ${step} at ${at}: ${value} for ${expected}`)
      }),
    )
    expect(new Set(own.map((values) => values.join())).size).toBe(steps)
  })

  test.each(['dropout', 'spatialDropout1d'])('%s drops its share, and elsewhere than its twin', (name) => {
    const [own, twin] = [name, `${name} again`].map((id) => zeros(outputs.get(id) as Float32Array[]))
    const dropped = own?.map((values) => values.reduce((sum, one) => sum + one, 0) / values.length) ?? []
    // A spatial one drops whole columns of 6 steps together: so many fewer are drawn.
    const drawn = (steps * (own?.[0]?.length ?? 0)) / (name === 'dropout' ? 1 : 6)
    const share = dropped.reduce((sum, one) => sum + one, 0) / steps
    expect(Math.abs(share - rate)).toBeLessThan(3 * Math.sqrt((rate * (1 - rate)) / drawn))
    own?.forEach((values, step) => expect(values).not.toEqual(twin?.[step]))
    // Twins that knew of each other would agree on more than chance has it: .3 x .3 + .7 x .7.
    const agreeing =
      own?.flatMap((values, step) => [...values].map((one, at) => Number(one === twin?.[step]?.[at]))) ?? []
    const both = rate ** 2 + (1 - rate) ** 2
    const agreed = agreeing.reduce((sum, one) => sum + one, 0) / agreeing.length
    expect(Math.abs(agreed - both)).toBeLessThan(3 * Math.sqrt((both * (1 - both)) / drawn))
  })
})
