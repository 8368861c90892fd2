// Layer type `zeroPadding1d`: puts steps of zeros around a sequence.
import { aroundFields, isSequence, steps } from '../fields'
import type { LayerType } from '../layerType'

export const zeroPadding1d: LayerType = {
  name: 'zeroPadding1d',
  label: { en: 'Zero padding 1D', zh: '一维补零' },
  summary: { en: 'Puts steps of zeros before and behind a sequence.', zh: '在序列前后补上全零的步。' },
  family: 'shape',
  foreign: { keras: 'ZeroPadding1D', onnx: 'Pad' },
  fields: aroundFields(1),
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
