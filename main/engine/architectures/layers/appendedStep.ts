// Layer type `appendedStep`: a trained step behind the last of a sequence, to be filled by what looks at the others.
import { isSequence, steps } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerType } from '../layerType'

/** What BERT4Rec (Sun et al. 2019) has as the mask behind a history, and others as the token of a class. It always counts. */
export const appendedStep: LayerType = {
  name: 'appendedStep',
  label: { en: 'Appended step', zh: '附加步' },
  summary: {
    en: 'Puts a trained step behind a sequence, where attention gathers what the others say.',
    zh: '在序列末尾加上一个可训练的步，由注意力在此汇集其他各步的信息。',
  },
  family: 'attention',
  foreign: { keras: null, onnx: null },
  fields: [initialiserField('embeddingsInitialiser', 'glorotUniform')],
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
  forward({ tf, inputs: [x], weights: [step] }) {
    const [batch = 0, , width = 0] = x.shape
    const row = tf.reshape(step as NonNullable<typeof step>, [1, 1, width])
    // Added to zeros and not repeated, so that its gradient is a sum.
    return tf.concat([x, tf.add(tf.zeros([batch, 1, width]), row)], 1)
  },
  mask({ tf, masks: [mask = null] }) {
    return mask && tf.concat([mask, tf.ones([mask.shape[0] ?? 0, 1], 'bool')], 1)
  },
  plain: () => null,
}
