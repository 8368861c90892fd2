// What layers of other programs become: words that mean something else in Keras 2 than in Keras 3, and settings that need a layer more.
import { describe, expect, test } from 'vitest'
import { check, readForeign } from '../../main/engine/architectures'
import { functional, layer, only, only3, start, tensor } from './written'

/** All layers but the input, as type and settings. */
const drawn = (json: unknown, version?: string) =>
  readForeign(json, version)
    .graph.layers.slice(1)
    .map(({ type, settings }) => [type, settings] as const)
const types = (json: unknown) => drawn(json).map(([type]) => type)

const lstm = { units: 3, recurrent_activation: 'hard_sigmoid' }

describe('hard sigmoid', () => {
  test('is the steep one of Keras 2 where no version is said, or an old one', () => {
    expect(drawn(only('Dense', { units: 2, activation: 'hard_sigmoid' }, [4]))[0]?.[1].activation).toBe('hardSigmoid2')
    const said = { ...only('LSTM', lstm, [5, 2]), keras_version: '2.15.0' }
    expect(drawn(said)[0]?.[1].recurrentActivation).toBe('hardSigmoid2')
    const tfjs = { modelTopology: { model_config: only('LSTM', lstm, [5, 2]), keras_version: 'tfjs-layers 4.22.0' } }
    expect(drawn(tfjs)[0]?.[1].recurrentActivation).toBe('hardSigmoid2')
  })

  test('is the flat one of Keras 3 where its modules or its version are said', () => {
    expect(drawn(only3('LSTM', lstm, [5, 2]))[0]?.[1].recurrentActivation).toBe('hardSigmoid')
    expect(drawn(only('LSTM', lstm, [5, 2]), '3.15.1')[0]?.[1].recurrentActivation).toBe('hardSigmoid')
    // Keras 2 writes modules as well in its own `.keras` files.
    expect(drawn(only3('LSTM', lstm, [5, 2]), '2.15.0')[0]?.[1].recurrentActivation).toBe('hardSigmoid2')
  })

  test('is told in layers that another one wraps', () => {
    const wrapped = { layer: layer('LSTM', lstm), merge_mode: 'concat' }
    expect(drawn(only('Bidirectional', wrapped, [5, 2]))[0]?.[1].recurrentActivation).toBe('hardSigmoid2')
  })
})

