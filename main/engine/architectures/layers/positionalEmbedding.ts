// Layer type `positionalEmbedding`: adds a trained row of numbers for each place.
import type * as tf from '@tensorflow/tfjs-node'
import { isSequence, steps } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerType } from '../layerType'

export const positionalEmbedding: LayerType = {
  name: 'positionalEmbedding',
  label: { en: 'Positional embedding', zh: '位置嵌入' },
  summary: {
    en: 'Adds a trained row of numbers for each place in a sequence.',
    zh: '为序列中的每个位置加上一行可训练的数值。',
  },
  family: 'attention',
  foreign: { keras: null, onnx: null },
  fields: [initialiserField('embeddingsInitialiser', 'glorotUniform')],
  inputs: 1,
  shape: ([from]) => (isSequence(from) ? [...from] : { expected: steps }),
  weights: ([from = []], settings) => [
    {
      name: 'positions',
      shape: [...from],
      trainable: true,
      initialiser: initialiserOf(settings.embeddingsInitialiser),
    },
  ],
  multiplyAdds: ([from = []]) => (from[0] ?? 0) * (from[1] ?? 0),
  keepsMask: true,
  forward: ({ tf, inputs: [x], weights }) => tf.add(x, weights[0] as tf.Tensor),
  plain: () => null,
}
