// Layer type `factorisationMachine`: a linear model with the interactions of all pairs of inputs.
import type * as tf from '@tensorflow/tfjs-node'
import { integerField } from '../fields'
import { initialiserOf } from '../initialisers'
import { paired } from '../interaction'
import type { LayerType } from '../layerType'
import { projected } from '../project'
import { penalised, penaltyFields } from '../regularisers'

export const factorisationMachine: LayerType = {
  name: 'factorisationMachine',
  label: { en: 'Factorisation machine', zh: '因子分解机' },
  summary: {
    en: 'A linear model with the interactions of all pairs of inputs, in few weights.',
    zh: '带有全部两两交互项的线性模型，权重很少。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [
    integerField({
      name: 'factors',
      label: { en: 'Factors', zh: '因子数' },
      help: {
        en: 'How many numbers stand for an input in its interactions.',
        zh: '每个输入在交互项中对应的数值个数。',
      },
      default: 8,
      min: 1,
      max: 4096,
    }),
    ...penaltyFields,
  ],
  inputs: 1,
  shape: ([from = []]) => (from.length === 1 ? [1] : { expected: { en: 'one axis of numbers', zh: '一维数值' } }),
  weights: ([from = []], settings) => [
    { name: 'linear', shape: [from[0] ?? 1, 1], trainable: true, initialiser: initialiserOf('glorotUniform') },
    {
      name: 'factors',
      shape: [from[0] ?? 1, Number(settings.factors)],
      trainable: true,
      initialiser: initialiserOf('glorotUniform'),
      ...penalised(settings),
    },
    { name: 'bias', shape: [1], trainable: true, initialiser: initialiserOf('zeros') },
  ],
  multiplyAdds: ([from = []], settings) => (from[0] ?? 0) * (2 * Number(settings.factors) + 1),
  // Rendle 2010: w0 + sum w x + sum of <v_i, v_j> x_i x_j over all pairs.
  forward({ tf, inputs: [x], weights }) {
    const [linear, factors, bias] = weights as [tf.Tensor, tf.Tensor, tf.Tensor]
    const pairs = paired(tf, projected(tf, x, factors), projected(tf, tf.square(x), tf.square(factors)))
    return tf.add(projected(tf, x, linear, bias), tf.sum(pairs, -1, true))
  },
  plain: () => null,
}
