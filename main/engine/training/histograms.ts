// How weights and activations are distributed: counted by one program of its own, beside the training, which it does not touch.
import type * as tf from '@tensorflow/tfjs-node'
import type { Histogram, HistogramKind } from '../../../shared/records'
import type { Network, Scan } from '../architectures'
import type { TrainingData } from './data'
import { bins, distributionOf } from './distribution'
import { epochOrder } from './order'
import { createPass } from './pass'

/** A histogram without the epoch that it is of. */
export type Distribution = Omit<Histogram, 'epoch'>

export interface Histograms {
  /** Rows that activations are of: fixed for the run, of the validation part, or of the training part without one. */
  rows: Int32Array
  /** Weights, then layers, each in the order of the network. `compiles` has a graph count instead of plain operations. */
  take(weights: readonly tf.Tensor[], compiles: boolean): Distribution[]
  dispose(): void
}

interface HistogramsInput {
  network: Network
  data: TrainingData
  seed: number
  /** Numbers that the largest layer makes of a row. */
  widest: number
}

/** Enough for shapes and for dead units to be seen. */
const mostRows = 512
/** A layer's output takes 32 MB at most. */
const numbersALayer = 8_388_608

/** What each row of the results is of; learnt while they are computed. */
type Counted = { kind: HistogramKind; name: string; units: number | null }[]

export function createHistograms({ network, data, seed, widest }: HistogramsInput): Histograms {
  const { tf: tensorflow } = network
  const rows = sampled(data, seed, Math.max(1, Math.min(mostRows, Math.floor(numbersALayer / widest))))
  let counted: Counted = []
  const pass = createPass(tensorflow, (given, scan) => {
    const parts = distributions({ network, data }, given, scan)
    counted = parts.map(({ kind, name, units }) => ({ kind, name, units }))
    return [tensorflow.stack(parts.map(({ facts }) => facts)), tensorflow.stack(parts.map(({ counts }) => counts))]
  })
  return {
    rows,
    take(weights, compiles) {
      const fed = data.feed(rows, rows.length)
      const indices = tensorflow.tensor1d(fed.indices, 'int32')
      const inputs = [...weights, ...fed.tensors, indices]
      const results = pass.run(inputs, compiles)
      const [facts, counts] = results.map((tensor) => tensor.dataSync()) as [Float32Array, Int32Array]
      tensorflow.dispose([...results, indices])
      fed.release()
      return counted.map((one, index) => histogramOf(one, index, { facts, counts }))
    },
    dispose: () => pass.dispose(),
  }
}

/** The same rows for the same seed, which are those of no epoch's beginning. */
function sampled({ rows }: TrainingData, seed: number, most: number): Int32Array {
  const part = rows.validation.length > 0 ? rows.validation : rows.train
  return epochOrder(part, seed, 0).slice(0, most)
}

/** Of every weight, and of every layer's output for the sampled rows as in evaluation. */
function distributions(
  { network, data }: Pick<HistogramsInput, 'network' | 'data'>,
  given: readonly tf.Tensor[],
  scan: Scan,
) {
  const { tf: tensorflow } = network
  const weights = given.slice(0, network.weights.length)
  const tensors = given.slice(weights.length, weights.length + data.count)
  const { inputs } = data.batch(tensors, given.at(-1) as tf.Tensor)
  const parts = network.weights.map(({ name }, index) => {
    return { kind: 'weight' as HistogramKind, name, ...distributionOf(tensorflow, weights[index] as tf.Tensor, false) }
  })
  const observe = (name: string, output: tf.Tensor): void => {
    parts.push({ kind: 'activation', name, ...distributionOf(tensorflow, output, rectifies(network, name)) })
  }
  network.run({ weights, inputs, training: false, step: null, scan, observe })
  return parts
}

/** Whether units of the layer can be cut off at 0 for good. */
function rectifies({ graph }: Network, layer: string): boolean {
  const activation = graph.layers.find(({ id }) => id === layer)?.settings.activation
  return activation === 'relu' || activation === 'relu6'
}

function histogramOf(
  { kind, name, units }: Counted[number],
  index: number,
  { facts, counts }: { facts: Float32Array; counts: Int32Array },
): Distribution {
  const [min, max, mean, deviation] = facts.subarray(index * 4) as unknown as [number, number, number, number]
  const [zeros, dead, ...inBins] = counts.subarray(index * (bins + 2), (index + 1) * (bins + 2)) as unknown as [
    ...[number, number],
    ...number[],
  ]
  const count = inBins.reduce((sum, one) => sum + one, 0)
  const shares = { zeros: zeros / count, dead: units === null ? null : dead / units }
  if (count > 0) return { kind, name, count, min, max, mean, deviation, ...shares, counts: inBins }
  return { kind, name, count, min: NaN, max: NaN, mean: NaN, deviation: NaN, ...shares, counts: inBins }
}
