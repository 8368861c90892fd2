// Stands for a layer out of a foreign file that is none of ours: it has a shape and is counted, and cannot be computed.
import type { Field } from '../../../shared/fields'
import type { LayerNode } from '../../../shared/records'
import type { LayerType } from './layerType'

/** Types of placeholders begin with it; a name follows that the other program has for the layer. */
export const placeholderPrefix = 'keras/'

const fields: Field[] = [
  {
    kind: 'integers',
    name: 'outputShape',
    label: { en: 'Output shape', zh: '输出形状' },
    help: { en: 'Sizes of the axes that it gives, without the batch.', zh: '其输出各维度的大小，不含批维度。' },
    default: [1],
    min: 1,
    max: 2 ** 31,
    minLength: 1,
    maxLength: 8,
  },
  {
    kind: 'integer',
    name: 'parameters',
    label: { en: 'Parameters', zh: '参数个数' },
    help: { en: 'How many numbers it has that are trained or kept.', zh: '其训练或保存的数值个数。' },
    default: 0,
    min: 0,
    max: Number.MAX_SAFE_INTEGER,
  },
]

const isSize = (value: unknown): value is number => Number.isSafeInteger(value) && (value as number) > 0

/** What arithmetic can say of the layer by its settings `outputShape` and `parameters`; undefined for what is no placeholder. */
export function placeholderType({ type, settings }: LayerNode): LayerType | undefined {
  const { outputShape, parameters = 0 } = settings
  if (!type.startsWith(placeholderPrefix) || !Array.isArray(outputShape) || !outputShape.every(isSize)) return undefined
  const counted = isSize(parameters) ? [parameters] : []
  const name = type.slice(placeholderPrefix.length)
  return {
    name: type,
    label: { en: name, zh: name },
    summary: { en: 'A layer that is not known here.', zh: '此处未知的层。' },
    family: 'shape',
    foreign: { keras: name, onnx: null },
    fields,
    inputs: { least: 0 },
    shape: () => [...outputShape],
    weights: () =>
      counted.map((size) => ({
        name: 'weights',
        shape: [size],
        trainable: true,
        initialiser: { name: 'zeros', settings: {} },
      })),
    multiplyAdds: () => 0,
    forward() {
      throw new Error(`a placeholder is not computed: ${type}`)
    },
    plain: () => null,
  }
}
