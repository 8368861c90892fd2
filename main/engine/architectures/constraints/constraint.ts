// What a constraint is: the nearest allowed value of a weight, taken after each update.
import type * as tf from '@tensorflow/tfjs-node'
import type { ChoiceField, Field, Settings, Text } from '../../../../shared/fields'

export interface Constraint {
  name: string
  label: Text
  summary: Text
  foreign: { keras: string }
  fields: Field[]
  apply(tensorflow: typeof tf, weight: tf.Tensor, settings: Settings): tf.Tensor
}

/** Which numbers of a weight have a length together. */
export const alongField: ChoiceField = {
  kind: 'choice',
  name: 'along',
  label: { en: 'Length of', zh: '长度的范围' },
  help: {
    en: 'Which numbers are measured together: all that lead into a unit, or each row of a table.',
    zh: '共同计算长度的数值：通向同一单元的全部权重，或表的每一行。',
  },
  default: 'unit',
  options: [
    { value: 'unit', label: { en: 'what leads into a unit', zh: '通向一个单元的权重' } },
    { value: 'row', label: { en: 'a row of a table', zh: '表的一行' } },
  ],
}

/** Keras's fuzz: keeps a length of zero from being divided by. */
const epsilon = 1e-7

/** Lengths of what `along` measures, kept as axes of size 1. Keras's `axis` is 0 for 'unit' in a matrix, 1 for 'row'. */
function lengths(tensorflow: typeof tf, weight: tf.Tensor, { along }: Settings): tf.Tensor {
  const axes = along === 'row' ? [weight.rank - 1] : weight.shape.slice(0, -1).map((_, axis) => axis)
  return tensorflow.sqrt(tensorflow.sum(tensorflow.square(weight), axes, true))
}

/** The weight with its lengths turned into what `wanted` makes of them. */
export function resized(
  tensorflow: typeof tf,
  weight: tf.Tensor,
  settings: Settings,
  wanted: (lengths: tf.Tensor) => tf.Tensor | number,
): tf.Tensor {
  const present = lengths(tensorflow, weight, settings)
  return tensorflow.mul(weight, tensorflow.div(wanted(present), tensorflow.add(present, epsilon)))
}
