// Layer type `sinusoidalPosition`: adds waves that tell the place.
import { isSequence, numberField, steps } from '../fields'
import type { LayerType } from '../layerType'

export const sinusoidalPosition: LayerType = {
  name: 'sinusoidalPosition',
  label: { en: 'Sinusoidal position', zh: '正弦位置编码' },
  summary: {
    en: 'Adds sines and cosines of many lengths that tell the place in a sequence.',
    zh: '加上多种波长的正弦与余弦，以表示序列中的位置。',
  },
  family: 'attention',
  foreign: { keras: null, onnx: null },
  fields: [
    {
      ...numberField({
        name: 'longest',
        label: { en: 'Longest wave', zh: '最长波长' },
        help: { en: 'Length of the longest wave in steps, divided by 2 pi.', zh: '最长波的长度（步）除以 2π。' },
        default: 10_000,
        min: 1,
        max: 1e9,
      }),
      advanced: true,
    },
  ],
  inputs: 1,
  shape: ([from]) => (isSequence(from) ? [...from] : { expected: steps }),
  weights: () => [],
  multiplyAdds: ([from = []]) => (from[0] ?? 0) * (from[1] ?? 0),
  keepsMask: true,
  forward({ tf, settings, inputs: [x] }) {
    const [, time = 0, width = 0] = x.shape
    return tf.add(x, tf.tensor(waves(time, width, Number(settings.longest)), [time, width]))
  },
  plain: () => null,
}

/** Vaswani et al. 2017, section 3.5: sin at even, cos at odd places of position / longest^(2 floor(i / 2) / width). */
function waves(time: number, width: number, longest: number): Float32Array {
  return Float32Array.from({ length: time * width }, (_, index) => {
    const [position, place] = [Math.floor(index / width), index % width]
    const angle = position / longest ** ((2 * Math.floor(place / 2)) / width)
    return place % 2 === 0 ? Math.sin(angle) : Math.cos(angle)
  })
}
