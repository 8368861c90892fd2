// Layer type `elu`: a rectifier that bends softly to a bound below zero.
import { curveLayer } from '../curveLayer'
import { numberField } from '../fields'

/** x above 0, alpha · (e^x - 1) below (Clevert et al. 2016). */
export const elu = curveLayer({
  name: 'elu',
  label: { en: 'ELU with settings', zh: '可调 ELU' },
  summary: {
    en: 'A rectifier that bends softly to a chosen bound below zero.',
    zh: '负半轴平滑趋近所选下限的整流单元。',
  },
  foreign: { keras: 'ELU', onnx: 'Elu' },
  fields: [
    numberField({
      name: 'alpha',
      label: { en: 'Bound below', zh: '下限' },
      help: { en: 'How far below zero the curve goes at most.', zh: '曲线最多低于零多少。' },
      default: 1,
      min: 0,
      max: 1e3,
    }),
  ],
  curve: (tf, x, { alpha }) => tf.add(tf.relu(x), tf.mul(tf.expm1(tf.minimum(x, 0)), Number(alpha))),
  // tf.layers has it with 1 alone.
  plain: ({ tf, id, settings }) => (settings.alpha === 1 ? tf.layers.elu({ name: id }) : null),
})
