// Layer type `leakyRelu`: a rectifier that lets a little of what is below zero through.
import { curveLayer } from '../curveLayer'
import { numberField } from '../fields'

/** x above 0, slope · x below (Maas et al. 2013). */
export const leakyRelu = curveLayer({
  name: 'leakyRelu',
  label: { en: 'Leaky ReLU with settings', zh: '可调带泄漏 ReLU' },
  summary: {
    en: 'A rectifier that lets a chosen share of what is below zero through.',
    zh: '让负数按所选比例通过的 ReLU。',
  },
  foreign: { keras: 'LeakyReLU', onnx: 'LeakyRelu' },
  fields: [
    numberField({
      name: 'slope',
      label: { en: 'Slope below', zh: '下方斜率' },
      help: { en: 'By what numbers below zero are multiplied.', zh: '负数所乘的系数。' },
      default: 0.3,
      min: 0,
      max: 1e3,
    }),
  ],
  curve: (tf, x, { slope }) => tf.leakyRelu(x, Number(slope)),
  plain: ({ tf, id, settings }) => tf.layers.leakyReLU({ name: id, alpha: Number(settings.slope) }),
})
