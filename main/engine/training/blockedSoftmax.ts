// Softmax cross-entropy over a large catalogue together with the product that makes its logits, block by block: the logits of all
// rows, which would fill hundreds of megabytes, never exist at once. Their gradients are made in the same turn.
// As in Wijmans et al. 2025, "Cut your losses in large-vocabulary language models", for one product of inputs and kernel.
import type * as tf from '@tensorflow/tfjs-node'
import { blockwise, recording } from './trace'

export interface Product {
  /** [..., width] */
  x: tf.Tensor
  /** [width, classes] */
  kernel: tf.Tensor
  /** [classes] */
  bias: tf.Tensor
}

/** Smaller ones are faster in one piece. */
const fewestLogits = 4_194_304
/** Logits of a block: some that stay in the cache. */
const logitsABlock = 524_288

/** Whether to go block by block: only inside a graph, and only for many logits. */
export function goesByBlocks({ x, kernel }: Product): boolean {
  const [width = 1, classes = 1] = kernel.shape
  return recording() !== null && (x.size / width) * classes >= fewestLogits
}

/** The sum over all rows of weight x -ln softmax(x · kernel + bias)[code]; `codes` and `weights` have one number a row. */
export function blockedSoftmax(
  tensorflow: typeof tf,
  product: Product,
  codes: tf.Tensor,
  weights: tf.Tensor,
): tf.Scalar {
  const { x, kernel, bias } = product
  const [width, classes] = kernel.shape as [number, number]
  const rows = x.size / width
  const count = Math.ceil(rows / Math.max(1, Math.floor(logitsABlock / classes)))
  const size = Math.ceil(rows / count)
  const blocked = (tensor: tf.Tensor, ...rest: number[]) => {
    const flat = tensorflow.reshape(tensor, [rows, ...rest])
    const whole =
      size * count === rows
        ? flat
        : tensorflow.pad(flat, [[0, size * count - rows], ...rest.map((): [number, number] => [0, 0])])
    return tensorflow.reshape(whole, [count, size, ...rest])
  }
  const sequences = [tensorflow.cast(codes, 'int32'), weights].map((tensor) => blocked(tensor))
  const summed = tensorflow.customGrad((...given) => {
    const [inputs, table, offsets] = given as tf.Tensor[] as [tf.Tensor, tf.Tensor, tf.Tensor]
    const recorder = recording()
    if (recorder === null) throw new Error('blocks are for graphs')
    const { sums, rows: stacked } = blockwise(recorder, tensorflow, {
      sequences: [blocked(inputs, width), ...sequences],
      constants: [table, offsets],
      compute: ([some, code, weight], [part, offset]) =>
        oneBlock(
          tensorflow,
          { x: some, kernel: part, bias: offset } as Product,
          code as tf.Tensor,
          weight as tf.Tensor,
        ),
    })
    const [sum, byKernel, byBias] = sums as [tf.Scalar, tf.Tensor, tf.Tensor]
    const flat = tensorflow.reshape(stacked[0] as tf.Tensor, [size * count, width])
    const byInputs = size * count === rows ? flat : tensorflow.slice(flat, [0, 0], [rows, width])
    ;(given.at(-1) as tf.GradSaveFunc)([byInputs, byKernel, byBias])
    const gradFunc = (dy: tf.Tensor | tf.Tensor[], saved: tf.Tensor[]) =>
      saved.map((one) => tensorflow.mul(one, dy as tf.Tensor))
    return { value: sum, gradFunc }
  })
  return summed(tensorflow.reshape(x, [rows, width]), kernel, bias) as tf.Scalar
}

function oneBlock(tensorflow: typeof tf, { x, kernel, bias }: Product, codes: tf.Tensor, weights: tf.Tensor) {
  const classes = kernel.shape[1] as number
  const [inputs, table] = [x as tf.Tensor2D, kernel as tf.Tensor2D]
  const z = tensorflow.add(tensorflow.matMul(inputs, table), bias)
  const largest = tensorflow.max(z, -1, true)
  const powers = tensorflow.exp(tensorflow.sub(z, largest))
  const totals = tensorflow.sum(powers, -1, true)
  const chosen = tensorflow.oneHot(codes, classes, 1, 0, 'float32')
  const own = tensorflow.sum(tensorflow.mul(chosen, z), -1, true)
  const column = tensorflow.expandDims(weights, 1)
  const losses = tensorflow.sub(tensorflow.add(tensorflow.log(totals), largest), own)
  const by = tensorflow.mul(tensorflow.sub(tensorflow.div(powers, totals), chosen), column) as tf.Tensor2D
  return {
    sums: [
      tensorflow.sum(tensorflow.mul(losses, column)),
      tensorflow.matMul(inputs, by, true, false),
      tensorflow.sum(by, 0),
    ],
    rows: [tensorflow.matMul(by, table, false, true)],
  }
}
