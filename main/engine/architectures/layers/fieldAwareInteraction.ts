// Layer type `fieldAwareInteraction`: interactions of all pairs of fields, each field with a row for every other one.
import type * as tf from '@tensorflow/tfjs-node'
import { isSequence } from '../fields'
import type { LayerType } from '../layerType'

/**
 * Juan et al. 2016 (FFM): the sum of <v_i,j , v_j,i> over all pairs i < j, from [fields, fields x width], where field i has
 * the rows v_i,1 ... v_i,fields behind one another.
 */
export const fieldAwareInteraction: LayerType = {
  name: 'fieldAwareInteraction',
  label: { en: 'Field-aware interaction', zh: '域感知交互' },
  summary: {
    en: 'Sums the products of all pairs of fields, each with numbers of its own for every other field.',
    zh: '对所有域两两之积求和，每个域针对其他各域都有各自的数值。',
  },
  family: 'interaction',
  foreign: { keras: null, onnx: null },
  fields: [],
  inputs: 1,
  shape([from]) {
    if (isSequence(from) && from[1] % from[0] === 0) return [1]
    return {
      expected: {
        en: 'fields with a row for each field [fields, fields x width]',
        zh: '每个域针对各域各有一行 [域数, 域数 x 宽度]',
      },
    }
  },
  weights: () => [],
  multiplyAdds: ([from = []]) => (from[0] ?? 0) * (from[1] ?? 0),
  forward({ tf: tensorflow, inputs: [x] }) {
    const [batch = 0, fields = 1, width = 1] = x.shape
    const rows = tensorflow.reshape(x, [batch, fields, fields, width / fields])
    const products = tensorflow.mul(rows, tensorflow.transpose(rows, [0, 2, 1, 3]))
    const each = tensorflow.sum(products, -1)
    return tensorflow.sum(tensorflow.mul(each, above(tensorflow, fields)), [1, 2]).reshape([batch, 1])
  },
  plain: () => null,
}

/** [1, fields, fields]: 1 where the first is before the second. */
function above(tensorflow: typeof tf, fields: number): tf.Tensor {
  const values = Float32Array.from({ length: fields * fields }, (_, at) =>
    at % fields > Math.floor(at / fields) ? 1 : 0,
  )
  return tensorflow.tensor(values, [1, fields, fields])
}
