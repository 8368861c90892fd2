// The activations as functions of a tensor, under the names that layers, docs and settings use. Parameters are those of Keras 3.
import type * as tf from '@tensorflow/tfjs-node'
import type { Text } from '../../../../shared/fields'
import { detached } from '../detach'

type Curve = (tensorflow: typeof tf, x: tf.Tensor) => tf.Tensor

export interface Activation {
  label: Text
  /** Name in Keras 3. */
  keras: string
  /** Name of the same curve in tf.layers; null where it has none, or another curve under that name. */
  plain: string | null
  forward: Curve
}

/** With a gradient in three operations, where that of tf.relu takes six. */
const relu: Curve = (tf, x) => {
  const apply = tf.customGrad((given, save) => {
    const y = tf.relu(given as tf.Tensor)
    ;(save as tf.GradSaveFunc)([y])
    const gradFunc = (d: tf.Tensor | tf.Tensor[], [saved]: tf.Tensor[]) =>
      tf.mul(d as tf.Tensor, tf.cast(tf.greater(saved as tf.Tensor, 0), 'float32'))
    return { value: y, gradFunc }
  })
  return apply(x)
}

const gelu: Curve = (tf, x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))

const geluTanh: Curve = (tf, x) => {
  const inner = tf.mul(tf.add(tf.mul(tf.square(x), 0.044715), 1), tf.mul(x, Math.sqrt(2 / Math.PI)))
  return tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(inner), 1))
}

const hardSigmoid: Curve = (tf, x) => tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1)

/** What Keras 2 and TensorFlow.js call hard sigmoid. */
const hardSigmoid2: Curve = (tf, x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1)

/** x where it is beyond +-0.5, else 0. */
const hardShrink: Curve = (tf, x) =>
  tf.mul(
    x,
    detached(tf, () => tf.cast(tf.greater(tf.abs(x), 0.5), 'float32')),
  )

const softShrink: Curve = (tf, x) => tf.sub(tf.relu(tf.sub(x, 0.5)), tf.relu(tf.sub(-0.5, x)))

const logSigmoid: Curve = (tf, x) => tf.neg(tf.softplus(tf.neg(x)))

const squarePlus: Curve = (tf, x) => tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 0.5)

function entry(en: string, keras: string, plain: string | null, forward: Curve, zh = en): Activation {
  return { label: { en, zh }, keras, plain, forward }
}

export const curves = {
  linear: entry('Linear (none)', 'linear', 'linear', (_, x) => x, '线性（无）'),
  relu: entry('ReLU', 'relu', 'relu', relu),
  leakyRelu: entry('Leaky ReLU', 'leaky_relu', null, (tf, x) => tf.leakyRelu(x, 0.2), '带泄漏的 ReLU'),
  relu6: entry('ReLU6', 'relu6', 'relu6', (tf, x) => tf.clipByValue(x, 0, 6)),
  elu: entry('ELU', 'elu', 'elu', (tf, x) => tf.elu(x)),
  celu: entry('CELU', 'celu', 'elu', (tf, x) => tf.elu(x)),
  selu: entry('SELU', 'selu', 'selu', (tf, x) => tf.selu(x)),
  gelu: entry('GELU', 'gelu', 'gelu', gelu),
  geluTanh: entry('GELU (by tanh)', 'gelu', null, geluTanh, 'GELU（tanh 近似）'),
  swish: entry('Swish (SiLU)', 'silu', 'swish', (tf, x) => tf.mul(x, tf.sigmoid(x)), 'Swish（SiLU）'),
  hardSwish: entry('Hard swish', 'hard_silu', null, (tf, x) => tf.mul(x, hardSigmoid(tf, x)), '分段线性 Swish'),
  mish: entry('Mish', 'mish', 'mish', (tf, x) => tf.mul(x, tf.tanh(tf.softplus(x)))),
  softplus: entry('Softplus', 'softplus', 'softplus', (tf, x) => tf.softplus(x)),
  softsign: entry('Softsign', 'softsign', 'softsign', (tf, x) => tf.div(x, tf.add(tf.abs(x), 1))),
  squarePlus: entry('Square plus', 'squareplus', null, squarePlus, '平方 Plus'),
  tanh: entry('Tanh', 'tanh', 'tanh', (tf, x) => tf.tanh(x), '双曲正切 Tanh'),
  hardTanh: entry('Hard tanh', 'hard_tanh', null, (tf, x) => tf.clipByValue(x, -1, 1), '分段线性 Tanh'),
  tanhShrink: entry('Tanh shrink', 'tanh_shrink', null, (tf, x) => tf.sub(x, tf.tanh(x)), 'Tanh 收缩'),
  hardShrink: entry('Hard shrink', 'hard_shrink', null, hardShrink, '硬收缩'),
  softShrink: entry('Soft shrink', 'soft_shrink', null, softShrink, '软收缩'),
  sigmoid: entry('Sigmoid', 'sigmoid', 'sigmoid', (tf, x) => tf.sigmoid(x)),
  hardSigmoid: entry('Hard sigmoid', 'hard_sigmoid', null, hardSigmoid, '分段线性 Sigmoid'),
  hardSigmoid2: entry(
    'Hard sigmoid (Keras 2)',
    'keras2_hard_sigmoid',
    'hardSigmoid',
    hardSigmoid2,
    '分段线性 Sigmoid（Keras 2）',
  ),
  logSigmoid: entry('Log sigmoid', 'log_sigmoid', null, logSigmoid, '对数 Sigmoid'),
  exponential: entry('Exponential', 'exponential', null, (tf, x) => tf.exp(x), '指数'),
  softmax: entry('Softmax', 'softmax', 'softmax', (tf, x) => tf.softmax(x)),
  logSoftmax: entry('Log softmax', 'log_softmax', null, (tf, x) => tf.logSoftmax(x), '对数 Softmax'),
} as const satisfies Record<string, Activation>

export type ActivationName = keyof typeof curves
