// Layer type `dense`: every unit is a weighted sum of all inputs, then an activation.
import type * as tf from '@tensorflow/tfjs-node'
import { activate, activationField, activations, plainActivation } from '../activations'
import { constrained, constraintFields } from '../constraints'
import { biasField, unitsField } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerType, WeightSpec } from '../layerType'
import { projected } from '../project'
import { penalised, penaltyFields } from '../regularisers'

/** y = activation(x · kernel + bias), kernel of shape [inputs, units]. On rows of several axes it works on the last one. */
export const dense: LayerType = {
  name: 'dense',
  label: { en: 'Dense', zh: '全连接层' },
  summary: {
    en: 'Each unit weighs all inputs, adds a bias and applies an activation.',
    zh: '每个单元对所有输入加权求和，加上偏置后应用激活函数。',
  },
  family: 'dense',
  foreign: { keras: 'Dense', onnx: 'Gemm' },
  fields: [
    unitsField(16),
    activationField(activations, 'relu', {
      en: 'The curve that each sum goes through; without one, layers in a row are a single linear map.',
      zh: '作用于每个加权和的曲线；若没有激活函数，多层相连仍等同于一个线性映射。',
    }),
    biasField,
    initialiserField('kernelInitialiser', 'glorotUniform'),
    ...penaltyFields,
    ...constraintFields,
  ],
  inputs: 1,
  shape: ([from = []], settings) => [...from.slice(0, -1), Number(settings.units)],
  weights: ([from = []], settings) => {
    const units = Number(settings.units)
    const kernel: WeightSpec = {
      name: 'kernel',
      shape: [from.at(-1) ?? 1, units],
      trainable: true,
      initialiser: initialiserOf(settings.kernelInitialiser),
      ...penalised(settings),
      ...constrained(settings),
    }
    const bias: WeightSpec = { name: 'bias', shape: [units], trainable: true, initialiser: initialiserOf('zeros') }
    return settings.useBias === false ? [kernel] : [kernel, bias]
  },
  multiplyAdds: ([from], settings) => sizeOf(from ?? []) * Number(settings.units),
  keepsMask: true,
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [kernel, bias] = weights as [tf.Tensor, tf.Tensor?]
    const product = bias === undefined ? undefined : { x: inputs[0], kernel, bias }
    return activate(call, settings.activation, projected(tf, inputs[0], kernel, bias), product)
  },
  plain({ id, settings, tf }) {
    const activation = plainActivation(settings.activation)
    if (activation === null) return null
    const [l1, l2] = [Number(settings.l1), Number(settings.l2)]
    return tf.layers.dense({
      name: id,
      units: Number(settings.units),
      activation,
      useBias: settings.useBias !== false,
      ...(l1 > 0 || l2 > 0 ? { kernelRegularizer: tf.regularizers.l1l2({ l1, l2 }) } : {}),
    })
  },
}
