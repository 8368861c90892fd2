// A tier that cannot be had gives way: to a graph what XLA cannot compile, to plain operations what no graph can hold; the run
// says so, its numbers are those of the tier that took over, and nothing of the attempt stays behind.
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { layerTypes } from '../../main/engine/architectures'
import type { LayerType } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { train, trainingSettings } from '../../main/engine/training'
import { openSession } from '../../main/engine/training/session'
import { backendOf } from '../../main/engine/training/trace/binding'
import type { TrainReport } from '../../shared/contract/worker'
import type { Graph, Tier } from '../../shared/records'
import { endOf, epochOf, opened } from '../conformance/tiers'
import { begun, neverPaused, noCheckpoints } from '../helpers/neverPaused'
import { preparedFor } from './prepared'

const tf = loadTensor()

/** Layers for these tests alone: each makes an operation run beside its input that hardly changes a number. */
const odd: Record<string, (x: tfTypes.Tensor) => tfTypes.Tensor> = {
  // Not in the table of operations that graphs may have.
  noGraph: (x) => tf.multinomial(x as tfTypes.Tensor2D, 1, 1),
  // In the table, but without a kernel of XLA's. Not of constants alone: those are computed before anything is compiled.
  noXla: (x) => {
    const images = tf.reshape(x, [1, -1, 1, 1]) as tfTypes.Tensor4D
    return tf.mean(tf.image.cropAndResize(images, tf.tensor2d([[0, 0, 1, 1]]), tf.tensor1d([0], 'int32'), [2, 2]))
  },
}

const registry = layerTypes as unknown as Record<string, LayerType>
beforeAll(() => {
  for (const [name, beside] of Object.entries(odd)) {
    const forward: LayerType['forward'] = ({ inputs: [x] }) => {
      const nothing = tf.customGrad(() => ({
        value: tf.mul(tf.cast(beside(x), 'float32'), 1e-30),
        gradFunc: () => [],
      }))()
      return tf.add(x, nothing)
    }
    registry[name] = { ...layerTypes.flatten, name, forward, fields: [] }
  }
})
afterAll(() => {
  for (const name of Object.keys(odd)) delete registry[name]
})

const graphWith = (...odds: string[]): Graph => ({
  layers: [
    { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] },
    { id: 'hidden', type: 'dense', settings: { units: 5, activation: 'tanh' }, inputs: ['in'] },
    ...odds.map((type, index) => {
      return { id: type, type, settings: {}, inputs: [index === 0 ? 'hidden' : (odds[index - 1] ?? '')] }
    }),
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'sigmoid' }, inputs: [odds.at(-1) ?? 'hidden'] },
  ],
  outputs: ['out'],
})

const native = () => {
  const { binding } = backendOf(tf) as unknown as {
    binding: { getNumOfTensors(): number; getNumOfSavedModels(): number }
  }
  return { tensors: binding.getNumOfTensors(), models: binding.getNumOfSavedModels(), seen: tf.memory().numTensors }
}

/** Two epochs, each with a smaller last batch. */
async function numbersOn(tier: Tier, ...odds: string[]) {
  const fallbacks: string[] = []
  const session = opened({ graph: graphWith(...odds) }, fallbacks)
  session.follow([{ tier, fromStep: 0 }])
  const losses = [1, 2].flatMap((epoch) => [
    ...session.advance(epochOf(session, { graph: session.network.graph }, epoch)).losses,
  ])
  const numbers = { losses, ...(await endOf(session)) }
  session.dispose()
  return { numbers, fallbacks }
}

