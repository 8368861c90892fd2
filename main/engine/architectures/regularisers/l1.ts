// Regulariser `l1`: the sum of absolute values, which drives weights to zero.
import type * as tf from '@tensorflow/tfjs-node'
import type { Regulariser } from './regulariser'

export const l1: Regulariser = {
  name: 'l1',
  label: { en: 'L1', zh: 'L1' },
  summary: {
    en: 'Adds the sum of absolute weights to the loss; drives needless ones to zero.',
    zh: '在损失中加入权重绝对值之和，使多余的权重趋于零。',
  },
  foreign: { keras: 'L1' },
  fields: [
    {
      kind: 'number',
      name: 'l1',
      label: { en: 'L1', zh: 'L1' },
      help: { en: 'What the sum is multiplied by.', zh: '该和所乘的系数。' },
      default: 0.01,
      min: 0,
      max: 1,
    },
  ],
  penalty: (tf, weight, { l1: rate }) => tf.mul(absoluteSum(tf, weight), Number(rate)),
}

/** With the sign as its gradient: that of `tf.abs` is -1 at zero, and would push weights away from where they belong. */
function absoluteSum(tensorflow: typeof tf, weight: tf.Tensor): tf.Tensor {
  const apply = tensorflow.customGrad((given, save) => {
    ;(save as tf.GradSaveFunc)([given as tf.Tensor])
    const gradFunc = (d: tf.Tensor | tf.Tensor[], [saved]: tf.Tensor[]) =>
      tensorflow.mul(d as tf.Tensor, tensorflow.sign(saved as tf.Tensor))
    return { value: tensorflow.sum(tensorflow.abs(given as tf.Tensor)), gradFunc }
  })
  return apply(weight)
}
