// Milliseconds of a training step, ours beside tfjs's own `model.fit` of the same network, data and optimiser in one process.
import { load } from './measuring/facts.mjs'
import { loadEngine } from './measuring/engine.mjs'
import { median, round, summary } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'

const REPETITIONS = 9
const STEPS = 300
const BATCH = 32
const WIDTH = 10
const ROWS = STEPS * BATCH
const loadBefore = load()

const { architectures, session, settings, tensor, fields } = await loadEngine({
  architectures: 'main/engine/architectures/index.ts',
  session: 'main/engine/training/session.ts',
  settings: 'main/engine/training/settings.ts',
  tensor: 'main/engine/tensor.ts',
  fields: 'shared/fields/index.ts',
})
const tf = tensor.loadTensor()

/** Numbers of a row that follow from its place, and a yes or no that follows from them. */
function makeRows() {
  const features = Float32Array.from({ length: ROWS * WIDTH }, (_, i) => Math.sin(i * 12.9898))
  const target = Float32Array.from({ length: ROWS }, (_, row) =>
    features[row * WIDTH] + features[row * WIDTH + 1] > 0 ? 1 : 0,
  )
  return { features, target }
}
const { features, target } = makeRows()

/** Our session on these rows, all of them for training. */
function openOurs() {
  const facts = {
    goal: 'binary',
    width: WIDTH,
    inputs: Array.from({ length: WIDTH }, (_, i) => `x${i}`),
    classes: ['no', 'yes'],
    counts: { train: ROWS, validation: 0, test: 0 },
    droppedRows: 0,
  }
  const kept = { column: 'y', goal: 'binary', classes: facts.classes, mean: 0, deviation: 1 }
  const prepared = {
    preparation: { schemaVersion: 1, facts, steps: [], target: kept },
    features,
    target,
    part: new Uint8Array(ROWS),
    row: Int32Array.from({ length: ROWS }, (_, row) => row),
  }
  const { mlp } = architectures.templates
  const graph = mlp.graph(fields.withDefaults(mlp.fields, { hidden: [16], activation: 'relu' }), facts)
  const training = settings.trainingSettings({ epochs: 1, batchSize: BATCH, optimizer: 'adam', learningRate: 0.001 })
  return session.openSession({ graph, settings: training, seed: 1, prepared }, tf)
}

const batches = Array.from({ length: STEPS }, (_, step) =>
  Int32Array.from({ length: BATCH }, (_, i) => step * BATCH + i),
)

/** An epoch as the engine takes it: the loss of every step is read. */
function ourEpoch(ours) {
  const begun = performance.now()
  for (const rows of batches) {
    const { loss, objective, outputs } = ours.step(rows)
    loss.dataSync()
    tf.dispose([loss, objective, outputs])
  }
  return (performance.now() - begun) / STEPS
}

function openPeer() {
  const model = tf.sequential()
  model.add(tf.layers.dense({ units: 16, activation: 'relu', inputShape: [WIDTH] }))
  model.add(tf.layers.dense({ units: 1, activation: 'sigmoid' }))
  model.compile({ optimizer: tf.train.adam(0.001), loss: 'binaryCrossentropy' })
  return { model, x: tf.tensor2d(features, [ROWS, WIDTH]), y: tf.tensor2d(target, [ROWS, 1]) }
}

async function peerEpoch({ model, x, y }) {
  const begun = performance.now()
  await model.fit(x, y, { epochs: 1, batchSize: BATCH, shuffle: false, verbose: 0 })
  return (performance.now() - begun) / STEPS
}

const ours = openOurs()
const peer = openPeer()
const parameters = [ours.network.model.countParams(), peer.model.countParams()]
if (parameters[0] !== parameters[1]) throw new Error(`not the same network: ${parameters.join(' and ')} parameters`)
const times = { ours: [], peer: [] }
for (let i = -1; i < REPETITIONS; i += 1) {
  const pair = { ours: ourEpoch(ours), peer: await peerEpoch(peer) }
  // The first of each is slower, and is not counted: functions are compiled.
  if (i < 0) continue
  times.ours.push(pair.ours)
  times.peer.push(pair.peer)
}
ours.dispose()

const ratios = times.ours.map((time, i) => time / times.peer[i])
printTable([
  { step: 'Netloom', 'median ms': round(median(times.ours)), 'worst ms': round(Math.max(...times.ours)) },
  { step: 'tfjs model.fit', 'median ms': round(median(times.peer)), 'worst ms': round(Math.max(...times.peer)) },
])
console.log(`${round(median(ratios))} times model.fit (median of ${REPETITIONS} pairs of ${STEPS} steps)`)
keep(
  'step',
  {
    measured: {
      network: `MLP ${WIDTH}-16-1, ${parameters[0]} parameters, batch ${BATCH}, adam`,
      millisecondsAStep: { netloom: summary(times.ours), modelFit: summary(times.peer) },
      ratio: summary(ratios),
    },
  },
  { loadBefore },
)
