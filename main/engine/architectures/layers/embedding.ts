// Layer type `embedding`: a table with a trained row of numbers for each id.
import type * as tf from '@tensorflow/tfjs-node'
import { constrained, constraintFields } from '../constraints'
import { detached } from '../detach'
import { integerField, numberField } from '../fields'
import { initialiserField, initialiserOf, initialisers } from '../initialisers'
import type { InitialiserName } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerCall, LayerType, WeightSpec } from '../layerType'
import { penalised, penaltyFields } from '../regularisers'
import type { Settings } from '../../../../shared/fields'

/**
 * Looks up row `id` of the table [entries, width] for every id. With `scores` and `shares` it is the same table the other
 * way round: x [..., width] times its transpose gives a score for each entry (Press and Wolf 2017).
 */
export const embedding: LayerType = {
  name: 'embedding',
  label: { en: 'Embedding', zh: '嵌入' },
  summary: {
    en: 'A trained row of numbers for each id, such as a user, an item or a word.',
    zh: '为每个编号（如用户、物品或词）保存一行可训练的数值。',
  },
  family: 'input',
  foreign: { keras: 'Embedding', onnx: 'Gather' },
  fields: [
    integerField({
      name: 'entries',
      label: { en: 'Entries', zh: '条目数' },
      help: { en: 'How many ids there are, from 0.', zh: '编号的个数，从 0 开始。' },
      default: 10,
      min: 1,
      max: 100_000_000,
    }),
    integerField({
      name: 'width',
      label: { en: 'Width', zh: '宽度' },
      help: { en: 'How many numbers stand for an id.', zh: '每个编号对应的数值个数。' },
      default: 8,
      min: 1,
      max: 65_536,
    }),
    {
      kind: 'switch',
      name: 'maskZero',
      label: { en: 'Zero is padding', zh: '零为填充' },
      help: { en: 'Steps with the id 0 do not count in the layers behind.', zh: '编号为 0 的步在后续层中不计入。' },
      default: false,
    },
    {
      kind: 'switch',
      name: 'scores',
      label: { en: 'Score the entries', zh: '为条目打分' },
      help: {
        en: 'Instead of looking up, gives the product with every row; usually shares the table of another embedding.',
        zh: '不进行查找，而是给出与每一行的乘积；通常共享另一嵌入层的表。',
      },
      default: false,
      advanced: true,
    },
    initialiserField('embeddingsInitialiser', 'randomUniform'),
    {
      ...numberField({
        name: 'spread',
        label: { en: 'Spread at the start', zh: '初始幅度' },
        help: {
          en: 'Largest value of a uniform, deviation of a normal distribution; other ways to start do not read it.',
          zh: '均匀分布的上限或正态分布的标准差；其他初始化方式不使用它。',
        },
        default: 0.05,
        min: 0,
        max: 100,
      }),
      advanced: true,
    },
    ...penaltyFields,
    ...constraintFields,
  ],
  inputs: 1,
  shape([from = []], settings) {
    if (!settings.scores) return [...from, Number(settings.width)]
    if (from.at(-1) === settings.width) return [...from.slice(0, -1), Number(settings.entries)]
    return { expected: { en: `${settings.width} numbers on the last axis`, zh: `最后一维含 ${settings.width} 个数值` } }
  },
  weights: (_, settings) => [table(settings)],
  multiplyAdds: ([from = []], { scores, entries }) => (scores ? sizeOf(from) * Number(entries) : 0),
  keepsType: true,
  forward(call) {
    const { tf, settings, inputs, weights } = call
    if (!settings.scores) return call.lookUp(0, idsOf(call))
    const [x] = inputs
    const flat = tf.reshape(x, [-1, Number(settings.width)]) as tf.Tensor2D
    const scores = tf.matMul(flat, weights[0] as tf.Tensor2D, false, true)
    const output = tf.reshape(scores, [...x.shape.slice(0, -1), Number(settings.entries)])
    return call.madeOf(output, { scoring: { query: x, rows: (ids) => call.lookUp(0, ids) } })
  },
  mask(call) {
    if (call.settings.scores) return call.masks[0] ?? null
    return call.settings.maskZero && call.inputs[0].rank === 2
      ? detached(call.tf, () => call.tf.notEqual(idsOf(call), 0))
      : null
  },
  makesMask: (settings) => settings.maskZero === true,
  plain({ tf, id, settings, inputs: [from = []] }) {
    const { entries, width, maskZero, scores } = settings
    if (scores) return null
    const inputLength = from.length === 1 ? { inputLength: from[0] as number } : {}
    return tf.layers.embedding({
      name: id,
      inputDim: Number(entries),
      outputDim: Number(width),
      maskZero: maskZero === true,
      ...inputLength,
    })
  },
}

function idsOf({ tf, inputs: [ids] }: LayerCall): tf.Tensor {
  return ids.dtype === 'int32' ? ids : tf.cast(ids, 'int32')
}

/** Rows may be updated alone only where nothing reads or changes the whole table at each step. */
function table(settings: Settings): WeightSpec {
  const wholes = { ...penalised(settings), ...constrained(settings, 'row') }
  const alone = Object.keys(wholes).length === 0
  return {
    name: 'embeddings',
    shape: [Number(settings.entries), Number(settings.width)],
    trainable: true,
    initialiser: drawnBy(settings),
    ...wholes,
    ...(alone ? { [settings.scores ? 'scored' : 'rows']: true as const } : {}),
  }
}

function drawnBy({ embeddingsInitialiser, spread }: Settings): WeightSpec['initialiser'] {
  const { fields } = initialisers[embeddingsInitialiser as InitialiserName]
  const named = fields.map((field) => field.name).find((name) => name === 'limit' || name === 'deviation')
  return initialiserOf(embeddingsInitialiser, named === undefined ? {} : { [named]: Number(spread) })
}
