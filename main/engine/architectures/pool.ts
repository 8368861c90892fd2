// What the pooling layers have in common: windows, fields, shapes, and their pass.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings, Text } from '../../../shared/fields'
import { paddingField, positionsOf, tapsOf } from './convolve'
import type { Window } from './convolve'
import { integerField, isSequence, steps } from './fields'
import { grid, isGrid, roomy } from './images'
import { isVolume, volume } from './volumes'
import { sizeOf } from './layerType'
import type { LayerType, Shape } from './layerType'
import { stepByStep } from './stepByStep'

type Pool = (
  tensorflow: typeof tf,
  x: tf.Tensor4D,
  size: [number, number],
  stride: [number, number],
  padding: 'valid' | 'same',
) => tf.Tensor

interface Pooling {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string; onnx: string }
  pool: Pool
  /** What becomes of two neighbours, where a window can be gone through two by two. */
  pair?: (tensorflow: typeof tf, a: tf.Tensor, b: tf.Tensor) => tf.Tensor
  plain: LayerType['plain']
}

/** Windows up to this wide are gone through two by two: XLA is slow at the way back of pooling. */
const widestPaired = 16

const fields: Field[] = [
  integerField({
    name: 'poolSize',
    label: { en: 'Window', zh: '窗口大小' },
    help: { en: 'How many neighbours become one.', zh: '合并为一的相邻位置个数。' },
    default: 2,
    min: 1,
    max: 65_536,
  }),
  integerField({
    name: 'strides',
    label: { en: 'Stride', zh: '步幅' },
    help: { en: 'How far the window moves; 0 for its own size.', zh: '窗口每次移动的距离；0 表示与窗口相同。' },
    default: 0,
    min: 0,
    max: 65_536,
  }),
  paddingField(false),
]

export function poolWindow({ poolSize, strides, padding }: Settings): Window {
  const size = Number(poolSize)
  return { size, stride: Number(strides) || size, dilation: 1, padding: String(padding) }
}

/** What tf.layers calls the settings. */
export function plainPool(id: string, settings: Settings) {
  const { size, stride, padding } = poolWindow(settings)
  return { name: id, poolSize: size, strides: stride, padding: padding as 'valid' | 'same' }
}

/** Over the steps of a sequence [time, width]. */
export function pooling1d({ pool, pair, ...texts }: Pooling): LayerType {
  return {
    ...texts,
    family: 'pool',
    fields,
    inputs: 1,
    shape: ([from], settings) => (isSequence(from) ? pooled(from, 1, settings) : { expected: steps }),
    weights: () => [],
    multiplyAdds: ([from = []]) => sizeOf(from),
    forward({ tf, settings, inputs: [x] }) {
      const window = poolWindow(settings)
      const { size, stride, padding } = window
      if (pair !== undefined && padding === 'valid' && size <= widestPaired) {
        return tapsOf(tf, x, size, window).reduce((most, next) => pair(tf, most, next))
      }
      const flat = tf.expandDims(x, 1) as tf.Tensor4D
      return tf.squeeze(pool(tf, flat, [1, size], [1, stride], padding as 'valid'), [1])
    },
  }
}

/** Over the places of a grid [height, width, channels]. */
export function pooling2d({ pool, ...texts }: Pooling): LayerType {
  return stepByStep({
    ...texts,
    family: 'pool',
    fields,
    inputs: 1,
    shape: ([from], settings) => (isGrid(from) ? pooled(from, 2, settings) : { expected: grid }),
    weights: () => [],
    multiplyAdds: ([from = []]) => sizeOf(from),
    forward({ tf, settings, inputs: [x] }) {
      const { size, stride, padding } = poolWindow(settings)
      return pool(tf, x as tf.Tensor4D, [size, size], [stride, stride], padding as 'valid')
    },
  })
}

type Pool3d = (
  tensorflow: typeof tf,
  x: tf.Tensor5D,
  size: [number, number, number],
  stride: [number, number, number],
  padding: 'valid' | 'same',
) => tf.Tensor

/** Over the places of a volume [depth, height, width, channels]. */
export function pooling3d({ pool, ...texts }: Omit<Pooling, 'pool' | 'pair'> & { pool: Pool3d }): LayerType {
  return {
    ...texts,
    family: 'pool',
    fields,
    inputs: 1,
    shape: ([from], settings) => (isVolume(from) ? pooled(from, 3, settings) : { expected: volume }),
    weights: () => [],
    multiplyAdds: ([from = []]) => sizeOf(from),
    forward({ tf, settings, inputs: [x] }) {
      const { size, stride, padding } = poolWindow(settings)
      return pool(tf, x as tf.Tensor5D, [size, size, size], [stride, stride, stride], padding as 'valid')
    },
  }
}

function pooled(from: Shape, axes: number, settings: Settings): Shape | { expected: Text } {
  const sizes = from.slice(0, axes).map((size) => positionsOf(size, poolWindow(settings)))
  return sizes.some((size) => size < 1) ? { expected: roomy } : [...sizes, from.at(-1) as number]
}