describe('a session', () => {
  test.each([
    ['graph', 'noGraph', ['graph eager the operation Multinomial cannot be part of a graph'], 'eager'],
    // XLA is asked for first, and refused for the same reason as the graph it then asks for.
    ['xla', 'noGraph', ['xla graph the operation Multinomial', 'graph eager the operation Multinomial'], 'eager'],
    ['xla', 'noXla', ['xla graph '], 'graph'],
    ['graph', 'noXla', [], 'graph'],
  ] as const)('asked for %s with %s', async (tier, layer, expected, taken) => {
    // Once before, so that what is made once and for all is there.
    const reference = await numbersOn(taken, layer)
    const before = native()
    const { numbers, fallbacks } = await numbersOn(tier, layer)
    expect(native()).toEqual(before)
    expect(fallbacks).toHaveLength(expected.length)
    expected.forEach((reason, index) => expect(fallbacks[index]).toContain(reason))
    expect(numbers).toEqual(reference.numbers)
  })

  // Damage in what XLA kept may be why it refuses: it is asked once more without that, and not for every batch size anew.
  test('forgets once what XLA kept before XLA gives way, and measuring leaves nothing behind', () => {
    const measured = () => {
      const heard: string[] = []
      const graph = graphWith('noXla')
      const session = openSession(
        {
          ...{ graph, settings: trainingSettings({ batchSize: 50 }), seed: 3, prepared: preparedFor('binary') },
          ...{ wants: { gradientNorm: false, health: false }, start: null, now: () => 0 },
          forgetCompiled: () => void heard.push('forgotten'),
          onFallback: (wanted, taken) => void heard.push(`${wanted} gives way to ${taken}`),
        },
        tf,
      )
      const tiers = [50, 20].map((batchSize) => {
        return session.measure('xla', epochOf(session, { graph, batchSize }, 1)).tier
      })
      session.dispose()
      return { tiers, heard }
    }
    measured()
    const before = native()
    expect(measured()).toEqual({ tiers: ['graph', 'graph'], heard: ['forgotten', 'xla gives way to graph'] })
    expect(native()).toEqual(before)
  })
})

describe('a run', () => {
  async function trainedWith(layer: string, tier: Tier | 'automatic') {
    const reports: TrainReport[] = []
    const lines: string[] = []
    const context = {
      ...{ tf, libraryVersion: 'any', threads: 1, ...neverPaused, store: noCheckpoints },
      now: () => performance.now(),
      signal: new AbortController().signal,
      log: (line: string) => void lines.push(line),
      report: (report: TrainReport) => void reports.push(report),
    }
    const training = { epochs: 2, batchSize: 50, tier }
    const graph = graphWith(layer)
    const { outcome } = await train(
      { graph, training, seed: 1, prepared: preparedFor('binary'), subject: 'run', ...begun },
      context,
    )
    const plan = reports.findLast((report) => report.kind === 'status' && report.plan !== null)
    const problems = reports.flatMap((report) => (report.kind === 'problem' ? [report.problem] : []))
    return { outcome, lines, problems, plan: plan?.kind === 'status' ? plan.plan : null }
  }

  test.each([
    ['noGraph', 'xla', 'eager'],
    ['noGraph', 'graph', 'eager'],
    ['noXla', 'xla', 'graph'],
  ] as const)('with %s asked to be trained on %s takes %s, and has a note of it', async (layer, wanted, taken) => {
    const { outcome, plan, problems, lines } = await trainedWith(layer, wanted)
    expect(outcome.endedBy).toBe('epochs-done')
    expect(plan?.parts).toEqual([{ tier: taken, fromStep: 0 }])
    const note = `The tier "${wanted}" cannot run this network; "${taken}" takes its place.`
    expect(plan?.notes.map(({ en }) => en)).toEqual([note])
    expect(problems[0]).toMatchObject({ code: 'run/tier-missing', severity: 'note', path: 'training.tier' })
    expect(problems[0]?.message.en).toContain(`The tier "${wanted}" cannot run this network`)
    expect(lines.join('\n')).toContain(layer === 'noGraph' ? 'Multinomial' : 'CropAndResize')
  })

  test('left to choose goes operation by operation where no graph can hold the network', async () => {
    const { outcome, plan } = await trainedWith('noGraph', 'automatic')
    expect(outcome.endedBy).toBe('epochs-done')
    expect(plan?.parts).toEqual([{ tier: 'eager', fromStep: 0 }])
    expect(plan?.reason.en).toBe('This network has an operation that no graph can hold.')
  })
})
