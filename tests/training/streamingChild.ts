// Trains for an epoch on a file that it writes, larger by far than the limit, and tells how its memory grew: a child process of the tests.
import { statSync } from 'node:fs'
import { templates } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { trainingSettings } from '../../main/engine/training'
import { epochOrder } from '../../main/engine/training/order'
import { openSession } from '../../main/engine/training/session'
import { openPrepared, writePrepared } from '../../main/engine/workspace/prepared'
import { withDefaults } from '../../shared/fields'
import { preparedFor } from './prepared'

const megabyte = 2 ** 20
const [rows, width, batchSize] = [200_000, 800, 256]

/** Resident megabytes at the height, since the process began; Linux. */
const peakMb = () => process.resourceUsage().maxRSS / 1024

function write(file: string): void {
  const small = preparedFor('regression', rows, 1)
  const features = new Float32Array(rows * width)
  for (let at = 0; at < features.length; at += 1) features[at] = ((at * 7919) % 1009) / 1009 - 0.5
  const { facts } = small.preparation
  writePrepared(file, { ...small, features, preparation: { ...small.preparation, facts: { ...facts, width } } })
}

/** `task`: `write` the file, or train on what another process wrote, so that this one's height is that of training alone. */
export async function streamingChild(task: 'write' | 'train', file: string): Promise<void> {
  if (task === 'write') {
    write(file)
    return
  }
  const tf = loadTensor()
  tf.dispose(tf.add(tf.zeros([1]), 1))
  const before = peakMb()
  const { prepared, features, close } = openPrepared(file)
  const graph = templates.mlp.graph(withDefaults(templates.mlp.fields, { hidden: [4] }), prepared.preparation.facts)
  const settings = trainingSettings({ batchSize })
  const wants = { gradientNorm: false, health: false }
  const session = openSession(
    { graph, settings, seed: 1, prepared, features, memoryLimit: 64 * megabyte, wants, start: null, now: () => 0 },
    tf,
  )
  session.follow([{ tier: 'graph', fromStep: 0 }])
  const order = epochOrder(session.data.rows.train, 1, 1)
  const learningRates = new Float32Array(Math.ceil(order.length / batchSize)).fill(0.001)
  const { bad } = session.advance({ rows: order, batchSize, learningRates })
  const { loss } = await session.evaluate(session.data.rows.test, () => Promise.resolve())
  session.dispose()
  close()
  const told = { fileMb: statSync(file).size / megabyte, grownMb: peakMb() - before, fine: bad === null && loss > 0 }
  process.stdout.write(JSON.stringify(told))
}
