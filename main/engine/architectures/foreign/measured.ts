// Shapes and parameters of Keras layers that are none of ours, so that what stands behind them can be laid out and counted.
import type { Shape } from '../layerType'
import { at, listOf, numberOf, objectOf, sizesOf, textOf } from './json'
import type { Json } from './json'

export interface Measured {
  shape: Shape
  parameters: number
}

type Measure = (config: Json, inputs: Shape[]) => Measured | undefined

const pair = (value: unknown, fallback = 1): [number, number] => {
  const [first, second] = Array.isArray(value) ? value : [value, value]
  return [numberOf(first) ?? fallback, numberOf(second) ?? numberOf(first) ?? fallback]
}
const product = (sizes: readonly number[]) => sizes.reduce((a, b) => a * b, 1)
const same =
  (parameters: (config: Json, from: Shape) => number = () => 0): Measure =>
  (config, [from = []]) => ({ shape: from, parameters: parameters(config, from) })

/** Positions of a window along an axis. */
function positions(size: number, window: number, stride: number, dilation: number, padding: unknown): number {
  const reach = (window - 1) * dilation + 1
  return padding === 'valid' || padding === undefined
    ? Math.ceil((size - reach + 1) / stride)
    : Math.ceil(size / stride)
}

/** `axes`: how many the window slides along. */
function slid(config: Json, [from = []]: Shape[], window: unknown, axes: number): number[] {
  const every = (value: unknown, index: number) => numberOf(Array.isArray(value) ? value[index] : value) ?? 1
  return from.slice(0, axes).map((size, index) => {
    const [wide, dilation] = [every(window, index), every(config.dilation_rate, index)]
    const stride = config.strides === null || config.strides === undefined ? 1 : every(config.strides, index)
    return positions(size, wide, stride, dilation, config.padding)
  })
}

const convolution =
  (axes: number): Measure =>
  (config, inputs) => {
    const [filters, channels] = [numberOf(config.filters) ?? 0, inputs[0]?.at(-1) ?? 0]
    const window = Array.isArray(config.kernel_size)
      ? listOf(config.kernel_size).map((size) => numberOf(size) ?? 1)
      : Array<number>(axes).fill(numberOf(config.kernel_size) ?? 1)
    const kernel = (product(window) * channels * filters) / (numberOf(config.groups) ?? 1)
    return {
      shape: [...slid(config, inputs, window, axes), filters],
      parameters: kernel + (config.use_bias === false ? 0 : filters),
    }
  }

const transposed =
  (axes: number): Measure =>
  (config, [from = []]) => {
    const [filters, channels] = [numberOf(config.filters) ?? 0, from.at(-1) ?? 0]
    const windows = from.slice(0, axes).map((_, index) => pair(config.kernel_size)[index] ?? 1)
    const strides = from.slice(0, axes).map((_, index) => pair(config.strides)[index] ?? 1)
    const sizes = from.slice(0, axes).map((size, index) => {
      const [window = 1, stride = 1] = [windows[index], strides[index]]
      return config.padding === 'same' ? size * stride : size * stride + Math.max(window - stride, 0)
    })
    return {
      shape: [...sizes, filters],
      parameters: product(windows) * channels * filters + (config.use_bias === false ? 0 : filters),
    }
  }

const pooled =
  (axes: number): Measure =>
  (config, inputs) => {
    const window = config.pool_size ?? 2
    const strided = { ...config, strides: config.strides ?? window }
    return { shape: [...slid(strided, inputs, window, axes), inputs[0]?.at(-1) ?? 1], parameters: 0 }
  }

/** Both ends of both axes: a number, a pair of numbers, or a pair of pairs. */
function around(value: unknown): [number, number][] {
  const each = Array.isArray(value) ? value : [value, value]
  return each.slice(0, 2).map((one) => pair(one, 0))
}

const moved =
  (key: string, sign: number): Measure =>
  (config, [from = []]) => {
    const sums = around(config[key]).map(([before, after]) => sign * (before + after))
    return { shape: from.map((size, axis) => size + (sums[axis] ?? 0)), parameters: 0 }
  }

/** Gamma and beta, and with `moving` two statistics: as many numbers as the axis has. */
const normalised = (moving: number) =>
  same((config, from) => {
    const axes = (Array.isArray(config.axis) ? config.axis : [config.axis ?? -1]).map((axis) => numberOf(axis) ?? -1)
    const width = product(axes.map((axis) => from[axis < 0 ? from.length + axis : axis - 1] ?? 1))
    const own = [config.center, config.scale].filter((switched) => switched !== false).length
    return width * (own + moving)
  })

