// Layer type `lastStep`: the last step of a sequence that counts.
import type * as tf from '@tensorflow/tfjs-node'
import { detached } from '../detach'
import { isSequence, steps } from '../fields'
import type { LayerType } from '../layerType'

/**
 * With padding before or behind: the last step that the mask lets count, zeros where none does. With `everyStep` all steps are
 * handed on while training, so that what stands behind is trained on each of them and used on the last (Kang and McAuley 2018).
 */
export const lastStep: LayerType = {
  name: 'lastStep',
  label: { en: 'Last step', zh: '最后一步' },
  summary: {
    en: 'Takes the last step of a sequence that is no padding.',
    zh: '取序列中最后一个非填充的步。',
  },
  family: 'shape',
  foreign: { keras: null, onnx: null },
  fields: [
    {
      kind: 'switch',
      name: 'everyStep',
      label: { en: 'Learn from every step', zh: '从每一步学习' },
      help: {
        en: 'While training every step of a history learns the item after it; only where no step sees a later one.',
        zh: '训练时历史中的每一步都学习其后的物品；仅当各步看不到之后的步时使用。',
      },
      default: false,
      advanced: true,
    },
  ],
  inputs: 1,
  shape: ([from]) => (isSequence(from) ? [from[1]] : { expected: steps }),
  weights: () => [],
  multiplyAdds: () => 0,
  learns: ({ everyStep }) => (everyStep === true ? 'nextSteps' : null),
  forward({ tf, settings, learning, inputs: [x], masks: [mask = null] }) {
    if (learning && settings.everyStep === true) return x
    const [batch = 0, time = 0, width = 0] = x.shape
    if (mask === null) return tf.reshape(tf.slice(x, [0, time - 1, 0], [batch, 1, width]), [batch, width])
    return tf.sum(tf.mul(x, tf.expandDims(lastOf(tf, mask), -1)), 1)
  },
  mask: ({ settings, learning, masks: [mask = null] }) => (learning && settings.everyStep === true ? mask : null),
  plain: () => null,
}

/** [batch, time] of bool as 1 at the last true, 0 elsewhere. */
function lastOf(tensorflow: typeof tf, mask: tf.Tensor): tf.Tensor {
  return detached(tensorflow, () => {
    const counts = tensorflow.cast(mask, 'float32')
    const later = tensorflow.cumsum(counts, 1, true, true)
    return tensorflow.mul(counts, tensorflow.cast(tensorflow.equal(later, 0), 'float32'))
  })
}
