// Layer type `variationalSampling`: draws numbers around learnt means while training.
import type * as tf from '@tensorflow/tfjs-node'
import { numberField } from '../fields'
import type { LayerCall, LayerType } from '../layerType'

/**
 * Kingma and Welling 2014: of 2k numbers the first k are means, the others logarithms of variances; mean + deviation x noise
 * while training, the mean in prediction. It adds `divergence` times the KL divergence from a standard normal distribution,
 * averaged over the rows of the batch, to the objective (not to the loss that is shown).
 */
export const variationalSampling: LayerType = {
  name: 'variationalSampling',
  label: { en: 'Variational sampling', zh: '变分采样' },
  summary: {
    en: 'Half of its inputs are means, half say how far to draw around them while training: the middle of a variational autoencoder.',
    zh: '输入的一半为均值，另一半决定训练时围绕均值采样的幅度：变分自编码器的中间层。',
  },
  family: 'regularise',
  foreign: { keras: null, onnx: null },
  fields: [
    numberField({
      name: 'divergence',
      label: { en: 'Weight of the divergence', zh: '散度权重' },
      help: {
        en: 'How much it counts that the draws stay near a standard normal distribution.',
        zh: '采样分布接近标准正态分布的要求所占的权重。',
      },
      default: 0.2,
      min: 0,
      max: 1000,
    }),
  ],
  inputs: 1,
  shape: ([from = []]) =>
    (from.at(-1) ?? 1) % 2 === 0
      ? [...from.slice(0, -1), (from.at(-1) as number) / 2]
      : { expected: { en: 'an even number on the last axis', zh: '最后一维的大小为偶数' } },
  weights: () => [],
  multiplyAdds: ([from = []]) => from.at(-1) ?? 0,
  keepsMask: true,
  forward(call) {
    const [mean, logVariance] = halves(call)
    if (call.random === null) return mean
    const deviation = call.tf.exp(call.tf.mul(logVariance, 0.5))
    return call.tf.add(mean, call.tf.mul(deviation, call.random.normal(mean.shape)))
  },
  penalty(call) {
    const { tf, settings } = call
    const [mean, logVariance] = halves(call)
    const terms = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1))
    const rows = mean.shape[0] ?? 1
    return tf.mul(tf.sum(terms), (0.5 * Number(settings.divergence)) / rows)
  },
  plain: () => null,
}

function halves({ tf, inputs: [x] }: LayerCall): [tf.Tensor, tf.Tensor] {
  return tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor]
}
