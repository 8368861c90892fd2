// Layer type `appendedStep`: a trained step behind the last of a sequence, to be filled by what looks at the others.
import type * as tf from '@tensorflow/tfjs-node'
import { detached } from '../detach'
import { isSequence, numberField, steps } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerCall, LayerType } from '../layerType'

/**
 * What BERT4Rec (Sun et al. 2019) has as the mask behind a history, and others as the token of a class. It always counts. With a
 * `share` it also takes the place of so many steps while training, other ones at each step, which are then to be found.
 */
export const appendedStep: LayerType = {
  name: 'appendedStep',
  label: { en: 'Appended step', zh: '附加步' },
  summary: {
    en: 'Puts a trained step behind a sequence, where attention gathers what the others say.',
    zh: '在序列末尾加上一个可训练的步，由注意力在此汇集其他各步的信息。',
  },
  family: 'attention',
  foreign: { keras: null, onnx: null },
  fields: [
    {
      ...numberField({
        name: 'share',
        label: { en: 'Share of steps hidden', zh: '隐藏步的比例' },
        help: {
          en: 'While training it stands in place of so many steps of a history, whose items are then to be found.',
          zh: '训练时以它替代历史中这一比例的步，并学习找出这些步的物品。',
        },
        default: 0,
        min: 0,
        max: 0.9,
      }),
      advanced: true,
    },
    initialiserField('embeddingsInitialiser', 'glorotUniform'),
  ],
  inputs: 1,
  shape: ([from]) => (isSequence(from) ? [from[0] + 1, from[1]] : { expected: steps }),
  weights: ([from = []], settings) => [
    {
      name: 'step',
      shape: [1, from[1] ?? 1],
      trainable: true,
      initialiser: initialiserOf(settings.embeddingsInitialiser),
    },
  ],
  multiplyAdds: () => 0,
  learns: ({ share }) => (Number(share) > 0 ? 'hiddenSteps' : null),
  forward(call) {
    const { tf, inputs, weights } = call
    const [batch = 0, , width = 0] = inputs[0].shape
    const row = tf.reshape(weights[0] as tf.Tensor, [1, 1, width])
    // Added to zeros and not repeated, so that its gradient is a sum.
    return tf.concat([partlyHidden(call, row), tf.add(tf.zeros([batch, 1, width]), row)], 1)
  },
  mask({ tf, masks: [mask = null] }) {
    return mask && tf.concat([mask, tf.ones([mask.shape[0] ?? 0, 1], 'bool')], 1)
  },
  plain: () => null,
}

/** The steps with some of them replaced by `row`, which the call is told of with the appended one. */
function partlyHidden(call: LayerCall, row: tf.Tensor): tf.Tensor {
  const { tf, settings, learning, random, inputs, masks } = call
  const [x] = inputs
  const [batch = 0, time = 0] = x.shape
  if (!learning || random === null || !(Number(settings.share) > 0)) return x
  const hidden = detached(tf, () => {
    const drawn = tf.sub(1, random.keep([batch, time], Number(settings.share)))
    const mask = masks[0] ?? null
    return mask === null ? drawn : tf.mul(drawn, tf.cast(mask, 'float32'))
  })
  call.hide(detached(tf, () => tf.concat([hidden, tf.ones([batch, 1])], 1)))
  const places = tf.expandDims(hidden, -1)
  return tf.add(tf.mul(x, tf.sub(1, places)), tf.mul(row, places))
}
