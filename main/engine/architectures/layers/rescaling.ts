// Layer type `rescaling`: brings numbers to another range.
import { numberField } from '../fields'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

/** x · scale + offset, as for bytes of pictures. */
export const rescaling: LayerType = {
  name: 'rescaling',
  label: { en: 'Rescaling', zh: '重新缩放' },
  summary: {
    en: 'Multiplies every number and adds another, such as to bring bytes of pictures between 0 and 1.',
    zh: '将每个数相乘再相加，例如将图像字节变换到 0 至 1 之间。',
  },
  family: 'input',
  foreign: { keras: 'Rescaling', onnx: null },
  fields: [
    numberField({
      name: 'scale',
      label: { en: 'Times', zh: '倍数' },
      help: { en: 'What every number is multiplied by.', zh: '每个数所乘的值。' },
      default: 1,
      min: -1e9,
      max: 1e9,
    }),
    numberField({
      name: 'offset',
      label: { en: 'Plus', zh: '加上' },
      help: { en: 'What is added then.', zh: '随后加上的值。' },
      default: 0,
      min: -1e9,
      max: 1e9,
    }),
  ],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: () => [],
  multiplyAdds: ([from = []]) => sizeOf(from),
  keepsMask: true,
  forward: ({ tf, settings, inputs: [x] }) => tf.add(tf.mul(x, Number(settings.scale)), Number(settings.offset)),
  plain: ({ tf, id, settings }) =>
    tf.layers.rescaling({ name: id, scale: Number(settings.scale), offset: Number(settings.offset) }),
}
