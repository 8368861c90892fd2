// Networks with tables, and rows of ids for them, for benchmarks of the engine: no files, no window.

const layer = (id, type, settings, ...inputs) => ({ id, type, settings, inputs })

/** output = <row of the person, row of the item>. */
export function factorisation(people, items, width) {
  const layers = [
    layer('person', 'input', { shape: [1], dtype: 'int32' }),
    layer('item', 'input', { shape: [1], dtype: 'int32' }),
    layer('people', 'embedding', { entries: people, width }, 'person'),
    layer('items', 'embedding', { entries: items, width }, 'item'),
    layer('who', 'flatten', {}, 'people'),
    layer('what', 'flatten', {}, 'items'),
    layer('output', 'dot', {}, 'who', 'what'),
  ]
  return { layers, outputs: ['output'] }
}

export function perceptron(width, hidden) {
  const layers = [
    layer('rows', 'input', { shape: [width] }),
    layer('hidden', 'dense', { units: hidden, activation: 'relu' }, 'rows'),
    layer('output', 'dense', { units: 1, activation: 'linear' }, 'hidden'),
  ]
  return { layers, outputs: ['output'] }
}

/** `count` ids below `limit`, scattered over all of them. */
export const ids = (count, limit) =>
  Int32Array.from({ length: count }, (_, i) => (Math.imul(i, 2654435761) >>> 8) % limit)

/** `count` numbers between -1 and 1 that follow from their place. */
export const numbers = (count) => Float32Array.from({ length: count }, (_, i) => Math.sin(i * 12.9898))

/** A session on those inputs, all rows for training, that follows one tier; fails where the tier cannot be had. */
export function openOn({ session, settings, tf }, { graph, inputs, target, training, tier }) {
  const count = target.length
  const facts = { goal: 'regression', width: 1, inputs: ['x'], classes: [], droppedRows: 0 }
  const counts = { train: count, validation: 0, test: 0 }
  const kept = { column: 'y', goal: 'regression', classes: [], mean: 0, deviation: 1 }
  const part = new Uint8Array(count)
  const preparation = { schemaVersion: 1, facts: { ...facts, counts }, steps: [], target: kept }
  const prepared = { preparation, features: new Float32Array(0), target, part, row: new Int32Array(0) }
  const source = { inputs, targets: [{ shape: [], values: target }], weights: null, part }
  const opened = session.openSession(
    {
      ...{ graph, prepared, source, settings: settings.trainingSettings(training), seed: 1, start: null },
      wants: { gradientNorm: false, health: false },
      now: () => performance.now(),
      onFallback(wanted, taken, reason) {
        throw new Error(`${taken} in place of ${wanted}: ${reason}`)
      },
    },
    tf,
  )
  opened.follow([{ tier, fromStep: 0 }])
  return opened
}
