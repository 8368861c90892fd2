// Layer type `relu`: a rectifier with a bound above, a slope below and a threshold of one's own.
import { above, curveLayer } from '../curveLayer'
import { numberField } from '../fields'

/** x above the threshold and at most the bound, slope · (x - threshold) below: Keras's `ReLU`. */
export const relu = curveLayer({
  name: 'relu',
  label: { en: 'ReLU with settings', zh: '可调 ReLU' },
  summary: {
    en: 'A rectifier with a bound above, a slope below and a threshold of its own.',
    zh: '可设置上限、负半轴斜率和阈值的 ReLU。',
  },
  foreign: { keras: 'ReLU', onnx: 'Clip' },
  fields: [
    numberField({
      name: 'most',
      label: { en: 'Bound above', zh: '上限' },
      help: { en: 'What is larger becomes this; 0 for no bound.', zh: '更大的数变为该值；0 表示无上限。' },
      default: 0,
      min: 0,
      max: 1e9,
    }),
    numberField({
      name: 'slope',
      label: { en: 'Slope below', zh: '下方斜率' },
      help: { en: 'By what numbers below the threshold are multiplied.', zh: '低于阈值的数所乘的系数。' },
      default: 0,
      min: 0,
      max: 1e3,
    }),
    numberField({
      name: 'threshold',
      label: { en: 'Threshold', zh: '阈值' },
      help: { en: 'From where on numbers stay as they are.', zh: '从该值起数值保持不变。' },
      default: 0,
      min: -1e6,
      max: 1e6,
    }),
  ],
  curve(tf, x, { most, slope, threshold }) {
    const least = Number(threshold)
    const on = above(tf, x, least)
    const kept = tf.mul(x, on)
    const below = tf.mul(tf.mul(tf.sub(x, least), tf.sub(1, on)), Number(slope))
    const whole = Number(slope) === 0 ? kept : tf.add(kept, below)
    return Number(most) === 0 ? whole : tf.minimum(whole, Number(most))
  },
  plain: ({ tf, id, settings: { most, slope, threshold } }) =>
    slope === 0 && threshold === 0
      ? tf.layers.reLU({ name: id, ...(Number(most) === 0 ? {} : { maxValue: Number(most) }) })
      : null,
})
