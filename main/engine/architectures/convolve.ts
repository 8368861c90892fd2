// Convolutions with gradients for every stride and dilation, and the fields and shapes of the layers that use them.
import type * as tf from '@tensorflow/tfjs-node'
import type { ChoiceField, Field, Settings } from '../../../shared/fields'
import { activationField, activations, plainActivation } from './activations'
import { constrained, constraintFields } from './constraints'
import { biasField, choiceField, integerField } from './fields'
import { initialiserField, initialiserOf } from './initialisers'
import type { PlainArgs, Shape, WeightSpec } from './layerType'
import { penalised, penaltyFields } from './regularisers'

export interface Window {
  size: number
  stride: number
  dilation: number
  padding: string
}

/** How far a window reaches. */
const reachOf = ({ size, dilation }: Window) => (size - 1) * dilation + 1

/** Positions of a window along an axis; less than 1 where it does not fit. */
export function positionsOf(length: number, window: Window): number {
  const room = window.padding === 'valid' ? length - reachOf(window) + 1 : length
  return Math.ceil(room / window.stride)
}

/** Zeros before and after, as TensorFlow pads: for 'same' one more behind when they are uneven, for 'causal' all before. */
export function paddingOf(length: number, window: Window): [number, number] {
  const reach = reachOf(window)
  if (window.padding === 'causal') return [reach - 1, 0]
  if (window.padding === 'valid') return [0, 0]
  const whole = Math.max(0, (positionsOf(length, window) - 1) * window.stride + reach - length)
  return [Math.floor(whole / 2), whole - Math.floor(whole / 2)]
}

/** x [batch, time, in] with the zeros around it that the window asks for. */
function paddedIn(tensorflow: typeof tf, x: tf.Tensor, window: Window): tf.Tensor {
  const [before, after] = paddingOf(x.shape[1] ?? 0, window)
  if (before + after === 0) return x
  return tensorflow.pad(x, [
    [0, 0],
    [before, after],
    [0, 0],
  ])
}

/** Numbers of a row that are laid out at most; above it they would take more memory than their speed is worth. */
const mostLaidOut = 16_384

/** Whether all windows of a sequence [time, in] are laid out beside one another, so that a product takes them together. */
export function fitsColumns([time = 0, width = 0]: Shape, window: Window): boolean {
  return positionsOf(time, window) * window.size * width <= mostLaidOut
}

/**
 * x [batch, time, in], kernel [size, in, out]: [batch, positions, out]. Short sequences go through a product, which
 * XLA is faster at than at convolutions; so do dilated ones, of which TensorFlow.js has no gradient.
 */
export function convolved1d(tensorflow: typeof tf, x: tf.Tensor, kernel: tf.Tensor, window: Window): tf.Tensor {
  const padded = paddedIn(tensorflow, x, window)
  if (window.dilation > 1 || fitsColumns(x.shape.slice(1), window)) return byColumns(tensorflow, padded, kernel, window)
  return tensorflow.conv1d(padded as tf.Tensor3D, kernel as tf.Tensor3D, window.stride, 'valid')
}

/** Every window laid out as one row, all rows times the kernel in one product. */
function byColumns(tensorflow: typeof tf, x: tf.Tensor, kernel: tf.Tensor, window: Window): tf.Tensor {
  const [size = 1, width = 1, units = 1] = kernel.shape
  const taps = tapsOf(tensorflow, x, size, window)
  const [batch = 0, count = 0] = (taps[0] as tf.Tensor).shape
  const rows = tensorflow.reshape(tensorflow.concat(taps, 2), [batch * count, size * width])
  const product = tensorflow.matMul(
    rows as tf.Tensor2D,
    tensorflow.reshape(kernel, [size * width, units]) as tf.Tensor2D,
  )
  return tensorflow.reshape(product, [batch, count, units])
}

/** For each place of the window what stands there at all positions, [batch, positions, width] each. */
export function tapsOf(tensorflow: typeof tf, x: tf.Tensor, size: number, window: Window): tf.Tensor[] {
  const [batch = 0, time = 0, width = 0] = x.shape
  const { stride, dilation } = window
  const count = positionsOf(time, { ...window, padding: 'valid' })
  return Array.from({ length: size }, (_, tap) => {
    const from = tensorflow.slice(x, [0, tap * dilation, 0], [batch, time - tap * dilation, width])
    return everyNth(tensorflow, from, 1, stride, count)
  })
}

/** The first of every `stride` places along an axis, `count` of them, by operations that have a gradient. */
function everyNth(tensorflow: typeof tf, x: tf.Tensor, axis: number, stride: number, count: number): tf.Tensor {
  const before = x.shape.slice(0, axis)
  const after = x.shape.slice(axis + 1)
  const none = (shape: number[]): [number, number][] => shape.map(() => [0, 0])
  const lacking = Math.max(0, count * stride - (x.shape[axis] ?? 0))
  const padded = lacking === 0 ? x : tensorflow.pad(x, [...none(before), [0, lacking], ...none(after)])
  const begin = x.shape.map(() => 0)
  const cut = tensorflow.slice(padded, begin, [...before, count * stride, ...after])
  if (stride === 1) return cut
  const grouped = tensorflow.reshape(cut, [...before, count, stride, ...after])
  return tensorflow.reshape(tensorflow.slice(grouped, [...begin, 0], [...before, count, 1, ...after]), [
    ...before,
    count,
    ...after,
  ])
}

