// Layer type `convLstm2d`: reads grids step by step, with a memory for every place.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings, Text } from '../../../../shared/fields'
import { activationField, activationOf, activations, plainActivation } from '../activations'
import { biasOf, convolutionFields, filtersField, kernelOf, positionsOf, windowOf } from '../convolve'
import { choiceField } from '../fields'
import { roomy } from '../images'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerCall, LayerType, Shape, WeightSpec } from '../layerType'
import { everyStepField, gateField } from '../recurrent'

const film: Text = {
  en: 'steps of grids [time, height, width, channels]',
  zh: '由多步网格组成的序列 [时间, 高, 宽, 通道]',
}

/** Shi et al. 2015 as Keras has it: an LSTM whose products are convolutions; that of the state keeps its size. Gates i, f, g, o. */
export const convLstm2d: LayerType = {
  name: 'convLstm2d',
  label: { en: 'Convolutional LSTM 2D', zh: '二维卷积 LSTM' },
  summary: {
    en: 'Reads grids step by step with a memory for every place, as for films and maps over time.',
    zh: '逐步读取网格，并为每个位置保留记忆，适用于影片和随时间变化的地图。',
  },
  family: 'recurrent',
  foreign: { keras: 'ConvLSTM2D', onnx: null },
  fields: [
    ...convolutionFields([filtersField]).filter(({ name }) => !['dilation', 'activation'].includes(name)),
    activationField(activations, 'tanh', { en: 'The curve of the state.', zh: '状态所用的曲线。' }),
    gateField,
    initialiserField('recurrentInitialiser', 'orthogonal'),
    everyStepField,
    choiceField(
      'direction',
      { en: 'Direction', zh: '方向' },
      { en: 'Reads from the first step or from the last.', zh: '从第一步或最后一步读起。' },
      [
        ['forward', 'Forward', '正向'],
        ['backward', 'Backward', '反向'],
      ],
    ),
  ],
  inputs: 1,
  convolves: () => true,
  shape([from = []], settings) {
    if (from.length !== 4) return { expected: film }
    const sizes = places(from, settings)
    if (sizes.some((size) => size < 1)) return { expected: roomy }
    const state = [...sizes, Number(settings.filters)]
    return settings.returnSequences ? [from[0] as number, ...state] : state
  },
  weights: ([from = []], settings) => {
    const [size, filters] = [Number(settings.kernelSize), Number(settings.filters)]
    const recurrent: WeightSpec = {
      name: 'recurrentKernel',
      shape: [size, size, filters, 4 * filters],
      trainable: true,
      initialiser: initialiserOf(settings.recurrentInitialiser),
    }
    const bias = biasOf(settings, 4 * filters).map((spec) => ({
      ...spec,
      initialiser: { name: 'forgetGate', settings: {} },
    }))
    return [kernelOf('kernel', [size, size, from[3] ?? 1, 4 * filters], settings), recurrent, ...bias]
  },
  multiplyAdds: ([from = []], settings) => {
    const [height = 0, width = 0] = places(from, settings)
    const filters = Number(settings.filters)
    const window = Number(settings.kernelSize) ** 2
    return (from[0] ?? 0) * height * width * window * 4 * filters * ((from[3] ?? 0) + filters)
  },
  forward: read,
  plain({ tf: tensorflow, id, settings }) {
    const activation = plainActivation(settings.activation)
    const recurrentActivation = plainActivation(settings.recurrentActivation)
    if (activation === null || recurrentActivation === null) return null
    return tensorflow.layers.convLstm2d({
      name: id,
      filters: Number(settings.filters),
      kernelSize: Number(settings.kernelSize),
      strides: Number(settings.strides),
      padding: String(settings.padding) as 'valid',
      activation,
      recurrentActivation,
      recurrentInitializer: 'glorotUniform',
      useBias: settings.useBias !== false,
      returnSequences: settings.returnSequences === true,
      goBackwards: settings.direction === 'backward',
    }) as tf.layers.Layer
  },
}

function places(from: Shape, settings: Settings): number[] {
  return from.slice(1, 3).map((size) => positionsOf(size, windowOf(settings)))
}

function read(call: LayerCall): tf.Tensor {
  const { tf: tensorflow, settings, inputs, weights } = call
  const [kernel, recurrent, bias] = weights as [tf.Tensor4D, tf.Tensor4D, tf.Tensor?]
  const [batch = 0, time = 0, ...from] = inputs[0].shape
  const { stride, padding } = windowOf(settings)
  const steps: tf.Tensor = tensorflow.reshape(inputs[0], [batch * time, ...from])
  const product = tensorflow.conv2d(steps as tf.Tensor4D, kernel, stride, padding as 'valid')
  const sum = bias === undefined ? product : tensorflow.add(product, bias)
  const [, height = 0, width = 0, gates = 0] = sum.shape
  const ordered = tensorflow.transpose(tensorflow.reshape(sum, [batch, time, height, width, gates]), [1, 0, 2, 3, 4])
  const zeros = tensorflow.zeros([batch, height, width, gates / 4])
  const curve = activationOf(settings.activation).forward
  const gate = activationOf(settings.recurrentActivation).forward
  const reverse = settings.direction === 'backward'
  const [output] = call.scan(tensorflow, {
    sequences: [ordered],
    initial: [zeros, zeros],
    constants: [recurrent],
    reverse,
    every: settings.returnSequences === true,
    cell([at], [h, c], [weight]) {
      const own = tensorflow.conv2d(h as tf.Tensor4D, weight as tf.Tensor4D, 1, 'same')
      const [i, f, g, o] = tensorflow.split(tensorflow.add(at as tf.Tensor, own), 4, 3) as [
        ...[tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor],
      ]
      const kept = tensorflow.mul(gate(tensorflow, f), c as tf.Tensor)
      const memory = tensorflow.add(kept, tensorflow.mul(gate(tensorflow, i), curve(tensorflow, g)))
      return [tensorflow.mul(gate(tensorflow, o), curve(tensorflow, memory)), memory]
    },
  }) as [tf.Tensor]
  if (!settings.returnSequences) return output
  const back = tensorflow.transpose(output, [1, 0, 2, 3, 4])
  return reverse ? tensorflow.reverse(back, 1) : back
}
