// Three networks with rows to train on: a small one, whose steps are nearly all overhead, a large one, and a recurrent one.
const node = (id, type, settings, ...inputs) => ({ id, type, settings, inputs })
const dense = (id, units, activation, from) => node(id, 'dense', { units, activation }, from)
const input = (shape) => node('input', 'input', { shape, dtype: 'float32' })
const graphOf = (layers) => ({ layers, outputs: [layers.at(-1).id] })

/** Numbers that follow from their place, and a target that follows from each row's first two. */
function dataOf(rows, shape) {
  const width = shape.reduce((product, size) => product * size, 1)
  const features = Float32Array.from({ length: rows * width }, (_, at) => Math.sin(at * 12.9898))
  const target = Float32Array.from({ length: rows }, (_, row) =>
    features[row * width] + features[row * width + 1] > 0 ? 1 : 0,
  )
  const facts = {
    goal: 'binary',
    width,
    inputs: Array.from({ length: width }, (_, at) => `x${at}`),
    classes: ['no', 'yes'],
    counts: { train: rows, validation: 0, test: 0 },
    droppedRows: 0,
  }
  const kept = { column: 'y', goal: 'binary', classes: facts.classes, mean: 0, deviation: 1 }
  const preparation = { schemaVersion: 1, facts, steps: [], target: kept }
  const part = new Uint8Array(rows)
  const row = Int32Array.from({ length: rows }, (_, at) => at)
  const source = {
    inputs: [{ shape, values: features }],
    targets: [{ shape: [], values: target }],
    weights: null,
    part,
  }
  return { prepared: { preparation, features, target, part, row }, source }
}

/** `chunk`: steps taken in one call. */
export const networks = () => [
  {
    label: 'MLP 10-16-1, batch 32',
    graph: graphOf([input([10]), dense('hidden', 16, 'relu', 'input'), dense('output', 1, 'sigmoid', 'hidden')]),
    ...{ batch: 32, chunk: 512, rows: 4096, ...dataOf(4096, [10]) },
  },
  {
    label: 'MLP 40-512-256-1, batch 1024',
    graph: graphOf([
      input([40]),
      dense('hidden1', 512, 'relu', 'input'),
      dense('hidden2', 256, 'relu', 'hidden1'),
      dense('output', 1, 'sigmoid', 'hidden2'),
    ]),
    ...{ batch: 1024, chunk: 8, rows: 8192, ...dataOf(8192, [40]) },
  },
  {
    label: 'LSTM 32 over 10 steps, batch 32',
    graph: graphOf([
      input([10, 8]),
      node('lstm', 'lstm', { units: 32 }, 'input'),
      dense('output', 1, 'sigmoid', 'lstm'),
    ]),
    ...{ batch: 32, chunk: 128, rows: 4096, ...dataOf(4096, [10, 8]) },
  },
]
