// Layer type `gru`: reads step by step with two gates; lighter than LSTM.
import type * as tf from '@tensorflow/tfjs-node'
import { activationOf } from '../activations'
import type { LayerCall, LayerType } from '../layerType'
import { plainRecurrent } from '../plainRecurrent'
import {
  gateField,
  recurrentCost,
  recurrentFields,
  recurrentForward,
  recurrentMask,
  recurrentShape,
  recurrentWeights,
} from '../recurrent'
import type { Cell, Loop } from '../recurrent'
import type { Settings } from '../../../../shared/fields'

/** Cho et al. 2014: h = z h' + (1 - z) activation(x W + r (h' U)). Gates in Keras's order z, r, h. */
const cell: Cell = {
  gates: 3,
  states: 1,
  biasRows: (settings) => (settings.resetAfter ? 2 : 1),
  loop: (call, recurrent, bias) =>
    call.settings.resetAfter ? resetAfter(call, recurrent, bias) : resetBefore(call, recurrent, bias),
}

function resetAfter({ tf, settings }: LayerCall, recurrent: tf.Tensor, bias: tf.Tensor | undefined): Loop {
  const [inputBias, innerBias] = bias === undefined ? [] : tf.unstack(bias)
  const { curve, gate, units } = curvesOf(settings)
  return {
    inputBias,
    constants: innerBias === undefined ? [recurrent] : [recurrent, innerBias],
    step(x, [given], [kernel, added], dropped) {
      const h = given as tf.Tensor
      const product = tf.matMul(dropped(h) as tf.Tensor2D, kernel as tf.Tensor2D)
      const inner = innerBias === undefined ? product : tf.add(product, added as tf.Tensor)
      const [xGates, xState] = tf.split(x, [2 * units, units], 1) as [tf.Tensor, tf.Tensor]
      const [hGates, hState] = tf.split(inner, [2 * units, units], 1) as [tf.Tensor, tf.Tensor]
      const [z, r] = tf.split(gate(tf, tf.add(xGates, hGates)), 2, 1) as [tf.Tensor, tf.Tensor]
      const proposed = curve(tf, tf.add(xState, tf.mul(r, hState)))
      return [tf.add(proposed, tf.mul(z, tf.sub(h, proposed)))]
    },
  }
}

function resetBefore({ tf, settings }: LayerCall, recurrent: tf.Tensor, bias: tf.Tensor | undefined): Loop {
  const { curve, gate, units } = curvesOf(settings)
  return {
    inputBias: bias,
    constants: tf.split(recurrent, [2 * units, units], 1),
    step(x, [given], [gateKernel, stateKernel], dropped) {
      const h = given as tf.Tensor
      const from = dropped(h)
      const [xGates, xState] = tf.split(x, [2 * units, units], 1) as [tf.Tensor, tf.Tensor]
      const sum = tf.add(xGates, tf.matMul(from as tf.Tensor2D, gateKernel as tf.Tensor2D))
      const [z, r] = tf.split(gate(tf, sum), 2, 1) as [tf.Tensor, tf.Tensor]
      const state = tf.matMul(tf.mul(r, from) as tf.Tensor2D, stateKernel as tf.Tensor2D)
      const proposed = curve(tf, tf.add(xState, state))
      return [tf.add(proposed, tf.mul(z, tf.sub(h, proposed)))]
    },
  }
}

function curvesOf(settings: Settings) {
  const curve = activationOf(settings.activation).forward
  const gate = activationOf(settings.recurrentActivation).forward
  return { curve, gate, units: Number(settings.units) }
}

export const gru: LayerType = {
  name: 'gru',
  label: { en: 'GRU', zh: 'GRU' },
  summary: { en: 'Reads step by step with two gates; lighter than LSTM.', zh: '逐步读取，带两个门，比 LSTM 更轻。' },
  family: 'recurrent',
  foreign: { keras: 'GRU', onnx: 'GRU' },
  fields: recurrentFields([
    gateField,
    {
      kind: 'switch',
      name: 'resetAfter',
      label: { en: 'Reset after the product', zh: '乘积后重置' },
      help: {
        en: 'As Keras and cuDNN have it; off as in the paper (Cho et al. 2014).',
        zh: '与 Keras 和 cuDNN 一致；关闭则与论文一致（Cho 等，2014）。',
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
  // tf.layers resets before the product alone.
  plain: (args) => (args.settings.resetAfter ? null : plainRecurrent(args, (config) => args.tf.layers.gru(config))),
}
