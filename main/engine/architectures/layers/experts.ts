// Layer type `experts`: several dense layers side by side on the same input.
import { activate, activationField, hiddenActivations } from '../activations'
import { biasField, integerField, unitsField } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import { sizeOf } from '../layerType'
import type { LayerType, WeightSpec } from '../layerType'
import { projected } from '../project'
import { penalised, penaltyFields } from '../regularisers'

/**
 * [..., in] gives [..., units, experts]: the dot product with a gate's shares [experts] mixes them (Ma et al. 2018). The
 * kernel [in, units x experts] has the experts' numbers of a unit behind one another.
 */
export const experts: LayerType = {
  name: 'experts',
  label: { en: 'Experts', zh: '专家层' },
  summary: {
    en: 'Several dense layers side by side on the same input, for a gate to mix by a dot product.',
    zh: '作用于同一输入的多个并列全连接层，由门通过点积加以混合。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [
    unitsField(16),
    integerField({
      name: 'experts',
      label: { en: 'Experts', zh: '专家数' },
      help: { en: 'How many dense layers stand side by side.', zh: '并列的全连接层个数。' },
      default: 4,
      min: 1,
      max: 1024,
    }),
    activationField(hiddenActivations, 'relu', { en: 'The curve of the experts.', zh: '专家所用的曲线。' }),
    biasField,
    initialiserField('kernelInitialiser', 'glorotUniform'),
    ...penaltyFields,
  ],
  inputs: 1,
  shape: ([from = []], settings) => [...from.slice(0, -1), Number(settings.units), Number(settings.experts)],
  weights([from = []], settings) {
    const width = Number(settings.units) * Number(settings.experts)
    const initialiser = initialiserOf(settings.kernelInitialiser)
    const shape = [from.at(-1) ?? 1, width]
    const kernel: WeightSpec = { name: 'kernel', shape, trainable: true, initialiser, ...penalised(settings) }
    const bias: WeightSpec = { name: 'bias', shape: [width], trainable: true, initialiser: initialiserOf('zeros') }
    return settings.useBias === false ? [kernel] : [kernel, bias]
  },
  multiplyAdds: ([from], settings) => sizeOf(from ?? []) * Number(settings.units) * Number(settings.experts),
  forward(call) {
    const { tf, settings, inputs, weights } = call
    const [kernel, bias] = weights
    const all = activate(
      call,
      settings.activation,
      projected(tf, inputs[0], kernel as NonNullable<typeof kernel>, bias),
    )
    const { units, experts: count } = settings
    return tf.reshape(all, [...all.shape.slice(0, -1), Number(units), Number(count)])
  },
  plain: () => null,
}