/** x [batch, time, in], kernel [size, in, times], each channel by itself: [batch, positions, in x times]. */
export function convolvedEach1d(tensorflow: typeof tf, x: tf.Tensor, kernel: tf.Tensor, window: Window): tf.Tensor {
  const padded = paddedIn(tensorflow, x, window)
  const [size = 1, width = 1, times = 1] = kernel.shape
  const taps = tensorflow.stack(tapsOf(tensorflow, padded, size, window), 2)
  const products = tensorflow.mul(tensorflow.expandDims(taps, -1), kernel)
  return tensorflow.reshape(tensorflow.sum(products, 2), [x.shape[0] ?? 0, taps.shape[1] ?? 0, width * times])
}

/** What a convolution without dilation is computed by. */
type Plain2d = (x: tf.Tensor4D, stride: number, padding: 'valid' | 'same') => tf.Tensor

/**
 * x [batch, height, width, in] by `plain`, dilated where asked: every dilation-th row and column become images of their own,
 * are convolved without gaps, and are put back (Yu and Koltun 2016).
 */
export function convolved2d(tensorflow: typeof tf, x: tf.Tensor, window: Window, plain: Plain2d): tf.Tensor {
  const { dilation, stride, padding } = window
  const image = x as tf.Tensor4D
  if (dilation === 1) return plain(image, stride, padding === 'same' ? 'same' : 'valid')
  const sizes = [image.shape[1], image.shape[2]]
  const counts = sizes.map((size) => positionsOf(size, { ...window, stride: 1 }))
  const pads = sizes.map((size) => paddingOf(size, { ...window, stride: 1 }))
  const filled = pads.map(([before, after], axis) => {
    const whole = before + (sizes[axis] ?? 0) + after
    return [before, after + (Math.ceil(whole / dilation) * dilation - whole)]
  })
  const images = tensorflow.spaceToBatchND(image, [dilation, dilation], filled) as tf.Tensor4D
  const made = tensorflow.batchToSpaceND(
    plain(images, 1, 'valid'),
    [dilation, dilation],
    [
      [0, 0],
      [0, 0],
    ],
  )
  const [batch = 0, , , units = 0] = made.shape
  const cut = tensorflow.slice(made, [0, 0, 0, 0], [batch, counts[0] ?? 0, counts[1] ?? 0, units])
  if (stride === 1) return cut
  const kept = sizes.map((size) => positionsOf(size, window)) as [number, number]
  return everyNth(tensorflow, everyNth(tensorflow, cut, 1, stride, kept[0]), 2, stride, kept[1])
}

export function windowOf(settings: Settings): Window {
  const { kernelSize, strides, dilation, padding } = settings
  return {
    size: Number(kernelSize),
    stride: Number(strides),
    dilation: Number(dilation ?? 1),
    padding: String(padding),
  }
}

export function paddingField(causal: boolean): ChoiceField {
  return choiceField(
    'padding',
    { en: 'Padding', zh: '填充' },
    { en: 'What is done at the edges.', zh: '边缘的处理方式。' },
    [
      ['valid', 'none: fewer positions', '不填充：位置减少'],
      ['same', 'zeros around: as many positions', '四周补零：位置不变'],
      ...(causal ? [['causal', 'zeros before: no look ahead', '前面补零：不看未来'] as [string, string, string]] : []),
    ],
  )
}

const whole = (name: string, en: string, zh: string, help: string, helpZh: string, fallback: number) =>
  integerField({ name, label: { en, zh }, help: { en: help, zh: helpZh }, default: fallback, min: 1, max: 65_536 })

export const filtersField = whole(
  'filters',
  'Filters',
  '滤波器数',
  'How many patterns are looked for.',
  '要寻找的模式个数。',
  16,
)
export const multiplierField = whole(
  'depthMultiplier',
  'Depth multiplier',
  '深度倍数',
  'Patterns for each channel.',
  '每个通道的模式个数。',
  1,
)

/** The fields of a window that slides; `first` stand before, `kernels` name the initialised weight. */
export function convolutionFields(first: Field[], causal = false): Field[] {
  return [
    ...first,
    whole('kernelSize', 'Window', '窗口大小', 'How many neighbours are seen at once.', '一次看到的相邻位置个数。', 3),
    whole('strides', 'Stride', '步幅', 'How far the window moves.', '窗口每次移动的距离。', 1),
    whole(
      'dilation',
      'Dilation',
      '扩张率',
      'Distance between the neighbours that are seen.',
      '所见相邻位置之间的间距。',
      1,
    ),
    paddingField(causal),
    activationField(activations, 'relu', {
      en: 'The curve that each sum goes through.',
      zh: '作用于每个加权和的曲线。',
    }),
    biasField,
    initialiserField('kernelInitialiser', 'glorotUniform'),
    ...penaltyFields,
    ...constraintFields,
  ]
}

/** The bias of `units` channels, unless it is switched off. */
export function biasOf(settings: Settings, units: number): WeightSpec[] {
  if (settings.useBias === false) return []
  return [{ name: 'bias', shape: [units], trainable: true, initialiser: initialiserOf('zeros') }]
}

export function kernelOf(name: string, shape: number[], settings: Settings): WeightSpec {
  const initialiser = initialiserOf(settings.kernelInitialiser)
  return { name, shape, trainable: true, initialiser, ...penalised(settings), ...constrained(settings) }
}

/** What every convolution of tf.layers is told; null where it has not the activation. */
export function plainConvolution({ id, settings }: Pick<PlainArgs, 'id' | 'settings'>) {
  const activation = plainActivation(settings.activation)
  if (activation === null) return null
  return {
    name: id,
    kernelSize: Number(settings.kernelSize),
    strides: Number(settings.strides),
    padding: String(settings.padding) as 'valid',
    activation,
    useBias: settings.useBias !== false,
  }
}
