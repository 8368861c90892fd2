// Layer type `batchNormalisation`: centres and scales each input over the batch, and by moving statistics after training.
import type * as tf from '@tensorflow/tfjs-node'
import { epsilonField } from '../fields'
import { initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerCall, LayerType, Shape } from '../layerType'
import { momentsOf, standardised } from '../standardise'

const lastAxis = (from: Shape | undefined) => [from?.at(-1) ?? 0]

/** Ioffe and Szegedy 2015. Momentum of the moving statistics as in Keras: moving = momentum x moving + (1 - momentum) x batch. */
export const batchNormalisation: LayerType = {
  name: 'batchNormalisation',
  label: { en: 'Batch normalisation', zh: '批归一化' },
  summary: {
    en: 'Centres and scales each input over the batch; steadies and speeds up training.',
    zh: '在批内对每个输入做中心化和缩放，使训练更稳定、更快。',
  },
  family: 'normalise',
  foreign: { keras: 'BatchNormalization', onnx: 'BatchNormalization' },
  fields: [
    {
      kind: 'number',
      name: 'momentum',
      label: { en: 'Momentum', zh: '动量' },
      help: {
        en: 'How slowly the moving statistics follow the batches; lower it for short trainings.',
        zh: '移动统计量跟随批次变化的快慢；训练较短时可调低。',
      },
      default: 0.9,
      min: 0,
      max: 0.9999,
    },
    epsilonField,
  ],
  inputs: 1,
  shape: ([from]) => [...(from ?? [])],
  weights: ([from]) => [
    { name: 'gamma', shape: lastAxis(from), trainable: true, initialiser: initialiserOf('ones') },
    { name: 'beta', shape: lastAxis(from), trainable: true, initialiser: initialiserOf('zeros') },
    { name: 'movingMean', shape: lastAxis(from), trainable: false, initialiser: initialiserOf('zeros') },
    { name: 'movingVariance', shape: lastAxis(from), trainable: false, initialiser: initialiserOf('ones') },
  ],
  multiplyAdds: ([from]) => sizeOf(from ?? []),
  keepsMask: true,
  forward: (call) => (call.training ? byBatch(call) : byStatistics(call)),
  plain: ({ id, settings, tf }) =>
    tf.layers.batchNormalization({ name: id, momentum: Number(settings.momentum), epsilon: Number(settings.epsilon) }),
}

type Weights = [gamma: tf.Tensor, beta: tf.Tensor, mean: tf.Tensor, variance: tf.Tensor]

function byBatch({ tf, settings, inputs: [x], weights, write }: LayerCall): tf.Tensor {
  const [gamma, beta, mean, variance] = weights as Weights
  const axes = x.shape.slice(0, -1).map((_, axis) => axis)
  const moments = momentsOf(tf, x, axes)
  const momentum = Number(settings.momentum)
  const moved = (old: tf.Tensor, seen: tf.Tensor) =>
    tf.add(tf.mul(old, momentum), tf.mul(tf.reshape(seen, old.shape), 1 - momentum))
  write(2, moved(mean, moments.mean))
  write(3, moved(variance, moments.variance))
  return tf.add(tf.mul(standardised(tf, x, moments, Number(settings.epsilon)), gamma), beta)
}

function byStatistics({ tf, settings, inputs: [x], weights }: LayerCall): tf.Tensor {
  const [gamma, beta, mean, variance] = weights as Weights
  const scale = tf.mul(gamma, tf.rsqrt(tf.add(variance, Number(settings.epsilon))))
  return tf.add(tf.mul(tf.sub(x, mean), scale), beta)
}
