// Layer type `lstm`: reads step by step with a memory that gates write, keep and read.
import type * as tf from '@tensorflow/tfjs-node'
import { activationOf } from '../activations'
import type { LayerType } from '../layerType'
import { plainRecurrent } from '../plainRecurrent'
import { initialiserOf } from '../initialisers'
import {
  gateField,
  recurrentCost,
  recurrentFields,
  recurrentForward,
  recurrentMask,
  recurrentShape,
  recurrentWeights,
} from '../recurrent'
import type { Cell } from '../recurrent'

/** Hochreiter and Schmidhuber 1997 with a forget gate (Gers et al. 2000): c = f c' + i g, h = o activation(c). Gates in Keras's order i, f, g, o. */
const cell: Cell = {
  gates: 4,
  states: 2,
  biasAtStart: (settings) => (settings.unitForgetBias ? { name: 'forgetGate', settings: {} } : initialiserOf('zeros')),
  loop: ({ tf, settings }, recurrent, bias) => {
    const curve = activationOf(settings.activation).forward
    const gate = activationOf(settings.recurrentActivation).forward
    return {
      inputBias: bias,
      constants: [recurrent],
      step(x, [h, c], [kernel], dropped) {
        const sum = tf.add(x, tf.matMul(dropped(h as tf.Tensor) as tf.Tensor2D, kernel as tf.Tensor2D))
        const [i, f, g, o] = tf.split(sum, 4, 1) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
        const memory = tf.add(tf.mul(gate(tf, f), c as tf.Tensor), tf.mul(gate(tf, i), curve(tf, g)))
        return [tf.mul(gate(tf, o), curve(tf, memory)), memory]
      },
    }
  },
}

export const lstm: LayerType = {
  name: 'lstm',
  label: { en: 'LSTM', zh: 'LSTM' },
  summary: {
    en: 'Reads step by step with a memory that gates write, keep and read.',
    zh: '逐步读取，由门控制记忆的写入、保持与读出。',
  },
  family: 'recurrent',
  foreign: { keras: 'LSTM', onnx: 'LSTM' },
  fields: recurrentFields([
    gateField,
    {
      kind: 'switch',
      name: 'unitForgetBias',
      label: { en: 'Remember at first', zh: '初始偏向记忆' },
      help: {
        en: 'The bias of the forget gate starts at one (Jozefowicz et al. 2015).',
        zh: '遗忘门的偏置初始为一（Jozefowicz 等，2015）。',
      },
      default: true,
      advanced: true,
    },
  ]),
  inputs: 1,
  shape: recurrentShape,
  weights: (inputs, settings) => recurrentWeights(cell, inputs, settings),
  multiplyAdds: (inputs, settings) => recurrentCost(cell, inputs, settings),
  forward: (call) => recurrentForward(cell, call),
  mask: recurrentMask,
  plain: (args) => plainRecurrent(args, (config) => args.tf.layers.lstm(config)),
}
