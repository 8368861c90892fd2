// The workloads' networks as graphs of Netloom's own layers; layers are named as in the job.
const node = (id, type, settings, ...inputs) => ({ id, type, settings, inputs })
const dense = (id, units, activation, from) => node(id, 'dense', { units, activation }, from)
const whole = (kind) => kind === 'id' || kind === 'walk'
const inputsOf = ({ inputs }) =>
  inputs.map(({ name, shape, kind }) => {
    const dtype = whole(kind) ? 'int32' : 'float32'
    return node(`${name}-input`, 'input', { shape: shape.length > 0 ? shape : [1], dtype })
  })

const mlp = (units, activation) => {
  const names = units.map((_, i) => (i === 0 ? 'features-input' : `hidden${i}`))
  const hidden = units.slice(1).map((size, i) => dense(names[i + 1], size, 'relu', names[i]))
  return [...hidden, dense('output', 1, activation, names.at(-1))]
}
const recurrent = (type, units) => [
  node('recurrent', type, { units }, 'series-input'),
  dense('output', 1, 'linear', 'recurrent'),
]
const cnn = [
  node('conv', 'conv1d', { filters: 64, kernelSize: 3, activation: 'relu' }, 'series-input'),
  node('pool', 'maxPooling1d', { poolSize: 2 }, 'conv'),
  node('flat', 'flatten', {}, 'pool'),
  dense('hidden1', 128, 'relu', 'flat'),
  dense('output', 1, 'sigmoid', 'hidden1'),
]
const lookUp = (inputs, suffix) =>
  inputs.flatMap(({ name, count }) => [
    node(`${name}${suffix}`, 'embedding', { entries: count, width: 32 }, `${name}-input`),
    node(`${name}${suffix}-row`, 'flatten', {}, `${name}${suffix}`),
  ])
const mf = ({ inputs }) => [...lookUp(inputs, ''), node('output', 'dot', {}, 'user-row', 'item-row')]
const neuMf = ({ inputs }) => [
  ...lookUp(inputs, 'Product'),
  ...lookUp(inputs, 'Dense'),
  node('product', 'multiply', {}, 'userProduct-row', 'itemProduct-row'),
  node('pair', 'concatenate', {}, 'userDense-row', 'itemDense-row'),
  dense('hidden1', 64, 'relu', 'pair'),
  dense('hidden2', 32, 'relu', 'hidden1'),
  dense('hidden3', 16, 'relu', 'hidden2'),
  node('joined', 'concatenate', {}, 'product', 'hidden3'),
  dense('output', 1, 'sigmoid', 'joined'),
]
const block = (id, width, from) => [
  node(`${id}-norm1`, 'layerNormalisation', { epsilon: 0.001 }, from),
  node(`${id}-attention`, 'multiHeadAttention', { heads: 1, keyWidth: width, causal: true }, `${id}-norm1`),
  node(`${id}-sum1`, 'add', {}, from, `${id}-attention`),
  node(`${id}-norm2`, 'layerNormalisation', { epsilon: 0.001 }, `${id}-sum1`),
  dense(`${id}-feed1`, width, 'relu', `${id}-norm2`),
  dense(`${id}-feed2`, width, 'linear', `${id}-feed1`),
  node(`${id}-sum2`, 'add', {}, `${id}-sum1`, `${id}-feed2`),
]
const attention = ({ inputs: [{ count }] }) => [
  node('item', 'embedding', { entries: count, width: 64 }, 'items-input'),
  node('position', 'positionalEmbedding', {}, 'item'),
  ...block('block1', 64, 'position'),
  ...block('block2', 64, 'block1-sum2'),
  node('norm', 'layerNormalisation', { epsilon: 0.001 }, 'block2-sum2'),
  dense('output', count, 'softmax', 'norm'),
]

const layers = {
  mlp: () => mlp([10, 16], 'sigmoid'),
  mlpLarge: () => mlp([40, 512, 256], 'linear'),
  simpleRnn: () => recurrent('simpleRnn', 32),
  lstm: () => recurrent('lstm', 32),
  gru: () => recurrent('gru', 128),
  cnn: () => cnn,
  mf,
  neuMf,
  attention,
}

export const graphOf = (workload) => ({
  layers: [...inputsOf(workload), ...layers[workload.name](workload)],
  outputs: ['output'],
})

/** The job's weights under the names that Netloom's layers give them. */
export function startOf({ weights }) {
  const own = ({ name, shape, values }) => {
    const [layer, ...parts] = name.split('/')
    if (parts[0] === 'table')
      return { name: `${layer}/${layer === 'position' ? 'positions' : 'embeddings'}`, shape, values }
    const [first, second = ''] = parts
    return { name: `${layer}/${first}${second && second[0].toUpperCase() + second.slice(1)}`, shape, values }
  }
  return { name: 'the benchmark', weights: weights.map(own) }
}
