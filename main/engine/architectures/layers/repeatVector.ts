// Layer type `repeatVector`: repeats a row of numbers as equal steps.
import { integerField } from '../fields'
import type { LayerType } from '../layerType'

export const repeatVector: LayerType = {
  name: 'repeatVector',
  label: { en: 'Repeat', zh: '重复' },
  summary: { en: 'Repeats a row of numbers as equal steps.', zh: '将一行数值重复为多个相同的步。' },
  family: 'shape',
  foreign: { keras: 'RepeatVector', onnx: 'Expand' },
  fields: [
    integerField({
      name: 'times',
      label: { en: 'Times', zh: '次数' },
      help: { en: 'How many steps there are then.', zh: '重复后的步数。' },
      default: 3,
      min: 1,
      max: 100_000,
    }),
  ],
  inputs: 1,
  shape: ([from = []], settings) =>
    from.length === 1 ? [Number(settings.times), ...from] : { expected: { en: 'one axis of numbers', zh: '一维数值' } },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward: ({ tf, settings, inputs: [x] }) => tf.tile(tf.expandDims(x, 1), [1, Number(settings.times), 1]),
  plain: ({ tf, id, settings }) => tf.layers.repeatVector({ name: id, n: Number(settings.times) }),
}
