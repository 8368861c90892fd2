// Layer type `multiHeadAttention`: several attentions side by side on projections of their own.
import { attending, attends, threeOf } from '../attend'
import { biasField, causalField, integerField, rateField } from '../fields'
import { attendedByHeads, projection } from '../heads'
import { initialiserField } from '../initialisers'
import type { LayerType } from '../layerType'
import { penaltyFields } from '../regularisers'

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
