// Layer type `simpleRnn`: reads step by step; the state is a curve of input and last state.
import type * as tf from '@tensorflow/tfjs-node'
import { activationOf } from '../activations'
import type { LayerType } from '../layerType'
import { plainRecurrent } from '../plainRecurrent'
import {
  recurrentCost,
  recurrentFields,
  recurrentForward,
  recurrentMask,
  recurrentShape,
  recurrentWeights,
} from '../recurrent'
import type { Cell } from '../recurrent'

/** h = activation(x W + b + h' U). */
const cell: Cell = {
  gates: 1,
  states: 1,
  loop: ({ tf, settings }, recurrent, bias) => ({
    inputBias: bias,
    constants: [recurrent],
    step(x, [h], [kernel], dropped) {
      const sum = tf.add(x, tf.matMul(dropped(h as tf.Tensor) as tf.Tensor2D, kernel as tf.Tensor2D))
      return [activationOf(settings.activation).forward(tf, sum)]
    },
  }),
}

export const simpleRnn: LayerType = {
  name: 'simpleRnn',
  label: { en: 'Simple recurrence', zh: '简单循环' },
  summary: {
    en: 'Reads step by step; the state is a curve of input and last state.',
    zh: '逐步读取，状态由输入和上一状态经激活函数得到。',
  },
  family: 'recurrent',
  foreign: { keras: 'SimpleRNN', onnx: 'RNN' },
  fields: recurrentFields([]),
  inputs: 1,
  shape: recurrentShape,
  weights: (inputs, settings) => recurrentWeights(cell, inputs, settings),
  multiplyAdds: (inputs, settings) => recurrentCost(cell, inputs, settings),
  forward: (call) => recurrentForward(cell, call),
  mask: recurrentMask,
  plain: (args) => plainRecurrent(args, (config) => args.tf.layers.simpleRNN(config)),
}
