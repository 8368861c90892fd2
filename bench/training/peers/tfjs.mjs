// tfjs-node as a peer: `tfjs.mjs JOB`, by `model.fit`, whose default order is shuffled.
import { createRequire } from 'node:module'
import util from 'node:util'
import { readJob, serve } from './job.mjs'
import { models } from './tfjsModels.mjs'

// Node 23 dropped two functions that tfjs-node 4.22 calls.
util.isNullOrUndefined ??= (value) => value === null || value === undefined
util.isArray ??= Array.isArray
const tf = createRequire(import.meta.url)('@tensorflow/tfjs-node')

const job = readJob(process.argv[2])
const { workload } = job
const model = models[workload.name](tf, workload)

function loadWeights() {
  for (const layer of model.layers) {
    const own = job.weights.filter(({ name }) => name.split('/')[0] === layer.name)
    // A GRU of TF.js has one bias; the job's second one belongs to a later kind of GRU, and both are zero at first.
    const values = layer.weights.map(({ shape }, i) =>
      tf.tensor(own[i].values.slice(0, tf.util.sizeFromShape(shape)), shape),
    )
    layer.setWeights(values)
    tf.dispose(values)
  }
}

const optimizers = {
  adam: () => tf.train.adam(workload.learningRate, 0.9, 0.999, 1e-7),
  sgd: () => tf.train.sgd(workload.learningRate),
}
loadWeights()
model.compile({ optimizer: optimizers[workload.optimizer](), loss: workload.loss })

// tf.layers has no input without features, and wants item numbers to stand alone on a last axis.
const inputs = job.inputs.map(({ values, shape, type }) =>
  tf.tensor(values, shape.length === 1 ? [...shape, 1] : shape, type),
)
const whole = job.target.type === 'int32'
// Its losses round targets down, which TensorFlow does to float32 alone.
const target = tf.tensor(Float32Array.from(job.target.values), whole ? [...job.target.shape, 1] : job.target.shape)
const one = (tensors) => (tensors.length === 1 ? tensors[0] : tensors)
const fit = (x, y, settings) => model.fit(one(x), y, { batchSize: workload.batch, verbose: 0, ...settings })

let ordered = []
await serve(
  job,
  {
    prepare(order) {
      tf.dispose(ordered)
      ordered = tf.tidy(() => [...inputs, target].map((values) => tf.gather(values, tf.tensor1d(order, 'int32'))))
    },
    async ordered() {
      const { history } = await fit(ordered.slice(0, -1), ordered.at(-1), { epochs: 1, shuffle: false })
      return history.loss[0]
    },
    free: (epochs) => fit(inputs, target, { epochs }),
  },
  { 'tfjs-node': tf.version['tfjs-node'], TensorFlow: tf.backend().binding.TF_Version },
)
process.exit(0)
