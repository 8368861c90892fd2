// Layer type `attention`: each step takes from others by how well they fit.
import { attending, attends, maskScores, shares, threeOf } from '../attend'
import { causalField, rateField } from '../fields'
import type { LayerType } from '../layerType'

export const attention: LayerType = {
  name: 'attention',
  label: { en: 'Attention', zh: '注意力' },
  summary: {
    en: 'Each step takes from other steps by how well they fit, without weights of its own.',
    zh: '每一步按匹配程度从其他步取值，自身没有权重。',
  },
  family: 'attention',
  foreign: { keras: 'Attention', onnx: null },
  fields: [
    {
      kind: 'switch',
      name: 'scaled',
      label: { en: 'Scaled', zh: '缩放' },
      help: {
        en: 'Divides scores by the root of the width, so that they do not grow with it.',
        zh: '将得分除以宽度的平方根，使其不随宽度增大。',
      },
      default: true,
    },
    causalField,
    rateField('dropout', 0, { en: 'Dropout', zh: '随机失活' }),
  ],
  inputs: { least: 1 },
  shape(inputs) {
    const [first = [], ...others] = inputs
    const { query, value, key } = threeOf([first, ...others])
    if (!attends(inputs) || query[1] !== key[1]) return { expected: attending }
    return [query[0] as number, value[1] as number]
  },
  weights: () => [],
  multiplyAdds([first = [], ...others]) {
    const { query, value, key } = threeOf([first, ...others])
    return (query[0] ?? 0) * (key[0] ?? 0) * ((key[1] ?? 0) + (value[1] ?? 0))
  },
  keepsMask: true,
  forward(call) {
    const { tf, settings, inputs, masks } = call
    const { query, value, key } = threeOf(inputs)
    const scaled = settings.scaled ? tf.mul(query, 1 / Math.sqrt(query.shape[2] ?? 1)) : query
    const scores = tf.matMul(scaled, key, false, true)
    const valueMask = masks[inputs.length > 1 ? 1 : 0] ?? null
    const added = maskScores(call, valueMask, [query.shape[1] ?? 0, key.shape[1] ?? 0])
    return tf.matMul(shares(call, scores, added), value)
  },
  plain: () => null,
}
