// Layer type `cropping1d`: cuts steps off both ends of a sequence.
import { aroundFields, isSequence, steps } from '../fields'
import { roomy } from '../images'
import type { LayerType } from '../layerType'

export const cropping1d: LayerType = {
  name: 'cropping1d',
  label: { en: 'Cropping 1D', zh: '一维裁剪' },
  summary: { en: 'Cuts steps off both ends of a sequence.', zh: '从序列两端裁去若干步。' },
  family: 'shape',
  foreign: { keras: 'Cropping1D', onnx: 'Slice' },
  fields: aroundFields(0),
  inputs: 1,
  shape([from], { before, after }) {
    if (!isSequence(from)) return { expected: steps }
    const left = from[0] - Number(before) - Number(after)
    return left < 1 ? { expected: roomy } : [left, from[1]]
  },
  weights: () => [],
  multiplyAdds: () => 0,
  keepsType: true,
  forward({ tf, settings: { before, after }, inputs: [x] }) {
    const [batch = 0, time = 0, width = 0] = x.shape
    return tf.slice(x, [0, Number(before), 0], [batch, time - Number(before) - Number(after), width])
  },
  mask({ tf, settings: { before, after }, masks: [mask = null] }) {
    const [batch = 0, time = 0] = mask?.shape ?? []
    return mask && tf.slice(mask, [0, Number(before)], [batch, time - Number(before) - Number(after)])
  },
  plain: () => null,
}