const measures: Record<string, Measure> = {
  Conv1D: convolution(1),
  Conv2D: convolution(2),
  Conv3D: convolution(3),
  Conv1DTranspose: transposed(1),
  Conv2DTranspose: transposed(2),
  DepthwiseConv2D: (config, inputs) => {
    const [channels, times] = [inputs[0]?.at(-1) ?? 0, numberOf(config.depth_multiplier) ?? 1]
    const window = pair(config.kernel_size)
    const bias = config.use_bias === false ? 0 : channels * times
    return {
      shape: [...slid(config, inputs, window, 2), channels * times],
      parameters: product(window) * channels * times + bias,
    }
  },
  SeparableConv2D: (config, inputs) => {
    const [channels, times, filters] = [
      inputs[0]?.at(-1) ?? 0,
      numberOf(config.depth_multiplier) ?? 1,
      numberOf(config.filters) ?? 0,
    ]
    const window = pair(config.kernel_size)
    const kernels = product(window) * channels * times + channels * times * filters
    return {
      shape: [...slid(config, inputs, window, 2), filters],
      parameters: kernels + (config.use_bias === false ? 0 : filters),
    }
  },
  Dense: (config, [from = []]) => {
    const units = numberOf(config.units) ?? 0
    return {
      shape: [...from.slice(0, -1), units],
      parameters: ((from.at(-1) ?? 0) + (config.use_bias === false ? 0 : 1)) * units,
    }
  },
  MaxPooling2D: pooled(2),
  AveragePooling2D: pooled(2),
  ZeroPadding2D: moved('padding', 1),
  Cropping2D: moved('cropping', -1),
  UpSampling2D: (config, [from = []]) => {
    const size = pair(config.size, 2)
    return { shape: from.map((length, axis) => length * (size[axis] ?? 1)), parameters: 0 }
  },
  BatchNormalization: normalised(2),
  LayerNormalization: normalised(0),
  Normalization: same((config, from) =>
    config.mean === null || config.mean === undefined ? 2 * (from.at(-1) ?? 0) + 1 : 0,
  ),
  Rescaling: same(),
  PReLU: same((config, from) => {
    const shared = new Set(listOf(config.shared_axes))
    return product(from.filter((_, axis) => !shared.has(axis + 1)))
  }),
}
for (const name of [
  'Activation',
  'ReLU',
  'LeakyReLU',
  'ELU',
  'Softmax',
  'ThresholdedReLU',
  'Identity',
  'ActivityRegularization',
  'SpatialDropout2D',
  'SpatialDropout3D',
  'UnitNormalization',
])
  measures[name] = same()

/** Gates of a cell, with one bias more where the recurrent product of a GRU has its own. */
const recurrent =
  (gates: number): Measure =>
  (config, [from = []]) => {
    const [units, width] = [numberOf(config.units) ?? 0, from[1] ?? 0]
    const biases = config.use_bias === false ? 0 : config.reset_after === true ? 2 : 1
    return {
      shape: config.return_sequences === true ? [from[0] ?? 1, units] : [units],
      parameters: gates * units * (width + units + biases),
    }
  }

/** The layer that another one wraps. */
const wrapped = (config: Json, inputs: Shape[]) =>
  measured(textOf(at(config.layer, 'class_name')) ?? '', objectOf(at(config.layer, 'config')), inputs)

/** The product along one axis of each: what is left of both, one behind the other. */
const dot: Measure = (config, [a = [], b = []]) => {
  const axes = Array.isArray(config.axes) ? config.axes : [config.axes, config.axes]
  const left = (shape: Shape, axis: unknown) => {
    const at = numberOf(axis) ?? -1
    return shape.filter((_, index) => index !== (at < 0 ? shape.length + at : at - 1))
  }
  const shape = [...left(a, axes[0]), ...left(b, axes[1])]
  return { shape: shape.length === 0 ? [1] : shape, parameters: 0 }
}

const channelsOf: Measure = (config, [from = []]) => {
  const channels = from.at(-1) ?? 1
  return { shape: config.keepdims === true ? [...from.slice(1).map(() => 1), channels] : [channels], parameters: 0 }
}

Object.assign(measures, {
  SimpleRNN: recurrent(1),
  GRU: recurrent(3),
  LSTM: recurrent(4),
  Bidirectional: (config, inputs) => {
    const way = wrapped(config, inputs)
    if (way === undefined) return undefined
    const joined = (config.merge_mode ?? 'concat') === 'concat' ? 2 : 1
    const shape = [...way.shape.slice(0, -1), joined * (way.shape.at(-1) ?? 1)]
    return { shape, parameters: 2 * way.parameters }
  },
  TimeDistributed: (config, [from = [], ...others]) => {
    const each = wrapped(config, [from.slice(1), ...others])
    return each && { shape: [from[0] ?? 1, ...each.shape], parameters: each.parameters }
  },
  Dot: dot,
  Flatten: (_, [from = []]) => ({ shape: [product(from)], parameters: 0 }),
  GlobalAveragePooling2D: channelsOf,
  GlobalMaxPooling2D: channelsOf,
  GlobalAveragePooling1D: channelsOf,
  GlobalMaxPooling1D: channelsOf,
} satisfies Record<string, Measure>)

/** Undefined for a class that nothing is known of, such as a Lambda, whose code is never run. */
export function measured(className: string, config: Json, inputs: Shape[]): Measured | undefined {
  const found = Object.hasOwn(measures, className) ? measures[className]?.(config, inputs) : undefined
  const sound =
    found?.shape.every((size) => Number.isInteger(size) && size > 0) && Number.isSafeInteger(found.parameters)
  return sound ? found : undefined
}

/** The shape that Keras 3 wrote down for what a layer is fed, without the batch. */
export function builtFor(buildConfig: unknown): Shape | undefined {
  const sizes = sizesOf(at(buildConfig, 'input_shape'))?.slice(1)
  return sizes?.every((size) => size !== null) ? (sizes as number[]) : undefined
}
