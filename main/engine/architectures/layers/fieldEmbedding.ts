// Layer type `fieldEmbedding`: a trained row for each number of a row, as long as the number is large.
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerType } from '../layerType'
import { penalised, penaltyFields } from '../regularisers'
import { widthField } from '../fields'

/** x_j v_j for each of the inputs: what factorisation machines multiply (Rendle 2010); of a column of 0 and 1 its look-up. */
export const fieldEmbedding: LayerType = {
  name: 'fieldEmbedding',
  label: { en: 'Field embedding', zh: '特征域嵌入' },
  summary: {
    en: 'Turns each number of a row into a row of numbers of its own: itself times trained ones.',
    zh: '将一行中的每个数值变为一行数值：该数值乘以可训练的向量。',
  },
  family: 'input',
  foreign: { keras: null, onnx: null },
  fields: [widthField, initialiserField('embeddingsInitialiser', 'glorotUniform'), ...penaltyFields],
  inputs: 1,
  shape: ([from = []], { width }) =>
    from.length === 1 ? [...from, Number(width)] : { expected: { en: 'one axis of numbers', zh: '一维数值' } },
  weights: ([from = []], settings) => [
    {
      name: 'embeddings',
      shape: [from[0] ?? 1, Number(settings.width)],
      trainable: true,
      initialiser: initialiserOf(settings.embeddingsInitialiser),
      ...penalised(settings),
    },
  ],
  multiplyAdds: ([from = []], { width }) => (from[0] ?? 0) * Number(width),
  forward: ({ tf, inputs: [x], weights: [rows] }) => tf.mul(tf.expandDims(x, -1), rows as NonNullable<typeof rows>),
  plain: () => null,
}
