// The nine workloads: what is trained, on which rows, and where a step's time is bound. Everything else in this folder reads them.
// Shapes leave out the batch. Weights are named `layer/weight`, have Keras's layout, and a layer's come in Keras's order.

const dense = (name, from, to) => [
  { name: `${name}/kernel`, shape: [from, to], draw: 'glorot' },
  { name: `${name}/bias`, shape: [to], draw: 'zeros' },
]
const table = (name, rows, width) => ({ name: `${name}/table`, shape: [rows, width], draw: 'small' })
const norm = (name, width) => [
  { name: `${name}/gamma`, shape: [width], draw: 'ones' },
  { name: `${name}/beta`, shape: [width], draw: 'zeros' },
]

/** A recurrent layer; `biases` is the shape of its bias (GRU: one for the inputs and one for the state). */
const recurrent = ({ features, units, gates, biases }) => [
  { name: 'recurrent/kernel', shape: [features, gates * units], draw: 'glorot' },
  { name: 'recurrent/recurrentKernel', shape: [units, gates * units], draw: 'glorot' },
  { name: 'recurrent/bias', shape: biases, draw: 'zeros' },
]

const block = (name, width) => [
  ...norm(`${name}-norm1`, width),
  ...['query', 'key', 'value', 'output'].flatMap((part) => dense(`${name}-attention/${part}`, width, width)),
  ...norm(`${name}-norm2`, width),
  ...dense(`${name}-feed1`, width, width),
  ...dense(`${name}-feed2`, width, width),
]

const USERS = 943
const ITEMS = 1682
const POSITIONS = 50
const WIDTH = 64
const CATALOGUE = 3417

const catalogue = [
  { name: 'user', shape: [], kind: 'id', count: USERS },
  { name: 'item', shape: [], kind: 'id', count: ITEMS },
]
const series = (time, features) => [{ name: 'series', shape: [time, features], kind: 'waves' }]
const table32 = (name, count) => table(name, count, 32)
/** Tables near zero are a saddle, where the last bits of the first steps decide when learning begins: each system had a loss of its own. */
const wide = (name, count) => ({ ...table32(name, count), draw: 'wide' })

const adam = { optimizer: 'adam', learningRate: 0.001 }
const meanSquares = { loss: 'meanSquaredError', target: 'number' }
const yesOrNo = { loss: 'binaryCrossentropy', target: 'binary' }

/** `multiplyAdds`: of the forward pass, a row; a training step takes three times as many. `steps`: of an epoch, all of full batches. */
export const workloads = [
  {
    name: 'mlp',
    label: 'MLP 10-16-1',
    bound: 'overhead',
    ...{ batch: 32, steps: 320, ...adam, ...yesOrNo },
    inputs: [{ name: 'features', shape: [10], kind: 'normal' }],
    weights: [...dense('hidden1', 10, 16), ...dense('output', 16, 1)],
    multiplyAdds: 10 * 16 + 16,
  },
  {
    name: 'mlpLarge',
    label: 'MLP 40-512-256-1',
    bound: 'arithmetic',
    ...{ batch: 1024, steps: 64, ...adam, ...meanSquares },
    inputs: [{ name: 'features', shape: [40], kind: 'normal' }],
    weights: [...dense('hidden1', 40, 512), ...dense('hidden2', 512, 256), ...dense('output', 256, 1)],
    multiplyAdds: 40 * 512 + 512 * 256 + 256,
  },
  {
    name: 'simpleRnn',
    label: 'SimpleRNN 32, 10 steps of 1',
    bound: 'overhead',
    ...{ batch: 32, steps: 96, ...adam, ...meanSquares },
    inputs: series(10, 1),
    weights: [...recurrent({ features: 1, units: 32, gates: 1, biases: [32] }), ...dense('output', 32, 1)],
    multiplyAdds: 10 * (32 + 32 * 32) + 32,
  },
  {
    name: 'lstm',
    label: 'LSTM 32, 10 steps of 1',
    bound: 'overhead',
    ...{ batch: 32, steps: 96, ...adam, ...meanSquares },
    inputs: series(10, 1),
    weights: [...recurrent({ features: 1, units: 32, gates: 4, biases: [4 * 32] }), ...dense('output', 32, 1)],
    multiplyAdds: 10 * 4 * (32 + 32 * 32) + 32,
  },
  {
    name: 'gru',
    label: 'GRU 128, 50 steps of 8',
    bound: 'arithmetic',
    ...{ batch: 32, steps: 64, ...adam, ...meanSquares },
    inputs: series(50, 8),
    weights: [...recurrent({ features: 8, units: 128, gates: 3, biases: [2, 3 * 128] }), ...dense('output', 128, 1)],
    multiplyAdds: 50 * 3 * (8 * 128 + 128 * 128) + 128,
  },
  {
    name: 'cnn',
    label: 'Conv1D 64 (kernel 3), pool 2, dense 128, SGD',
    bound: 'overhead',
    ...{ batch: 32, steps: 96, optimizer: 'sgd', learningRate: 0.01, ...yesOrNo },
    inputs: series(10, 1),
    weights: [
      { name: 'conv/kernel', shape: [3, 1, 64], draw: 'glorot' },
      { name: 'conv/bias', shape: [64], draw: 'zeros' },
      ...dense('hidden1', 256, 128),
      ...dense('output', 128, 1),
    ],
    multiplyAdds: 8 * 3 * 64 + 256 * 128 + 128,
  },
  {
    name: 'mf',
    label: `MF ${USERS} x ${ITEMS} x 32`,
    bound: 'overhead',
    ...{ batch: 256, steps: 384, ...adam, ...meanSquares },
    inputs: catalogue,
    weights: [table32('user', USERS), table32('item', ITEMS)],
    multiplyAdds: 32,
  },
  {
    name: 'neuMf',
    label: 'NeuMF: GMF 32 + MLP 64-32-16',
    bound: 'arithmetic',
    ...{ batch: 256, steps: 384, ...adam, ...yesOrNo },
    inputs: catalogue,
    weights: [
      ...[wide('userProduct', USERS), wide('itemProduct', ITEMS)],
      ...[wide('userDense', USERS), wide('itemDense', ITEMS)],
      ...dense('hidden1', 64, 64),
      ...dense('hidden2', 64, 32),
      ...dense('hidden3', 32, 16),
      ...dense('output', 48, 1),
    ],
    multiplyAdds: 32 + 64 * 64 + 64 * 32 + 32 * 16 + 48,
  },
  {
    name: 'attention',
    label: `Self-attention ${POSITIONS} x ${WIDTH}, 2 blocks, ${CATALOGUE} items`,
    bound: 'arithmetic',
    ...{ batch: 256, steps: 8, ...adam, loss: 'sparseCategoricalCrossentropy', target: 'next' },
    inputs: [{ name: 'items', shape: [POSITIONS], kind: 'walk', count: CATALOGUE }],
    weights: [
      ...[table('item', CATALOGUE, WIDTH), table('position', POSITIONS, WIDTH)],
      ...block('block1', WIDTH),
      ...block('block2', WIDTH),
      ...norm('norm', WIDTH),
      ...dense('output', WIDTH, CATALOGUE),
    ],
    multiplyAdds: POSITIONS * (2 * (6 * WIDTH * WIDTH + 2 * POSITIONS * WIDTH) + WIDTH * CATALOGUE),
  },
]
