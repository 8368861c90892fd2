// Random tensors for one layer at one step, all made from the same integer bits and so the same on every tier.
import type * as tf from '@tensorflow/tfjs-node'
import { randomBits } from './randomBits'
import { seedOf } from './seeds'

/** Each call gives other numbers, decided by the layer's seed, the number of the call and the step. */
export interface LayerRandom {
  /** From 0 (included) to 1 (excluded). */
  uniform(shape: number[]): tf.Tensor
  /** Mean 0, deviation 1. */
  normal(shape: number[]): tf.Tensor
  /** 1 with probability 1 - rate, else 0; float32. */
  keep(shape: number[], rate: number): tf.Tensor
  /** Whole numbers from 0 to `count` - 1, int32. */
  below(shape: number[], count: number): tf.Tensor
}

/** The largest float32 below 1: the largest integers would otherwise be rounded up to 1. */
const belowOne = 1 - 2 ** -24

export function layerRandom(tensorflow: typeof tf, seed: number, step: tf.Scalar): LayerRandom {
  let calls = 0
  const bits = (shape: number[]) => {
    const called = calls === 0 ? seed : seedOf(seed, calls)
    calls += 1
    return randomBits(tensorflow, shape, called, step)
  }
  const uniform = (shape: number[]) => {
    const halves = tensorflow.mul(tensorflow.cast(bits(shape), 'float32'), 2 ** -32)
    return tensorflow.minimum(tensorflow.add(halves, 0.5), belowOne)
  }
  return {
    uniform,
    normal: (shape) => boxMuller(tensorflow, uniform([2, ...shape])),
    keep: (shape, rate) =>
      tensorflow.cast(tensorflow.greaterEqual(bits(shape), tensorflow.scalar(threshold(rate), 'int32')), 'float32'),
    below: (shape, count) => tensorflow.mod(bits(shape), tensorflow.scalar(count, 'int32')),
  }
}

/** Box and Muller 1958: sqrt(-2 ln(1 - u)) cos(2 pi v) of two uniform numbers. */
function boxMuller(tensorflow: typeof tf, pair: tf.Tensor): tf.Tensor {
  const [u, v] = tensorflow.unstack(pair) as [tf.Tensor, tf.Tensor]
  const radius = tensorflow.sqrt(tensorflow.mul(tensorflow.log(tensorflow.sub(1, u)), -2))
  return tensorflow.mul(radius, tensorflow.cos(tensorflow.mul(v, 2 * Math.PI)))
}

/** The int32 below which a share `rate` of all int32 lies. */
function threshold(rate: number): number {
  return Math.min(2 ** 31 - 1, Math.round(-(2 ** 31) + rate * 2 ** 32))
}
