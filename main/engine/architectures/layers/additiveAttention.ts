// Layer type `additiveAttention`: attention with a small network for the scores.
import type * as tf from '@tensorflow/tfjs-node'
import { attending, attends, maskScores, shares, threeOf } from '../attend'
import { causalField, rateField } from '../fields'
import { initialiserOf } from '../initialisers'
import type { LayerType } from '../layerType'

export const additiveAttention: LayerType = {
  name: 'additiveAttention',
  label: { en: 'Additive attention', zh: '加性注意力' },
  summary: {
    en: 'Each step takes from other steps; a curve of query plus key makes the scores.',
    zh: '每一步从其他步取值，得分由查询与键之和的曲线给出。',
  },
  family: 'attention',
  foreign: { keras: 'AdditiveAttention', onnx: null },
  fields: [causalField, rateField('dropout', 0, { en: 'Dropout', zh: '随机失活' })],
  inputs: { least: 1 },
  shape(inputs) {
    const [first = [], ...others] = inputs
    const { query, value, key } = threeOf([first, ...others])
    if (!attends(inputs) || query[1] !== key[1]) return { expected: attending }
    return [query[0] as number, value[1] as number]
  },
  weights: ([from = []]) => [
    { name: 'scale', shape: [from[1] ?? 1], trainable: true, initialiser: initialiserOf('glorotUniform') },
  ],
  multiplyAdds([first = [], ...others]) {
    const { query, value, key } = threeOf([first, ...others])
    return (query[0] ?? 0) * (key[0] ?? 0) * ((key[1] ?? 0) + (value[1] ?? 0))
  },
  keepsMask: true,
  // Bahdanau et al. 2015, as Keras has it: score = sum(scale · tanh(query + key)).
  forward(call) {
    const { tf, inputs, masks, weights } = call
    const { query, value, key } = threeOf(inputs)
    const sums = tf.tanh(tf.add(tf.expandDims(query, 2), tf.expandDims(key, 1)))
    const scores = tf.sum(tf.mul(sums, weights[0] as tf.Tensor), -1)
    const valueMask = masks[inputs.length > 1 ? 1 : 0] ?? null
    const added = maskScores(call, valueMask, [query.shape[1] ?? 0, key.shape[1] ?? 0])
    return tf.matMul(shares(call, scores, added), value)
  },
  plain: () => null,
}
