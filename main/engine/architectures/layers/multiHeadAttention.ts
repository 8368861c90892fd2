// Layer type `multiHeadAttention`: several attentions side by side on projections of their own.
import type * as tf from '@tensorflow/tfjs-node'
import { attending, attends, maskScores, shares, threeOf } from '../attend'
import { withoutEffect } from '../detach'
import { biasField, causalField, integerField, rateField } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerCall, LayerType, WeightSpec } from '../layerType'
import { projected } from '../project'
import { penalised, penaltyFields } from '../regularisers'
import type { Settings } from '../../../../shared/fields'

export const multiHeadAttention: LayerType = {
  name: 'multiHeadAttention',
  label: { en: 'Multi-head attention', zh: '多头注意力' },
  summary: {
    en: 'Several attentions side by side, each on projections of its own.',
    zh: '并列的多个注意力，各自作用于不同的投影。',
  },
  family: 'attention',
  foreign: { keras: 'MultiHeadAttention', onnx: null },
  fields: [
    integerField({
      name: 'heads',
      label: { en: 'Heads', zh: '头数' },
      help: { en: 'How many attentions stand side by side.', zh: '并列的注意力个数。' },
      default: 2,
      min: 1,
      max: 1024,
    }),
    integerField({
      name: 'keyWidth',
      label: { en: 'Width of a head', zh: '每个头的宽度' },
      help: { en: 'Numbers of a query, key and value within a head.', zh: '每个头内查询、键与值的数值个数。' },
      default: 8,
      min: 1,
      max: 65_536,
    }),
    causalField,
    rateField('dropout', 0, { en: 'Dropout', zh: '随机失活' }),
    biasField,
    initialiserField('kernelInitialiser', 'glorotUniform'),
    ...penaltyFields,
  ],
  inputs: { least: 1 },
  shape: (inputs) => (attends(inputs) ? [...(inputs[0] ?? [])] : { expected: attending }),
  weights(inputs, settings) {
    const [first = [], ...others] = inputs
    const { query, value, key } = threeOf([first, ...others])
    const inner = Number(settings.heads) * Number(settings.keyWidth)
    return [
      ...projection('query', query[1] ?? 1, inner, settings),
      ...projection('key', key[1] ?? 1, inner, settings),
      ...projection('value', value[1] ?? 1, inner, settings),
      ...projection('output', inner, query[1] ?? 1, settings),
    ]
  },
  multiplyAdds([first = [], ...others], settings) {
    const { query, value, key } = threeOf([first, ...others])
    const inner = Number(settings.heads) * Number(settings.keyWidth)
    const projections = 2 * (query[0] ?? 0) * (query[1] ?? 0) + (key[0] ?? 0) * ((key[1] ?? 0) + (value[1] ?? 0))
    return inner * (projections + 2 * (query[0] ?? 0) * (key[0] ?? 0))
  },
  keepsMask: true,
  forward: attendedByHeads,
  plain: () => null,
}

function projection(name: string, from: number, to: number, settings: Settings): WeightSpec[] {
  const initialiser = initialiserOf(settings.kernelInitialiser)
  const kernel: WeightSpec = {
    name: `${name}Kernel`,
    shape: [from, to],
    trainable: true,
    initialiser,
    ...penalised(settings),
  }
  const bias: WeightSpec = { name: `${name}Bias`, shape: [to], trainable: true, initialiser: initialiserOf('zeros') }
  return settings.useBias === false ? [kernel] : [kernel, bias]
}

/** Vaswani et al. 2017: softmax(q k' / sqrt(width)) v in each head, laid behind one another and projected. */
function attendedByHeads(call: LayerCall): tf.Tensor {
  const { tf, settings, inputs, masks, weights } = call
  const { query, value, key } = threeOf(inputs)
  const width = Number(settings.keyWidth)
  const each = weights.length / 4
  const biasAt = (index: number) => (each === 2 ? (weights[index * each + 1] as tf.Tensor) : undefined)
  const project = (x: tf.Tensor, index: number, bias = biasAt(index)) =>
    projected(tf, x, weights[index * each] as tf.Tensor, bias)
  // It adds the same to all scores of a query, which the softmax takes away: optimisers would blow up what rounding leaves of its gradient.
  const keyBias = biasAt(1)
  const keys = project(key, 1, keyBias && withoutEffect(tf, keyBias))
  const heads = (x: tf.Tensor) =>
    tf.transpose(tf.reshape(x, [x.shape[0] ?? 0, x.shape[1] ?? 0, -1, width]), [0, 2, 1, 3])
  const q = heads(tf.mul(project(query, 0), 1 / Math.sqrt(width)))
  const scores = tf.matMul(q, heads(keys), false, true)
  const keyMask = masks[inputs.length > 1 ? 1 : 0] ?? null
  const added = maskScores(call, keyMask, [query.shape[1] ?? 0, key.shape[1] ?? 0])
  const given = shares(call, scores, added && tf.expandDims(added, 1))
  const taken = tf.transpose(tf.matMul(given, heads(project(value, 2))), [0, 2, 1, 3])
  return project(tf.reshape(taken, [taken.shape[0] ?? 0, taken.shape[1] ?? 0, -1]), 3)
}
