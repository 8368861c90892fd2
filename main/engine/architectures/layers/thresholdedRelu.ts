// Layer type `thresholdedRelu`: numbers above a threshold as they are, another number in place of all others.
import { above, curveLayer } from '../curveLayer'
import { numberField } from '../fields'

/** x above the threshold, `instead` elsewhere (Konda et al. 2015 with 0; Keras's activation `threshold`). */
export const thresholdedRelu = curveLayer({
  name: 'thresholdedRelu',
  label: { en: 'Threshold', zh: '阈值化' },
  summary: {
    en: 'Numbers above a threshold stay as they are, all others become one number.',
    zh: '高于阈值的数保持不变，其余变为同一个数。',
  },
  foreign: { keras: 'ThresholdedReLU', onnx: 'ThresholdedRelu' },
  fields: [
    numberField({
      name: 'threshold',
      label: { en: 'Threshold', zh: '阈值' },
      help: { en: 'What is not above it is replaced.', zh: '不高于该值的数会被替换。' },
      default: 1,
      min: -1e6,
      max: 1e6,
    }),
    numberField({
      name: 'instead',
      label: { en: 'Instead', zh: '替换为' },
      help: { en: 'What stands in place of numbers that are not above it.', zh: '用于替换不高于阈值的数。' },
      default: 0,
      min: -1e6,
      max: 1e6,
    }),
  ],
  curve(tf, x, { threshold, instead }) {
    const on = above(tf, x, Number(threshold))
    const kept = tf.mul(x, on)
    return Number(instead) === 0 ? kept : tf.add(kept, tf.mul(tf.sub(1, on), Number(instead)))
  },
  plain: ({ tf, id, settings }) =>
    settings.instead === 0 ? tf.layers.thresholdedReLU({ name: id, theta: Number(settings.threshold) }) : null,
})
