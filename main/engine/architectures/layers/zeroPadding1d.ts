// Layer type `zeroPadding1d`: puts steps of zeros around a sequence.
import { integerField, isSequence, steps } from '../fields'
import type { LayerType } from '../layerType'

export const zeroPadding1d: LayerType = {
  name: 'zeroPadding1d',
  label: { en: 'Zero padding 1D', zh: '一维补零' },
  summary: { en: 'Puts steps of zeros before and behind a sequence.', zh: '在序列前后补上全零的步。' },
  foreign: { keras: 'ZeroPadding1D', onnx: 'Pad' },
  fields: [
    integerField({
      name: 'before',
      label: { en: 'Before', zh: '前面' },
      help: { en: 'How many steps at the beginning.', zh: '开头的步数。' },
      default: 1,
      min: 0,
      max: 100_000,
    }),
    integerField({
      name: 'after',
      label: { en: 'After', zh: '后面' },
      help: { en: 'How many steps at the end.', zh: '末尾的步数。' },
      default: 1,
      min: 0,
      max: 100_000,
    }),
  ],
  inputs: 1,
  shape: ([from], { before, after }) =>
    isSequence(from) ? [from[0] + Number(before) + Number(after), from[1]] : { expected: steps },
  weights: () => [],
  multiplyAdds: () => 0,
  forward: ({ tf, settings: { before, after }, inputs: [x] }) =>
    tf.pad(x, [
      [0, 0],
      [Number(before), Number(after)],
      [0, 0],
    ]),
  plain: () => null,
}
