// Layer type `targetAttention`: what of a history matters for one item.
import type * as tf from '@tensorflow/tfjs-node'
import { activationField, activationOf, hiddenActivations } from '../activations'
import { isSequence, unitsField } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerCall, LayerType, WeightSpec } from '../layerType'
import { projected } from '../project'
import type { Settings } from '../../../../shared/fields'

/**
 * Zhou et al. 2018 (DIN): each step h of the history [time, d] is weighed by a small network of h, the target t [d], h - t and
 * h · t; the weighed steps are added. There is no softmax, so that how much interest there is stays in the sum. Steps that a
 * mask leaves out weigh nothing.
 */
export const targetAttention: LayerType = {
  name: 'targetAttention',
  label: { en: 'Target attention', zh: '目标注意力' },
  summary: {
    en: 'Weighs the steps of a history by how they fit one item, and adds them.',
    zh: '按与某个物品的契合程度为历史各步加权并求和。',
  },
  family: 'attention',
  foreign: { keras: null, onnx: null },
  fields: [
    unitsField(16),
    activationField(hiddenActivations, 'sigmoid', { en: 'The curve of the small network.', zh: '小网络所用的曲线。' }),
    initialiserField('kernelInitialiser', 'glorotUniform'),
  ],
  inputs: 2,
  shape([history, target = []]) {
    if (isSequence(history) && target.length === 1 && target[0] === history[1]) return [history[1]]
    return { expected: { en: 'a history [time, width] and a target [width]', zh: '历史 [时间, 宽度] 与目标 [宽度]' } }
  },
  weights([history = []], settings) {
    const units = Number(settings.units)
    return [
      spec('kernel', [4 * (history[1] ?? 1), units], settings.kernelInitialiser),
      spec('bias', [units], 'zeros'),
      spec('scoreKernel', [units, 1], settings.kernelInitialiser),
      spec('scoreBias', [1], 'zeros'),
    ]
  },
  multiplyAdds: ([history = []], settings) =>
    (history[0] ?? 0) * ((4 * (history[1] ?? 0) + 1) * Number(settings.units) + 2 * (history[1] ?? 0)),
  forward: weighedSum,
  plain: () => null,
}

function spec(name: string, shape: number[], initialiser: Settings[string] | undefined): WeightSpec {
  return { name, shape, trainable: true, initialiser: initialiserOf(initialiser) }
}

function weighedSum({ tf: tensorflow, settings, inputs, masks: [mask = null], weights }: LayerCall): tf.Tensor {
  const [history, target] = inputs as [tf.Tensor, tf.Tensor]
  const [kernel, bias, scoreKernel, scoreBias] = weights as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
  const product = tensorflow.mul(history, tensorflow.expandDims(target, 1))
  const wanted = tensorflow.add(tensorflow.zerosLike(history), tensorflow.expandDims(target, 1))
  const pairs = tensorflow.concat([history, wanted, tensorflow.sub(history, wanted), product], -1)
  const hidden = activationOf(settings.activation).forward(tensorflow, projected(tensorflow, pairs, kernel, bias))
  const scores = projected(tensorflow, hidden, scoreKernel, scoreBias)
  const counts = mask === null ? null : tensorflow.cast(tensorflow.expandDims(mask, -1), 'float32')
  const shares = counts === null ? scores : tensorflow.mul(scores, counts)
  return tensorflow.sum(tensorflow.mul(history, shares), 1)
}
