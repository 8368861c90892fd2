// Texts and tests of shape for layers on volumes: grids with a third axis, such as frames of a film.
import type * as tf from '@tensorflow/tfjs-node'
import type { Text } from '../../../shared/fields'
import type { Shape } from './layerType'

export const volume: Text = {
  en: 'a volume of channels [depth, height, width, channels]',
  zh: '由通道组成的体 [深, 高, 宽, 通道]',
}

/** True for a shape [depth, height, width, channels]. */
export function isVolume(shape: Shape | undefined): shape is [number, number, number, number] {
  return shape?.length === 4
}

/** Every place along an axis several times; in rows of three axes, so that few of them need a gradient. */
export function repeatedAlong(tensorflow: typeof tf, x: tf.Tensor, axis: number, times: number): tf.Tensor {
  const count = (shape: number[]) => shape.reduce((product, one) => product * one, 1)
  const [outside, inside] = [x.shape.slice(0, axis + 1), x.shape.slice(axis + 1)]
  const flat = tensorflow.reshape(x, [count(outside), 1, count(inside)])
  const repeated = tensorflow.tile(flat, [1, times, 1])
  return tensorflow.reshape(repeated, [...x.shape.slice(0, axis), (x.shape[axis] as number) * times, ...inside])
}
