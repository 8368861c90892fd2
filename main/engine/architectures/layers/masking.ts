// Layer type `masking`: steps in which every number has one value do not count.
import type * as tf from '@tensorflow/tfjs-node'
import { detached } from '../detach'
import { isSequence, numberField, steps } from '../fields'
import type { LayerCall, LayerType } from '../layerType'

export const masking: LayerType = {
  name: 'masking',
  label: { en: 'Masking', zh: '掩蔽' },
  summary: {
    en: 'Steps whose numbers all have one value do not count in the layers behind.',
    zh: '所有数值都等于给定值的步，在后续层中不计入。',
  },
  family: 'input',
  foreign: { keras: 'Masking', onnx: null },
  fields: [
    numberField({
      name: 'value',
      label: { en: 'Value', zh: '数值' },
      help: { en: 'What the numbers of a step that is not there are.', zh: '不存在的步所填的数值。' },
      default: 0,
      min: -1e9,
      max: 1e9,
    }),
  ],
  inputs: 1,
  shape: ([from]) => (isSequence(from) ? [...from] : { expected: steps }),
  weights: () => [],
  multiplyAdds: () => 0,
  forward: (call) => call.tf.mul(call.inputs[0], call.tf.cast(call.tf.expandDims(counts(call), -1), 'float32')),
  mask: counts,
  makesMask: () => true,
  plain: ({ tf, id, settings }) => tf.layers.masking({ name: id, maskValue: Number(settings.value) }),
}

function counts({ tf, settings, inputs: [x] }: LayerCall): tf.Tensor {
  return detached(tf, () => tf.any(tf.notEqual(x, Number(settings.value)), -1))
}
