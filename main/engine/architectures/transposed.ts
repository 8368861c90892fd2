// Transposed convolutions as plain ones on a stretched input, so that they have gradients on every number of axes.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import { windowOf } from './convolve'
import type { Window } from './convolve'
import type { Shape } from './layerType'

/** Places that come of `length`: as Keras, n x stride, and the rest of the window without padding. */
export function enlarged(length: number, { size, stride, padding }: Window): number {
  return length * stride + (padding === 'valid' ? Math.max(size - stride, 0) : 0)
}

/** The shape [...places, filters] that comes of one [...places, channels]. */
export function larger(from: Shape, settings: Settings): Shape {
  return [...from.slice(0, -1).map((length) => enlarged(length, windowOf(settings))), Number(settings.filters)]
}

/**
 * x [batch, ...places, in] with zeros between its places and around them: a convolution of stride 1 without padding, by the turned
 * kernel, gives the transposed one of `window`.
 */
export function stretched(tensorflow: typeof tf, x: tf.Tensor, window: Window): tf.Tensor {
  const axes = x.shape.slice(1, -1).map((_, index) => index + 1)
  return axes.reduce((done, axis) => stretchedAlong(tensorflow, done, axis, window), x)
}

/** Zeros before each axis are those that the window reaches over; for 'same' half of what it has too much is cut off there. */
function stretchedAlong(tensorflow: typeof tf, x: tf.Tensor, axis: number, window: Window): tf.Tensor {
  const { size, stride, padding } = window
  const length = x.shape[axis] as number
  const [outside, inside] = [x.shape.slice(0, axis), x.shape.slice(axis + 1)]
  const count = (shape: number[]) => shape.reduce((product, one) => product * one, 1)
  const [rows, width] = [count(outside), count(inside)]
  const apart = tensorflow.pad(tensorflow.reshape(x, [rows * length, 1, width]), [
    [0, 0],
    [0, stride - 1],
    [0, 0],
  ])
  const between = (length - 1) * stride + 1
  const cut = tensorflow.slice(
    tensorflow.reshape(apart, [rows, length * stride, width]),
    [0, 0, 0],
    [rows, between, width],
  )
  const taken = padding === 'valid' ? 0 : Math.floor(Math.max(size - stride, 0) / 2)
  const around: [number, number] = [size - 1 - taken, enlarged(length, window) - between + taken]
  const padded = tensorflow.pad(cut, [[0, 0], around, [0, 0]])
  return tensorflow.reshape(padded, [...outside, between + around[0] + around[1], ...inside])
}

/** A kernel [...places, out, in] turned around and with its last axes exchanged. */
export function turned(tensorflow: typeof tf, kernel: tf.Tensor): tf.Tensor {
  const places = kernel.shape.slice(0, -2).map((_, axis) => axis)
  const { length } = places
  return tensorflow.transpose(tensorflow.reverse(kernel, places), [...places, length + 1, length])
}
