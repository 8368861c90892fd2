// The workloads' networks in TF.js, as its users write them with tf.layers; layers are named as in the job.
import { attention } from './tfjsAttention.mjs'

function mlp(units, activation) {
  return ({ layers, sequential }) => {
    const hidden = units.slice(1).map((size, i) => {
      const first = i === 0 ? { inputShape: [units[0]] } : {}
      return layers.dense({ units: size, activation: 'relu', name: `hidden${i + 1}`, ...first })
    })
    return sequential({ layers: [...hidden, layers.dense({ units: 1, activation, name: 'output' })] })
  }
}

function recurrent(kind, settings) {
  return ({ layers, sequential }) => {
    const output = layers.dense({ units: 1, name: 'output' })
    return sequential({ layers: [layers[kind]({ name: 'recurrent', ...settings }), output] })
  }
}

function cnn({ layers, sequential }) {
  return sequential({
    layers: [
      layers.conv1d({ filters: 64, kernelSize: 3, activation: 'relu', inputShape: [10, 1], name: 'conv' }),
      layers.maxPooling1d({ poolSize: 2 }),
      layers.flatten(),
      layers.dense({ units: 128, activation: 'relu', name: 'hidden1' }),
      layers.dense({ units: 1, activation: 'sigmoid', name: 'output' }),
    ],
  })
}

/** Inputs of one id each, and what looks both up in tables of a name. */
function pair({ input, layers }, inputs) {
  const ids = inputs.map(() => input({ shape: [1], dtype: 'int32' }))
  const rowOf = (i, suffix) => {
    const { name, count } = inputs[i]
    const table = layers.embedding({ inputDim: count, outputDim: 32, name: `${name}${suffix}` })
    return layers.flatten().apply(table.apply(ids[i]))
  }
  return { ids, lookUp: (suffix) => [rowOf(0, suffix), rowOf(1, suffix)] }
}

function mf(tf, { inputs }) {
  const { ids, lookUp } = pair(tf, inputs)
  return tf.model({ inputs: ids, outputs: tf.layers.dot({ axes: 1 }).apply(lookUp('')) })
}

function neuMf(tf, { inputs }) {
  const { layers } = tf
  const { ids, lookUp } = pair(tf, inputs)
  const product = layers.multiply().apply(lookUp('Product'))
  let deep = layers.concatenate().apply(lookUp('Dense'))
  for (const [i, units] of [64, 32, 16].entries())
    deep = layers.dense({ units, activation: 'relu', name: `hidden${i + 1}` }).apply(deep)
  const joined = layers.concatenate().apply([product, deep])
  const output = layers.dense({ units: 1, activation: 'sigmoid', name: 'output' })
  return tf.model({ inputs: ids, outputs: output.apply(joined) })
}

const gates = { recurrentActivation: 'sigmoid' }

/** `model(tf, workload)` */
export const models = {
  mlp: mlp([10, 16], 'sigmoid'),
  mlpLarge: mlp([40, 512, 256], undefined),
  simpleRnn: recurrent('simpleRNN', { units: 32, inputShape: [10, 1] }),
  lstm: recurrent('lstm', { units: 32, inputShape: [10, 1], ...gates }),
  gru: recurrent('gru', { units: 128, inputShape: [50, 8], ...gates }),
  cnn,
  mf,
  neuMf,
  attention,
}
