// Layer type `variationalSampling`: draws numbers around learnt means while training.
import type * as tf from '@tensorflow/tfjs-node'
import { integerField, numberField } from '../fields'
import type { LayerCall, LayerType } from '../layerType'

/**
 * Kingma and Welling 2014: of 2k numbers the first k are means, the others logarithms of variances; mean + deviation x noise
 * while training, the mean in prediction. It adds `divergence` times the KL divergence from a standard normal distribution,
 * averaged over the rows of the batch, to the objective (not to the loss that is shown). With `annealSteps` that weight grows
 * from 0 step by step, and is whole from that step on (Liang et al. 2018).
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
    {
      ...integerField({
        name: 'annealSteps',
        label: { en: 'Steps until then', zh: '达到该权重的步数' },
        help: {
          en: 'The weight grows evenly from 0 over so many steps; 0 has it whole from the first one.',
          zh: '权重在这么多步内从 0 均匀增长；0 表示从第一步起即为全部权重。',
        },
        default: 0,
        min: 0,
        max: 100_000_000,
      }),
      advanced: true,
    },
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
    const { tf, settings, step } = call
    const [mean, logVariance] = halves(call)
    const terms = tf.sub(tf.add(tf.square(mean), tf.exp(logVariance)), tf.add(logVariance, 1))
    const rows = mean.shape[0] ?? 1
    const whole: tf.Scalar = tf.mul(tf.sum(terms), (0.5 * Number(settings.divergence)) / rows)
    const steps = Number(settings.annealSteps)
    if (steps === 0 || step === null) return whole
    return tf.mul(whole, tf.minimum(tf.div(tf.cast(step, 'float32'), steps), 1))
  },
  plain: () => null,
}

function halves({ tf, inputs: [x] }: LayerCall): [tf.Tensor, tf.Tensor] {
  return tf.split(x, 2, -1) as [tf.Tensor, tf.Tensor]
}
