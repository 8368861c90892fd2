// Layer type `activation`: an activation by itself.
import { activate, activationField, activations, plainActivation } from '../activations'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

export const activation: LayerType = {
  name: 'activation',
  label: { en: 'Activation', zh: '激活' },
  summary: { en: 'Sends each number through a curve.', zh: '让每个数值经过一条曲线。' },
  family: 'dense',
  foreign: { keras: 'Activation', onnx: null },
  fields: [activationField(activations, 'relu', { en: 'The curve.', zh: '所用的曲线。' })],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: () => [],
  multiplyAdds: ([from = []]) => sizeOf(from),
  keepsMask: true,
  forward: (call) => activate(call, call.settings.activation, call.inputs[0]),
  plain({ tf, id, settings }) {
    const activation = plainActivation(settings.activation)
    return activation === null ? null : tf.layers.activation({ name: id, activation })
  },
}
