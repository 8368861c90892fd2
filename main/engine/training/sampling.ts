// What losses are handed that compare a row with a few classes or with the rows of its batch, and which tables such a loss reads
// by row.
import type * as tf from '@tensorflow/tfjs-node'
import type { Prepared } from '../workspace/prepared'
import { layerRandom, seedOf } from '../architectures'
import type { Network } from '../architectures'
import type { Batch, TrainingData, TrainingSource } from './data'
import { drawsOf, drawWeights, noDraws } from './draws'
import type { Draws } from './draws'
import { samplingPower } from './losses'
import type { Loss, Sampling } from './losses'
import { numberOf } from './values'
import type { Settings } from '../../../shared/fields'

/** The input whose codes are what rows with targets of two values are about; see the task `topN`. */
const item = 'item'

interface Sampled {
  network: Network
  /** Of the run. */
  seed: number
  /** Which output the loss is of. */
  head: number
  draws: Draws
  valid: tf.Tensor | null
  /** Null outside training. */
  step: tf.Scalar | null
}

export function samplingOf({ network, seed, head, draws, valid, step }: Sampled, batch: Batch): Sampling {
  const { tf: tensorflow, inputs } = network
  const codes = batch.inputs[inputs.findIndex(({ id }) => id === item)]
  const rows = batch.inputs[0]?.shape[0]
  return {
    random: step === null ? null : layerRandom(tensorflow, seedOf(seed, 'loss', head), step),
    draws,
    codes:
      codes?.size === rows && codes !== undefined ? tensorflow.reshape(tensorflow.cast(codes, 'int32'), [-1]) : null,
    valid,
  }
}

interface Drawable {
  network: Network
  losses: readonly Loss[]
  settings: Settings
  data: TrainingData
  source: TrainingSource
  prepared: Prepared
}

/** What the first loss that samples draws by: classes as they come in the training rows, or items. */
export function drawsFor({ network, losses, settings, data, source, prepared }: Drawable): Draws {
  const { tf: tensorflow } = network
  const loss = losses.find(({ samples }) => samples !== undefined)
  if (loss === undefined) return noDraws(tensorflow)
  const counts = data.goal === 'multiclass' ? data.classCounts() : itemCounts(network, data, source)
  const power = loss.samples === 'rows' ? 1 : numberOf(settings, samplingPower)
  return drawsOf(tensorflow, drawWeights(counts, power, prepared.preparation.arrangement !== undefined))
}

/** How often each item comes in the training rows; one code where there are none, or where they stay in their file. */
function itemCounts(network: Network, { rows }: TrainingData, { inputs }: TrainingSource): number[] {
  const values = inputs[network.inputs.findIndex(({ id }) => id === item)]?.values
  if (!(values instanceof Int32Array)) return [1]
  const counts = new Array<number>(values.reduce((most, code) => Math.max(most, code), 0) + 1).fill(0)
  for (const row of rows.train) {
    const code = values[row] ?? 0
    counts[code] = (counts[code] ?? 0) + 1
  }
  return counts
}

/** Tables that a loss scores a few rows of, though a layer scores all of them: what that gives is not looked at while training. */
export function tablesOfLosses({ scoredTables }: Network, losses: readonly Loss[]): Set<number> {
  const tables = scoredTables.flatMap((table, head) => {
    return table !== null && losses[head]?.samples !== undefined ? [table] : []
  })
  return new Set(tables)
}