describe('settings', () => {
  test.each([
    ['a GRU of an old file resets before the product', only('GRU', { units: 3 }, [5, 2]), 'gru', { resetAfter: false }],
    [
      'one that says so resets after it',
      only('GRU', { units: 3, reset_after: true }, [5, 2]),
      'gru',
      { resetAfter: true },
    ],
    ['a list of one axis is that axis', only('BatchNormalization', { axis: [3] }, [4, 4, 2]), 'batchNormalisation', {}],
    ['0.2 in float32 is 0.2', only('LeakyReLU', { alpha: 0.20000000298 }, [4]), 'leakyRelu', { slope: 0.2 }],
    [
      'a curve may be a layer',
      only('Dense', { units: 2, activation: layer('ReLU', {}) }, [4]),
      'dense',
      { activation: 'relu' },
    ],
    [
      'GELU by tanh has a name in TensorFlow.js',
      only('Activation', { activation: 'gelu_new' }, [4]),
      'activation',
      { activation: 'geluTanh' },
    ],
    ['GELU is the exact one', only('Activation', { activation: 'gelu' }, [4]), 'activation', { activation: 'gelu' }],
    [
      'transposed convolutions are there',
      only('Conv2DTranspose', { filters: 3, kernel_size: [3, 3], strides: [2, 2], padding: 'same' }, [4, 4, 2]),
      'conv2dTranspose',
      { strides: 2, kernelSize: 3 },
    ],
  ])('%s', (_, json, type, settings) => {
    const [first] = drawn(json)
    expect(first?.[0]).toBe(type)
    expect(first?.[1]).toMatchObject(settings)
    expect(check(readForeign(json).graph).problems).toEqual([])
  })

  test.each([
    ['a window of its own on the batch axis', only('BatchNormalization', { axis: 1 }, [4, 4, 2])],
    ['numbers that are dropped together', only('Dropout', { rate: 0.2, noise_shape: [null, 1] }, [4, 2])],
    [
      'another way back than there',
      only(
        'Bidirectional',
        {
          layer: layer('LSTM', { units: 3 }),
          backward_layer: layer('LSTM', { units: 3, go_backwards: true, activation: 'relu' }),
          merge_mode: 'concat',
        },
        [5, 2],
      ),
    ],
    ['time before the batch', only('LSTM', { units: 3, time_major: true }, [5, 2])],
    ['layer normalisation that is another one', only('LayerNormalization', { rms_scaling: true }, [4])],
    [
      'a gate at every head',
      only3('MultiHeadAttention', { num_heads: 2, key_dim: 3, use_gate: true }, [4, 3], [tensor(), tensor()]),
    ],
    ['channels that come first', only('Flatten', { data_format: 'channels_first' }, [4, 4])],
  ])('none of ours is kept as a placeholder: %s', (_, json) => {
    expect(types(json)[0]).toMatch(/^keras\//)
  })

  test.each([
    ['a slope of its own', only('LeakyReLU', { alpha: 0.30000001192 }, [4]), 'leakyRelu', { slope: 0.3 }],
    ['no slope said is that of Keras', only('LeakyReLU', {}, [4]), 'leakyRelu', { slope: 0.3 }],
    ['cut off at a number', only('ReLU', { max_value: 4 }, [4]), 'relu', { most: 4, slope: 0, threshold: 0 }],
    ['sloped and cut off', only('ReLU', { max_value: 6, negative_slope: 0.1 }, [4]), 'relu', { most: 6, slope: 0.1 }],
    ['another bound below', only('ELU', { alpha: 0.5 }, [4]), 'elu', { alpha: 0.5 }],
    ['a threshold', only('ThresholdedReLU', { theta: 2 }, [4]), 'thresholdedRelu', { threshold: 2, instead: 0 }],
    ['shares of the steps', only('Softmax', { axis: 1 }, [5, 2]), 'softmax', { axis: 'first' }],
    ['scaled and moved', only('Rescaling', { scale: 0.5, offset: -1 }, [4]), 'rescaling', { scale: 0.5, offset: -1 }],
    ['whole channels dropped', only('SpatialDropout2D', { rate: 0.3 }, [4, 4, 2]), 'spatialDropout2d', { rate: 0.3 }],
    [
      'a film, step by step',
      only('TimeDistributed', { layer: layer('Conv2D', { filters: 3, kernel_size: [3, 3] }) }, [5, 8, 8, 2]),
      'conv2d',
      { filters: 3, kernelSize: 3 },
    ],
    ['a volume', only('Conv3D', { filters: 2, kernel_size: [2, 2, 2] }, [4, 4, 4, 1]), 'conv3d', { kernelSize: 2 }],
  ])('a layer with settings: %s', (_, json, type, settings) => {
    expect(types(json)).toEqual([type])
    expect(drawn(json)[0]?.[1]).toMatchObject(settings)
    expect(check(readForeign(json).graph).problems).toEqual([])
  })
})

describe('sums that are written down as layers', () => {
  const operation = { module: 'keras.src.ops.numpy' }
  const summed = (className: string, args: unknown[]) => ({
    module: 'keras',
    ...functional([start([4]), layer(className, { name: 'out' }, [{ args, kwargs: {} }], operation)]),
  })

  test.each([
    ['x + 2', summed('Add', [tensor(), 2]), ['arithmetic', { operation: 'offset', number: 2 }]],
    ['x - 2', summed('Subtract', [tensor(), 2]), ['arithmetic', { operation: 'offset', number: -2 }]],
    ['2 x', summed('Multiply', [2, tensor()]), ['arithmetic', { operation: 'scale', number: 2 }]],
    ['x / 4', summed('TrueDivide', [tensor(), 4]), ['arithmetic', { operation: 'scale', number: 0.25 }]],
    ['x x', summed('Multiply', [tensor(), tensor()]), ['multiply', {}]],
    [
      'TensorFlow x * 3',
      only('TFOpLambda', { function: 'math.multiply' }, [4], { y: 3, name: null }),
      ['arithmetic', { operation: 'scale', number: 3 }],
    ],
    ['TensorFlow x + x', only('TFOpLambda', { function: '__operators__.add' }, [4], { y: ['in', 0, 0] }), ['add', {}]],
    [
      'a curve of TensorFlow',
      only('TFOpLambda', { function: 'nn.relu6' }, [4]),
      ['activation', { activation: 'relu6' }],
    ],
  ])('%s', (_, json, expected) => {
    expect(drawn(json)).toEqual([expected])
    expect(check(readForeign(json).graph).problems).toEqual([])
  })

  test.each([
    ['2 - x', summed('Subtract', [2, tensor()])],
    ['2 / x', summed('TrueDivide', [2, tensor()])],
    ['x / x', summed('TrueDivide', [tensor(), tensor()])],
    ['a function of anybody', only('TFOpLambda', { function: 'os.system' }, [4], { y: 1 })],
  ])('%s is none of ours', (_, json) => {
    expect(types(json)[0]).toMatch(/^keras\//)
  })
})

describe('what is said', () => {
  const said = (json: unknown) => readForeign(json).said.map(({ en }) => en)

  test('numbers of another kind, settings of training that are left out, layers that were not trained', () => {
    const policy = { class_name: 'DTypePolicy', config: { name: 'mixed_float16' } }
    const regular = {
      units: 2,
      bias_regularizer: { class_name: 'L2', config: { l2: 0.1 } },
      kernel_constraint: 'max_norm',
    }
    const json = functional([
      start([4]),
      layer('Dense', { name: 'a', ...regular, dtype: policy }, [[['in', 0, 0, {}]]]),
      layer('Dense', { name: 'out', units: 1, trainable: false, dtype: 'float32' }, [[['a', 0, 0, {}]]]),
    ])
    expect(said(json)).toEqual([
      'Layer "a": bias_regularizer, kernel_constraint were left out; they change training alone.',
      'Layers of it compute in mixed_float16; here they compute in float32.',
      'Not trained in the file: out. Here that is chosen with the first weights of a run.',
    ])
  })

  test('nothing of an ordinary model', () => {
    expect(said(only('Dense', { units: 2, dtype: 'float32', bias_regularizer: null }, [4]))).toEqual([])
  })
})

test('what is none of ours is still measured: recurrent layers with states, what is done to every step, products along axes', () => {
  const measured = (className: string, config: object, shape: number[]) => {
    const { layers } = check(readForeign(only(className, config, shape)).graph)
    return [layers.at(-1)?.outputShape, layers.at(-1)?.parameters]
  }
  // By hand: 4 gates of 3 units on 2 numbers, 3 states and a bias.
  expect(measured('LSTM', { units: 3, stateful: true, return_sequences: true }, [5, 2])).toEqual([[5, 3], 72])
  expect(measured('GRU', { units: 3, stateful: true, reset_after: true }, [5, 2])).toEqual([[3], 63])
  const convolution = layer('Conv1D', { filters: 3, kernel_size: [3], padding: 'valid' })
  expect(measured('TimeDistributed', { layer: convolution }, [5, 8, 2])).toEqual([[5, 6, 3], 21])
})
