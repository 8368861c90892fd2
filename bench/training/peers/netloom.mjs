// Netloom under measurement: `netloom.mjs JOB`, one long run of `train` by a plan that it chooses, paused between blocks.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { engineFolder } from '../../measuring/engine.mjs'
import { readJob, serve } from './job.mjs'
import { createControl } from './netloomControl.mjs'
import { graphOf, startOf } from './netloomGraphs.mjs'

const built = (name) => import(pathToFileURL(path.join(engineFolder('training'), `${name}.js`)).href)
const { environmentFor, surroundingsFor } = await built('threads')
const { check } = await built('architectures')
const { checkpointStore } = await built('checkpoints')

const folder = process.argv[2]
const job = readJob(folder)
const { workload, rows } = job
const graph = graphOf(workload)
const training = {
  epochs: 100_000,
  batchSize: workload.batch,
  optimizer: workload.optimizer,
  learningRate: workload.learningRate,
  keep: 'last',
  patience: 0,
}
const goal = { number: 'regression', binary: 'binary', next: 'multiclass' }[workload.target]
const classes = workload.target === 'next' ? Array.from({ length: workload.inputs[0].count }, (_, i) => `${i}`) : []
const counts = { train: rows, validation: 0, test: 0 }
const facts = { goal, width: workload.inputs[0].shape[0] ?? 1, inputs: [], classes, counts, droppedRows: 0 }
const { parameters } = check(graph)

// As for a run's worker: TensorFlow reads these when it is loaded.
const { threads, inOnePiece } = surroundingsFor(graph, { plan: null, parameters, training, facts }, 1)
Object.assign(process.env, environmentFor(threads, inOnePiece))
const { train } = await built('training')
const { loadTensor, tensorVersion } = await built('tensor')
const tf = loadTensor(import.meta.url)

const block = ({ values, shape }) => ({ shape: shape.slice(1), values })
// An id alone is a row of one.
const source = {
  inputs: job.inputs.map((input) => (input.shape.length === 1 ? { shape: [1], values: input.values } : block(input))),
  targets: [workload.target === 'next' ? block(job.target) : { shape: [], values: job.target.values }],
  weights: null,
  part: new Uint8Array(rows),
}
const target = { column: 'y', goal, classes, mean: 0, deviation: 1 }
const prepared = {
  preparation: { schemaVersion: 1, facts, steps: [], target },
  features: new Float32Array(0),
  target: Float32Array.from(job.target.values),
  part: source.part,
  row: Int32Array.from({ length: rows }, (_, row) => row),
}

const checkpoints = path.join(folder, 'checkpoints')
mkdirSync(checkpoints, { recursive: true })
const control = createControl(job.orders.length)
const input = { graph, training, seed: job.seed, prepared, source, subject: 'bench', plan: null, resumes: false }
const context = {
  ...control.context,
  ...{ tf, threads, inOnePiece, libraryVersion: tensorVersion() },
  store: checkpointStore(checkpoints, [], control.context.log),
}
const begin = () => train({ ...input, start: startOf(job) }, context)
await serve(job, control.peer(begin), { Netloom: 'this checkout', 'TensorFlow of Netloom': tensorVersion() })
process.exit(0)
