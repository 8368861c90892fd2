// Nothing is left behind on the native side: the number of its tensors is the same after chunks, evaluations, snapshots and replays.
import { describe, expect, test } from 'vitest'
import { templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { openSession } from '../../main/engine/training/session'
import type { Session } from '../../main/engine/training/session'
import { withDefaults } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import type { Tier } from '../../shared/records'
import { factorisation, histories, idRows, openTables } from './lookedNetworks'
import { preparedFor } from './prepared'

const tf = loadTensor()
const noPause = () => Promise.resolve()

interface Native {
  binding: { getNumOfTensors(): number; getNumOfSavedModels(): number }
}

const { binding } = tf.backend() as unknown as Native
/** Tensors that TensorFlow holds, those without a tensor in JavaScript among them. */
const nativeTensors = () => binding.getNumOfTensors()

function mlp(network: Settings, training: Settings, memoryLimit = Infinity): Session {
  const prepared = preparedFor('multiclass')
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, network), prepared.preparation.facts)
  const settings = trainingSettings({ batchSize: 16, ...training })
  const wants = { gradientNorm: true, health: true }
  const start = { ...{ seed: 1, start: null }, now: () => 0 }
  return openSession({ graph, settings, prepared, wants, memoryLimit, ...start }, tf)
}

const tables = (graph: Parameters<typeof openTables>[0]['graph'], shapes: number[][], memoryLimit = Infinity) => {
  const training = { optimizer: 'lazyAdam', batchSize: 16 }
  return openTables({ graph, source: idRows(120, shapes, [9, 9]), training, tier: 'eager', memoryLimit })
}

const sessions: Record<string, () => Session> = {
  'dropout, moving statistics and a penalty': () => mlp({ dropout: 0.3, batchNormalisation: true, l2: 0.01 }, {}),
  'gathered gradients, clipped': () => mlp({}, { accumulate: 2, clipNorm: 1 }),
  'rows that stream': () => mlp({}, {}, 100),
  'tables by row': () => tables(factorisation(50, 50, 4), [[1], [1]]),
  'a shared table, masks and a loop over time': () => tables(histories(50), [[6], [1]]),
}

/** Whatever a run may do between two epochs: chunks with a smaller last batch, and one that is not finite. */
async function turn(session: Session): Promise<void> {
  const rows = session.data.rows.train
  const rates = (rate: number) => new Float32Array(Math.ceil(rows.length / 16)).fill(rate)
  expect(session.advance({ rows, batchSize: 16, learningRates: rates(0.01) }).bad).toBeNull()
  await session.evaluate(rows, noPause)
  session.histograms()
  expect(session.advance({ rows, batchSize: 16, learningRates: rates(NaN) }).bad).not.toBeNull()
  session.restore(session.snapshot())
  session.setWeights(session.weights())
}

describe.each(Object.entries(sessions))('%s', (_name, open) => {
  test.each(['eager', 'graph', 'xla'] as Tier[])('on tier %s', async (tier) => {
    const before = nativeTensors()
    const session = open()
    session.follow([{ tier, fromStep: 0 }])
    await turn(session)
    const [native, ours] = [nativeTensors(), tf.memory().numTensors]
    for (let count = 0; count < 8; count += 1) await turn(session)
    expect(nativeTensors()).toBe(native)
    expect(tf.memory().numTensors).toBe(ours)
    session.dispose()
    expect(nativeTensors()).toBe(before)
    expect(binding.getNumOfSavedModels()).toBe(0)
  })
})
