// Grids of other sizes as products with matrices of interpolation: exact gradients, and the same numbers on every tier.
import type * as tf from '@tensorflow/tfjs-node'

/** [to, from]: which share of each old place a new one takes. Centres are those of TensorFlow's `image.resize`, at halves. */
export function interpolation(from: number, to: number, how: 'bilinear' | 'nearest'): Float32Array {
  const shares = new Float32Array(to * from)
  for (let place = 0; place < to; place += 1) {
    const centre = ((place + 0.5) * from) / to
    const at = how === 'nearest' ? Math.floor(centre) : Math.min(Math.max(centre - 0.5, 0), from - 1)
    const low = Math.min(Math.floor(at), from - 1)
    const high = Math.min(low + 1, from - 1)
    shares[place * from + low] = 1 - (at - low)
    shares[place * from + high] = (shares[place * from + high] as number) + (at - low)
  }
  return shares
}

/** x [batch, height, width, channels] with the matrix [to, from] along its height or width. */
export function resampled(tensorflow: typeof tf, x: tf.Tensor, axis: 1 | 2, matrix: tf.Tensor): tf.Tensor {
  const [batch = 0, height = 0, width = 0, channels = 0] = x.shape
  const to = matrix.shape[0] as number
  const flat = axis === 1 ? [batch, height, width * channels] : [batch * height, width, channels]
  const product = tensorflow.matMul(tensorflow.expandDims(matrix, 0), tensorflow.reshape(x, flat))
  return tensorflow.reshape(product, axis === 1 ? [batch, to, width, channels] : [batch, height, to, channels])
}
