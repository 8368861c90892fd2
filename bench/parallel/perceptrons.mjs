// Perceptrons of any depth, and prepared rows for them: all for training, numbers that follow from their place.

/** @param {{ width: number, hidden: number[], binary: boolean }} network */
export function graphOf({ width, hidden, binary }) {
  const layers = [{ id: 'rows', type: 'input', settings: { shape: [width] }, inputs: [] }]
  const dense = (id, units, activation) =>
    layers.push({ id, type: 'dense', settings: { units, activation }, inputs: [layers.at(-1).id] })
  for (const [at, units] of hidden.entries()) dense(`hidden${at + 1}`, units, 'relu')
  dense('output', 1, binary ? 'sigmoid' : 'linear')
  return { layers, outputs: ['output'] }
}

export function preparedRows({ width, binary, rows }) {
  const features = Float32Array.from({ length: rows * width }, (_, at) => Math.sin(at * 12.9898) * 1.4)
  const target = Float32Array.from({ length: rows }, (_, row) => {
    const value = features[row * width] + features[row * width + 1] * features[row * width + 2]
    return binary ? Number(value > 0) : value
  })
  const goal = binary ? 'binary' : 'regression'
  const classes = binary ? ['no', 'yes'] : []
  const inputs = Array.from({ length: width }, (_, at) => `x${at}`)
  const facts = { goal, width, inputs, classes, counts: { train: rows, validation: 0, test: 0 }, droppedRows: 0 }
  const preparation = {
    schemaVersion: 1,
    facts,
    steps: [],
    target: { column: 'y', goal, classes, mean: 0, deviation: 1 },
  }
  const row = Int32Array.from({ length: rows }, (_, at) => at)
  return { preparation, features, target, part: new Uint8Array(rows), row }
}
