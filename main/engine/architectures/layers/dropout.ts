// Layer type `dropout`: while training, sets some inputs to zero at random. Ours, because a seeded mask must differ from step to step.
import type * as tf from '@tensorflow/tfjs-node'
import type { BuildArgs, LayerType } from '../layerType'
import { randomBits } from '../randomBits'
import { seedOf } from '../seeds'

/**
 * Inverted dropout (Srivastava et al. 2014): an input is kept with probability 1 - rate and then divided by it.
 * The mask of a step is decided by (hash of run seed and layer id, step).
 */
export const dropout: LayerType = {
  name: 'dropout',
  label: { en: 'Dropout', zh: '随机失活' },
  summary: {
    en: 'While training, sets some inputs to zero at random, against overfitting.',
    zh: '训练时随机将部分输入置零，以防止过拟合。',
  },
  foreign: { keras: 'Dropout', onnx: 'Dropout' },
  fields: [
    {
      kind: 'number',
      name: 'rate',
      label: { en: 'Rate', zh: '比例' },
      help: { en: 'The share of inputs that are set to zero at each step.', zh: '每一步被置零的输入所占的比例。' },
      default: 0.2,
      min: 0,
      max: 0.9,
    },
  ],
  inputs: 1,
  shape: ([from]) => [...(from ?? [])],
  weights: () => [],
  multiplyAdds: () => 0,
  build: (args) => {
    const rate = Number(args.settings.rate)
    return args.exporting ? args.tf.layers.dropout({ name: args.id, rate }) : seededDropout(args, rate)
  },
}

function seededDropout({ id, tf: tensorflow, seed, clock }: BuildArgs, rate: number): tf.layers.Layer {
  const layerSeed = seedOf(seed, id)
  class SeededDropout extends tensorflow.layers.Layer {
    static readonly className = 'SeededDropout'
    override call(inputs: tf.Tensor | tf.Tensor[], kwargs: { training?: boolean }): tf.Tensor {
      const values = Array.isArray(inputs) ? (inputs[0] as tf.Tensor) : inputs
      const { step } = clock
      if (!kwargs.training || rate === 0 || step === null) return values.clone()
      return tensorflow.tidy(() => {
        const bits = randomBits(tensorflow, values.shape, layerSeed, step)
        const kept = tensorflow.greaterEqual(bits, tensorflow.scalar(threshold(rate), 'int32'))
        return tensorflow.mul(values, tensorflow.div(tensorflow.cast(kept, 'float32'), 1 - rate))
      })
    }
  }
  return new SeededDropout({ name: id })
}

/** The int32 below which a share `rate` of all int32 lies. */
function threshold(rate: number): number {
  return Math.min(2 ** 31 - 1, Math.round(-(2 ** 31) + rate * 2 ** 32))
}
