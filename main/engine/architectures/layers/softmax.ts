// Layer type `softmax`: shares that add up to one, of the numbers of each step or of the steps of each number.
import type * as tf from '@tensorflow/tfjs-node'
import { choiceField } from '../fields'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

/** e^x over the sum of e^x along one axis. */
export const softmax: LayerType = {
  name: 'softmax',
  label: { en: 'Softmax', zh: 'Softmax' },
  summary: {
    en: 'Shares that add up to one, of the numbers of each step or of the steps of each number.',
    zh: '得到和为一的份额：在每一步的数值之间，或在每个数值的各步之间。',
  },
  family: 'dense',
  foreign: { keras: 'Softmax', onnx: 'Softmax' },
  fields: [
    choiceField(
      'axis',
      { en: 'Shares of', zh: '份额范围' },
      { en: 'Which numbers add up to one.', zh: '哪些数值之和为一。' },
      [
        ['last', 'the numbers of a step', '一步的各数值'],
        ['first', 'all steps', '所有步'],
      ],
    ),
  ],
  inputs: 1,
  shape: ([from = []], { axis }) =>
    axis === 'first' && from.length !== 2
      ? { expected: { en: 'steps of numbers [time, width]', zh: '由多步数值组成的序列 [时间, 宽度]' } }
      : [...from],
  weights: () => [],
  multiplyAdds: ([from = []]) => 2 * sizeOf(from),
  keepsMask: true,
  forward({ tf: tensorflow, settings, inputs: [x], logits }) {
    if (settings.axis === 'first') return overSteps(tensorflow, x)
    return logits(tensorflow.softmax(x), { kind: 'softmax', tensor: x })
  },
  plain: ({ tf: tensorflow, id, settings, inputs: [from = []] }) =>
    settings.axis === 'first' || from.length > 2 ? null : tensorflow.layers.softmax({ name: id, axis: -1 }),
}

function overSteps(tensorflow: typeof tf, x: tf.Tensor): tf.Tensor {
  return tensorflow.transpose(tensorflow.softmax(tensorflow.transpose(x, [0, 2, 1])), [0, 2, 1])
}
