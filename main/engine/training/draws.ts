// How sampled losses draw codes: each in proportion to a power of how often it comes in the training rows, in two look-ups.
import type * as tf from '@tensorflow/tfjs-node'
import type { LayerRandom } from '../architectures'

export interface Draws {
  /** [codes]: the share of draws of that place that keep it. */
  keep: tf.Tensor
  /** [codes] int32: what the other draws of the place become. */
  other: tf.Tensor
  /** [codes]: how often each code is drawn, all together 1. */
  shares: tf.Tensor
}

/** One code, for runs whose losses draw nothing. */
export const noDraws = (tensorflow: typeof tf): Draws => drawsOf(tensorflow, [1])

/** Vose 1991: draws by `weights`, whose sum must be above 0, take the same time however many codes there are. */
export function drawsOf(tensorflow: typeof tf, weights: readonly number[]): Draws {
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const shares = weights.map((weight) => weight / total)
  const { keep, other } = places(shares)
  return {
    keep: tensorflow.tensor1d(keep),
    other: tensorflow.tensor1d(other, 'int32'),
    shares: tensorflow.tensor1d(shares),
  }
}

/** Every place is filled up to 1: what a small share leaves of its place is given to one that is too large for its own. */
function places(shares: readonly number[]): { keep: Float32Array; other: Int32Array } {
  const keep = new Float32Array(shares.length).fill(1)
  const other = Int32Array.from(shares, (_, code) => code)
  const left = shares.map((share) => share * shares.length)
  const small = shares.flatMap((_, code) => ((left[code] as number) < 1 ? [code] : []))
  const large = shares.flatMap((_, code) => ((left[code] as number) < 1 ? [] : [code]))
  while (small.length > 0 && large.length > 0) {
    const [low, high] = [small.pop() as number, large.at(-1) as number]
    keep[low] = left[low] as number
    other[low] = high
    left[high] = (left[high] as number) + (left[low] as number) - 1
    if ((left[high] as number) < 1) small.push(large.pop() as number)
  }
  return { keep, other }
}

/** `count` codes, int32 [count]; a code may come several times. */
export function drawn(tensorflow: typeof tf, random: LayerRandom, { keep, other }: Draws, count: number): tf.Tensor {
  const place = random.below([count], keep.size)
  const kept = tensorflow.less(random.uniform([count]), tensorflow.gather(keep, place))
  return tensorflow.where(kept, place, tensorflow.gather(other, place))
}

/** A share at least: of a code that the training rows have not got. */
const smallest = 1e-9

/** ln of the share of each code, of the shape of `codes`. */
export function logShares(tensorflow: typeof tf, { shares }: Draws, codes: tf.Tensor): tf.Tensor {
  return tensorflow.log(tensorflow.maximum(tensorflow.gather(shares, codes), smallest))
}

/**
 * What codes are drawn by: `counts` in the training rows to the power `power`, 0 for all alike. Where the code 0 stands for padding,
 * `padded`, it is never drawn.
 */
export function drawWeights(counts: readonly number[], power: number, padded: boolean): number[] {
  const weights = counts.map((count, code) => (padded && code === 0 ? 0 : power === 0 ? 1 : count ** power))
  return weights.some((weight) => weight > 0) ? weights : counts.map(() => 1)
}
