// Layer type `slice`: a part of a row or sequence.
import { choiceField, integerField } from '../fields'
import type { LayerCall, LayerType, Shape } from '../layerType'
import type { Settings } from '../../../../shared/fields'

/** `length` places from `start` on along the first or last axis; a negative start counts from the end, as -1 the last. */
export const slice: LayerType = {
  name: 'slice',
  label: { en: 'Slice', zh: '切片' },
  summary: { en: 'Takes a part of the steps, or of the numbers of each.', zh: '取若干步，或每一步中的若干数值。' },
  family: 'shape',
  foreign: { keras: null, onnx: 'Slice' },
  fields: [
    choiceField(
      'axis',
      { en: 'Along', zh: '沿' },
      { en: 'A part of the numbers of each step, or of the steps.', zh: '取每一步的部分数值，或取部分步。' },
      [
        ['last', 'the last axis', '最后一维'],
        ['first', 'the first axis (time)', '第一维（时间）'],
      ],
    ),
    integerField({
      name: 'start',
      label: { en: 'From', zh: '起点' },
      help: {
        en: 'The first place, from 0; -1 is the last, -2 the one before.',
        zh: '第一个位置，从 0 起；-1 为最后一个，-2 为倒数第二个。',
      },
      default: 0,
      min: -1_000_000,
      max: 1_000_000,
    }),
    integerField({
      name: 'length',
      label: { en: 'Length', zh: '长度' },
      help: { en: 'How many places.', zh: '位置的个数。' },
      default: 1,
      min: 1,
      max: 1_000_000,
    }),
  ],
  inputs: 1,
  shape([from = []], settings) {
    const { axis, start, length } = partOf(from, settings)
    if (start >= 0 && start + length <= (from[axis] ?? 0)) return from.map((size, at) => (at === axis ? length : size))
    return {
      expected: {
        en: `places ${start} to ${start + length} on that axis`,
        zh: `该维度含有第 ${start} 至 ${start + length} 个位置`,
      },
    }
  },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward({ tf, settings, inputs: [x] }) {
    const { axis, start, length } = partOf(x.shape.slice(1), settings)
    const begin = x.shape.map((_, at) => (at === axis + 1 ? start : 0))
    return tf.slice(
      x,
      begin,
      x.shape.map((size, at) => (at === axis + 1 ? length : size)),
    )
  },
  mask: partOfMask,
  plain: () => null,
}

function partOf(shape: Shape, settings: Settings): { axis: number; start: number; length: number } {
  const axis = settings.axis === 'first' ? 0 : shape.length - 1
  const start = Number(settings.start)
  return { axis, start: start < 0 ? (shape[axis] ?? 0) + start : start, length: Number(settings.length) }
}

/** The mask of the steps that stay. */
function partOfMask({ tf, settings, inputs: [x], masks: [mask = null] }: LayerCall) {
  const { axis, start, length } = partOf(x.shape.slice(1), settings)
  if (mask === null || axis > 0) return mask
  return x.rank < 3 ? null : tf.slice(mask, [0, start], [mask.shape[0] ?? 0, length])
}
