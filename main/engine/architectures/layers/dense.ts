// Layer type `dense`: every unit is a weighted sum of all inputs, then an activation.
import { activationField, activations } from '../activations'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'
import { seedOf } from '../seeds'

/** y = activation(x · kernel + bias), kernel of shape [inputs, units] drawn from Glorot's uniform distribution. */
export const dense: LayerType = {
  name: 'dense',
  label: { en: 'Dense', zh: '全连接层' },
  summary: {
    en: 'Each unit weighs all inputs, adds a bias and applies an activation.',
    zh: '每个单元对所有输入加权求和，加上偏置后应用激活函数。',
  },
  foreign: { keras: 'Dense', onnx: 'Gemm' },
  fields: [
    {
      kind: 'integer',
      name: 'units',
      label: { en: 'Units', zh: '单元数' },
      help: { en: 'How many outputs the layer has.', zh: '该层的输出个数。' },
      default: 16,
      min: 1,
      max: 65_536,
    },
    activationField(activations, 'relu', {
      en: 'The curve that each sum goes through; without one, layers in a row are a single linear map.',
      zh: '作用于每个加权和的曲线；若没有激活函数，多层相连仍等同于一个线性映射。',
    }),
    {
      kind: 'number',
      name: 'l2',
      label: { en: 'L2 penalty', zh: 'L2 惩罚' },
      help: {
        en: 'Adds this times the sum of squared kernel weights to the loss; keeps weights small.',
        zh: '在损失中加入该系数乘以核权重的平方和，使权重保持较小。',
      },
      default: 0,
      min: 0,
      max: 1,
    },
  ],
  inputs: 1,
  shape: ([from], settings) =>
    from?.length === 1
      ? [Number(settings.units)]
      : {
          expected: { en: 'one axis of numbers', zh: '一维数值' },
        },
  weights: ([from], settings) => [
    { name: 'kernel', shape: [sizeOf(from ?? []), Number(settings.units)], trainable: true },
    { name: 'bias', shape: [Number(settings.units)], trainable: true },
  ],
  multiplyAdds: ([from], settings) => sizeOf(from ?? []) * Number(settings.units),
  build: ({ id, settings, tf, seed }) =>
    tf.layers.dense({
      name: id,
      units: Number(settings.units),
      activation: String(settings.activation) as 'relu',
      kernelInitializer: tf.initializers.glorotUniform({ seed: seedOf(seed, id, 'kernel') }),
      ...(Number(settings.l2) > 0 ? { kernelRegularizer: tf.regularizers.l2({ l2: Number(settings.l2) }) } : {}),
    }),
}
