// Layer type `randomWidth`: while training, stretches or squeezes grids in width at random.
import type * as tf from '@tensorflow/tfjs-node'
import { numberField } from '../fields'
import { grid, isGrid } from '../images'
import type { LayerCall, LayerType } from '../layerType'
import { resampled } from '../resample'

/**
 * Places lie further apart or nearer together by a factor of 1 - f to 1 + f, the same for all rows of a batch, around the middle.
 * The grid stays as wide as it is: what is stretched is cut, what is squeezed is filled with the places at the edge.
 */
export const randomWidth: LayerType = {
  name: 'randomWidth',
  label: { en: 'Random width', zh: '随机宽度' },
  summary: {
    en: 'While training, stretches or squeezes grids in width at random; the shape stays.',
    zh: '训练时随机在宽度方向拉伸或压缩网格；形状不变。',
  },
  family: 'regularise',
  foreign: { keras: 'RandomWidth', onnx: null },
  fields: [
    numberField({
      name: 'factor',
      label: { en: 'Factor', zh: '幅度' },
      help: { en: 'By which share it becomes wider or narrower at most.', zh: '最多变宽或变窄的比例。' },
      default: 0.2,
      min: 0,
      max: 0.9,
    }),
  ],
  inputs: 1,
  shape: ([from]) => (isGrid(from) ? [...from] : { expected: grid }),
  weights: () => [],
  multiplyAdds: ([[height = 0, width = 0, channels = 0] = []]) => height * width * width * channels,
  forward(call) {
    const { tf: tensorflow, settings, inputs, random } = call
    if (random === null || settings.factor === 0) return inputs[0]
    return resampled(tensorflow, inputs[0], 2, drawnMatrix(call, random))
  },
  plain: () => null,
}

/** [width, width]: which share of each old place a new one takes, on a line between neighbours. */
function drawnMatrix(
  { tf: tensorflow, settings, inputs: [x] }: LayerCall,
  random: NonNullable<LayerCall['random']>,
): tf.Tensor {
  const width = x.shape[2] as number
  const drawn = tensorflow.sub(tensorflow.mul(random.uniform([1, 1]), 2), 1)
  const factor = tensorflow.add(tensorflow.mul(drawn, Number(settings.factor)), 1)
  const middle = (width - 1) / 2
  const places = tensorflow.range(0, width, 1, 'float32')
  const wanted = tensorflow.div(tensorflow.expandDims(tensorflow.sub(places, middle), 1), factor)
  const centres = tensorflow.clipByValue(tensorflow.add(wanted, middle), 0, width - 1)
  const apart = tensorflow.abs(tensorflow.sub(centres, tensorflow.expandDims(places, 0)))
  return tensorflow.relu(tensorflow.sub(1, apart))
}
