// Evaluates a network on any rows, exactly, in blocks of one size: one program serves all of them.
import type * as tf from '@tensorflow/tfjs-node'
import type { Scan } from '../architectures'
import type { TrainingData } from './data'
import { lossSums } from './lossTerms'
import { createPass } from './pass'
import type { StepParts } from './step'
import { laidOut } from './tiers/stepping'
import type { FixedScalars } from './tiers/stepping'

/** What a network is worth on some rows. */
export interface Evaluation {
  /** Row-major, as the network gives them; null where they are too many to keep. */
  outputs: Float32Array | null
  /** Averaged over the rows, with weights as in training, without penalties; NaN without rows. */
  loss: number
  /** The same of each output by itself, not weighed. */
  losses: number[]
}

export interface Evaluator {
  /** `pause` is awaited between blocks of rows; `compiles` has a graph run it instead of plain operations. */
  evaluate(
    weights: readonly tf.Tensor[],
    rows: Int32Array,
    pause: () => Promise<void>,
    compiles: boolean,
  ): Promise<Evaluation>
  dispose(): void
}

interface EvaluatorInput {
  parts: StepParts
  data: TrainingData
  scalars: FixedScalars
  /** Numbers of the outputs to keep a row, 0 for none. */
  keptWidth: number
  /** Numbers that the largest layer makes of a row: how many rows fit into a block. */
  widest: number
}

const rowsABlock = 8192
/** A block's largest layer takes 64 MB at most. */
const numbersABlock = 16_777_216

export function createEvaluator(input: EvaluatorInput): Evaluator {
  const { data, scalars, keptWidth, parts } = input
  const { tf: tensorflow } = parts.network
  const most = Math.max(1, Math.min(rowsABlock, Math.floor(numbersABlock / input.widest)))
  const size = Math.min(most, Math.max(1, ...Object.values(data.rows).map((rows) => rows.length)))
  const pass = createPass(tensorflow, (given, scan) => passed(input, given, scan))

  function block(
    weights: readonly tf.Tensor[],
    rows: Int32Array,
    compiles: boolean,
  ): { sums: Float32Array; outputs: Float32Array } {
    const fed = data.feed(rows, size)
    const filled = new Int32Array(size)
    filled.set(fed.indices)
    const valid = new Float32Array(size).fill(1, 0, rows.length)
    const given = [tensorflow.tensor1d(filled, 'int32'), tensorflow.tensor1d(valid)]
    const { classWeights, headWeights, draws } = scalars
    const inputs = [...weights, ...fed.tensors, classWeights, headWeights, draws.shares, ...given]
    const results = pass.run(inputs, compiles)
    const [sums, outputs] = results.map((tensor) => tensor.dataSync<'float32'>() as Float32Array)
    tensorflow.dispose([...results, ...given])
    fed.release()
    return { sums: sums as Float32Array, outputs: (outputs ?? sums) as Float32Array }
  }

  return {
    async evaluate(weights, rows, pause, compiles) {
      const outputs = keptWidth > 0 ? new Float32Array(rows.length * keptWidth) : null
      const totals = new Float64Array(parts.heads.length * 2)
      for (let start = 0; start < rows.length; start += size) {
        const chosen = rows.subarray(start, start + size)
        const done = block(weights, chosen, compiles)
        done.sums.forEach((value, index) => void (totals[index] = (totals[index] as number) + value))
        outputs?.set(done.outputs.subarray(0, chosen.length * keptWidth), start * keptWidth)
        await pause()
      }
      return { outputs, ...lossesFrom(totals, scalars.headWeights) }
    },
    dispose: () => pass.dispose(),
  }
}

/** Over all blocks: for each head its sum over its count, and these weighed. */
function lossesFrom(totals: Float64Array, headWeights: tf.Tensor): { loss: number; losses: number[] } {
  const weights = [...headWeights.dataSync()]
  const losses = weights.map((_, head) => (totals[head * 2] as number) / (totals[head * 2 + 1] as number))
  const [only = NaN] = losses
  if (losses.length === 1) return { loss: only, losses }
  return { loss: losses.reduce((sum, loss, head) => sum + loss * (weights[head] as number), 0), losses }
}

/** Sums and counts of the heads [heads x 2], and the outputs [rows, width] where they are kept. */
function passed(input: EvaluatorInput, given: readonly tf.Tensor[], scan: Scan): tf.Tensor[] {
  const { parts, data, keptWidth, scalars } = input
  const { network } = parts
  const { tf: tensorflow } = network
  const weights = given.slice(0, network.weights.length)
  const tensors = given.slice(weights.length, weights.length + data.count)
  const [classWeights, headWeights, shares, indices, valid] = given.slice(weights.length + tensors.length) as [
    ...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
  ]
  const batch = data.batch(tensors, indices)
  const result = network.run({ weights, inputs: batch.inputs, training: false, step: null, scan })
  // Nothing is drawn here: of what draws go by their shares are read alone.
  const draws = { ...scalars.draws, shares }
  const sums = lossSums(parts, batch, result, { ...scalars, classWeights, headWeights, draws }, valid)
  const packed = tensorflow.stack(sums.flatMap(({ sum, count }) => [sum, count]))
  if (keptWidth === 0) return [packed]
  return [packed, laidOut(tensorflow, result.outputs)]
}
