// Layer type `arithmetic`: plain sums on every number, without code that anybody could run.
import type * as tf from '@tensorflow/tfjs-node'
import { choiceField, numberField } from '../fields'
import { sizeOf } from '../layerType'
import type { LayerType } from '../layerType'

/** Roots, logarithms and powers are of at least this, so that they and their gradients stay finite. */
const least = 1e-7

type Operation = (tensorflow: typeof tf, x: tf.Tensor, number: number) => tf.Tensor

const positive = (tensorflow: typeof tf, x: tf.Tensor): tf.Tensor => tensorflow.maximum(x, least)

const operations: Record<string, Operation> = {
  scale: (tensorflow, x, number) => tensorflow.mul(x, number),
  offset: (tensorflow, x, number) => tensorflow.add(x, number),
  clip: (tensorflow, x, number) => tensorflow.clipByValue(x, -Math.abs(number), Math.abs(number)),
  power: (tensorflow, x, number) => tensorflow.pow(positive(tensorflow, x), number),
  squareRoot: (tensorflow, x) => tensorflow.sqrt(positive(tensorflow, x)),
  logarithm: (tensorflow, x) => tensorflow.log(positive(tensorflow, x)),
  square: (tensorflow, x) => tensorflow.square(x),
  sine: (tensorflow, x, number) => tensorflow.sin(tensorflow.mul(x, number)),
}

/** x · a, x + a, x kept between -a and a, max(x, 1e-7)^a, its root, its natural logarithm, x², sin(a · x). */
export const arithmetic: LayerType = {
  name: 'arithmetic',
  label: { en: 'Arithmetic', zh: '算术运算' },
  summary: {
    en: 'Multiplies, adds, clips, raises, takes roots, logarithms or sines of every number.',
    zh: '对每个数值做乘、加、截断、乘方、开方、取对数或取正弦。',
  },
  family: 'dense',
  foreign: { keras: null, onnx: null },
  fields: [
    choiceField(
      'operation',
      { en: 'Operation', zh: '运算' },
      {
        en: 'Roots, logarithms and powers take what is below 1e-7 for 1e-7.',
        zh: '开方、对数与乘方将小于 1e-7 的数视为 1e-7。',
      },
      [
        ['scale', 'times the number', '乘以该数'],
        ['offset', 'plus the number', '加上该数'],
        ['clip', 'kept between minus and plus the number', '限制在正负该数之间'],
        ['power', 'to the power of the number', '该数次幂'],
        ['squareRoot', 'square root', '平方根'],
        ['logarithm', 'natural logarithm', '自然对数'],
        ['square', 'square', '平方'],
        ['sine', 'sine of the number times it', '乘以该数后取正弦'],
      ],
    ),
    {
      ...numberField({
        name: 'number',
        label: { en: 'Number', zh: '数值' },
        help: { en: 'The second number of the operation.', zh: '运算的第二个数。' },
        default: 1,
        min: -1e6,
        max: 1e6,
      }),
      showWhen: { field: 'operation', in: ['scale', 'offset', 'clip', 'power', 'sine'] },
    },
  ],
  inputs: 1,
  shape: ([from = []]) => [...from],
  weights: () => [],
  multiplyAdds: ([from = []]) => sizeOf(from),
  keepsMask: true,
  forward({ tf: tensorflow, settings, inputs: [x] }) {
    const operation = operations[String(settings.operation)] as Operation
    return operation(tensorflow, x, Number(settings.number))
  },
  plain: () => null,
}
