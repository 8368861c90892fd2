// Layer type `fieldWeightedInteraction`: interactions of all pairs of fields, each pair with a weight of its own.
import type * as tf from '@tensorflow/tfjs-node'
import { isSequence } from '../fields'
import { initialiserField, initialiserOf } from '../initialisers'
import type { LayerType } from '../layerType'
import { penalised, penaltyFields } from '../regularisers'

/**
 * Pan et al. 2018 (FwFM): the sum of r_ij <v_i, v_j> over all pairs i < j, from [fields, width]; with all r at 1, where they begin, a
 * factorisation machine. r [pairs, 1] has the pairs 12, 13, ..., 23, ... behind one another.
 */
export const fieldWeightedInteraction: LayerType = {
  name: 'fieldWeightedInteraction',
  label: { en: 'Field-weighted interaction', zh: '域加权交互' },
  summary: {
    en: 'Sums the products of all pairs of fields, each pair with a trained weight; far fewer weights than field-aware ones.',
    zh: '对所有域两两之积加权求和，每对一个可训练权重；权重远少于域感知交互。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [initialiserField('kernelInitialiser', 'ones'), ...penaltyFields],
  inputs: 1,
  shape([from]) {
    if (isSequence(from) && from[0] > 1) return [1]
    return { expected: { en: 'two fields or more [fields, width]', zh: '两个或更多的域 [域数, 宽度]' } }
  },
  weights: ([[fields = 2] = []], settings) => [
    {
      name: 'kernel',
      shape: [(fields * (fields - 1)) / 2, 1],
      trainable: true,
      initialiser: initialiserOf(settings.kernelInitialiser),
      ...penalised(settings),
    },
  ],
  multiplyAdds: ([[fields = 0, width = 0] = []]) => fields * fields * width,
  forward({ tf: tensorflow, inputs: [x], weights: [kernel] }) {
    const [batch = 0, fields = 1] = x.shape
    const products = tensorflow.reshape(tensorflow.matMul(x, x, false, true), [batch, fields * fields])
    const pairs = tensorflow.gather(products, tensorflow.tensor1d(pairsOf(fields), 'int32'), 1)
    return tensorflow.matMul(pairs as tf.Tensor2D, kernel as tf.Tensor2D)
  },
  plain: () => null,
}

/** Places of the pairs i < j in a matrix of all products. */
function pairsOf(fields: number): number[] {
  return Array.from({ length: fields * fields }, (_, place) => place).filter(
    (place) => place % fields > Math.floor(place / fields),
  )
}
