// Layer type `upSampling1d`: repeats every step of a sequence.
import { integerField, isSequence, steps } from '../fields'
import type { LayerType } from '../layerType'

export const upSampling1d: LayerType = {
  name: 'upSampling1d',
  label: { en: 'Up-sampling 1D', zh: '一维上采样' },
  summary: { en: 'Repeats every step of a sequence.', zh: '将序列的每一步重复若干次。' },
  family: 'shape',
  foreign: { keras: 'UpSampling1D', onnx: 'Upsample' },
  fields: [
    integerField({
      name: 'size',
      label: { en: 'Times', zh: '次数' },
      help: { en: 'How often each step stands there then.', zh: '每一步重复的次数。' },
      default: 2,
      min: 1,
      max: 10_000,
    }),
  ],
  inputs: 1,
  shape: ([from], { size }) => (isSequence(from) ? [from[0] * Number(size), from[1]] : { expected: steps }),
  weights: () => [],
  multiplyAdds: () => 0,
  forward({ tf, settings: { size }, inputs: [x] }) {
    const [batch = 0, time = 0, width = 0] = x.shape
    const repeated = tf.tile(tf.expandDims(x, 2), [1, 1, Number(size), 1])
    return tf.reshape(repeated, [batch, time * Number(size), width])
  },
  plain: () => null,
}
