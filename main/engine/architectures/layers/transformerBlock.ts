// Layer type `transformerBlock`: attention and two dense layers, each added to what went around it, with norms.
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../../shared/fields'
import { activationField, activationOf, hiddenActivations } from '../activations'
import { causalField, choiceField, epsilonField, integerField, isSequence, rateField } from '../fields'
import { attendedByHeads, projection } from '../heads'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerCall, LayerType, WeightSpec } from '../layerType'
import { projected } from '../project'
import { penaltyFields } from '../regularisers'
import { normalisedSteps } from '../standardise'

/**
 * Vaswani et al. 2017, normalised behind each part: x = norm(x + attention(x)), x = norm(x + dense(dense(x))); or before it, which
 * keeps deep ones steady (Xiong et al. 2020): x = x + attention(norm(x)), x = x + dense(dense(norm(x))). The same as our layers
 * put together; weights of attention, first norm, dense layers and second norm behind one another.
 */
export const transformerBlock: LayerType = {
  name: 'transformerBlock',
  label: { en: 'Transformer block', zh: 'Transformer 块' },
  summary: {
    en: 'Attention and two dense layers, each added to what went around it, with norms behind or before them.',
    zh: '注意力与两层全连接，各带残差连接，归一化置于其后或其前。',
  },
  family: 'attention',
  foreign: { keras: null, onnx: null },
  fields: [
    integerField({
      name: 'heads',
      label: { en: 'Heads', zh: '头数' },
      help: {
        en: 'How many attentions stand side by side; the width is divided among them.',
        zh: '并列的注意力个数；宽度由它们平分。',
      },
      default: 2,
      min: 1,
      max: 1024,
    }),
    integerField({
      name: 'inner',
      label: { en: 'Inner units', zh: '内层单元数' },
      help: { en: 'Units between the two dense layers.', zh: '两层全连接之间的单元数。' },
      default: 64,
      min: 1,
      max: 65_536,
    }),
    activationField(hiddenActivations, 'relu', {
      en: 'The curve between the two dense layers.',
      zh: '两层全连接之间所用的曲线。',
    }),
    causalField,
    rateField('dropout', 0, { en: 'Dropout', zh: '随机失活' }),
    choiceField(
      'norms',
      { en: 'Norms', zh: '归一化位置' },
      { en: 'Before each part they keep deep networks steady.', zh: '置于各部分之前可使深层网络更稳定。' },
      [
        ['behind', 'behind each part', '各部分之后'],
        ['before', 'before each part', '各部分之前'],
      ],
    ),
    epsilonField,
    initialiserField('kernelInitialiser', 'glorotUniform'),
    ...penaltyFields,
  ],
  inputs: 1,
  shape([from], { heads }) {
    if (isSequence(from) && from[1] % Number(heads) === 0) return [...from]
    return {
      expected: {
        en: `steps of numbers [time, width] whose width is a multiple of ${heads}`,
        zh: `序列 [时间, 宽度]，且宽度为 ${heads} 的倍数`,
      },
    }
  },
  weights: ([from = []], settings) => {
    const [width, inner] = [from[1] ?? 1, Number(settings.inner)]
    return [
      ...['query', 'key', 'value', 'output'].flatMap((name) => projection(name, width, width, settings)),
      ...norm('first', width),
      ...projection('inner', width, inner, settings),
      ...projection('outer', inner, width, settings),
      ...norm('second', width),
    ]
  },
  multiplyAdds: ([[time = 0, width = 0] = []], settings) =>
    time * (4 * width * width + 2 * time * width + 2 * width * Number(settings.inner) + 4 * width),
  keepsMask: true,
  forward(call) {
    const { tf: tensorflow, settings, inputs, weights } = call
    const attended = (x: tf.Tensor) => {
      const own: Settings = { ...settings, keyWidth: (x.shape[2] as number) / Number(settings.heads) }
      return attendedByHeads({ ...call, settings: own, inputs: [x], weights: weights.slice(0, 8) })
    }
    const seen = around(call, inputs[0], weights.slice(8, 10), attended)
    return around(call, seen, weights.slice(14), (x) => {
      const [kernel, bias, outer, outerBias] = weights.slice(10, 14) as [tf.Tensor, tf.Tensor, tf.Tensor, tf.Tensor]
      const hidden = activationOf(settings.activation).forward(tensorflow, projected(tensorflow, x, kernel, bias))
      return projected(tensorflow, hidden, outer, outerBias)
    })
  },
  plain: () => null,
}

function norm(name: string, width: number): WeightSpec[] {
  return [
    { name: `${name}Gamma`, shape: [width], trainable: true, initialiser: initialiserOf('ones') },
    { name: `${name}Beta`, shape: [width], trainable: true, initialiser: initialiserOf('zeros') },
  ]
}

/** x and what `part` makes of it, with dropout, normalised before or behind. */
function around(call: LayerCall, x: tf.Tensor, norms: tf.Tensor[], part: (x: tf.Tensor) => tf.Tensor): tf.Tensor {
  const { tf: tensorflow, settings, random } = call
  const [gamma, beta] = norms as [tf.Tensor, tf.Tensor]
  const normal = (given: tf.Tensor) =>
    normalisedSteps(tensorflow, given, { gamma, beta, epsilon: Number(settings.epsilon) })
  const before = settings.norms === 'before'
  const made = part(before ? normal(x) : x)
  const rate = Number(settings.dropout)
  const kept =
    random === null || rate === 0
      ? made
      : tensorflow.mul(made, tensorflow.mul(random.keep(made.shape, rate), 1 / (1 - rate)))
  const sum = tensorflow.add(x, kept)
  return before ? sum : normal(sum)
}
