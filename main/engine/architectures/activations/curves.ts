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

/** (x + 1)² / 4 between -1 and 1, 0 below and x above. */
const sparsePlus: Curve = (tf, x) =>
  tf.add(tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25), tf.relu(tf.sub(x, 1)))

const sparseSigmoid: Curve = (tf, x) => tf.mul(tf.add(tf.clipByValue(x, -1, 1), 1), 0.5)

/**
 * Martins and Astudillo 2016 (Keras's of that name gives other numbers): the nearest numbers that are not negative and add up to
 * one, along the last axis; small ones become 0. What is above 0 shares the gradient less its mean.
 */
const sparsemax: Curve = (tf, x) => {
  const apply = tf.customGrad((given, save) => {
    const z = given as tf.Tensor
    const size = z.shape.at(-1) as number
    const sorted = tf.topk(z, size, true).values
    const sums = tf.cumsum(sorted, z.rank - 1)
    const places = tf.range(1, size + 1, 1, 'float32')
    const within = tf.cast(tf.greater(tf.add(tf.mul(sorted, places), 1), sums), 'float32')
    const over = tf.sub(tf.sum(tf.mul(sorted, within), -1, true), 1)
    const y = tf.relu(tf.sub(z, tf.div(over, tf.sum(within, -1, true))))
    ;(save as tf.GradSaveFunc)([y])
    const gradFunc = (d: tf.Tensor | tf.Tensor[], [saved]: tf.Tensor[]) => {
      const on = tf.cast(tf.greater(saved as tf.Tensor, 0), 'float32')
      const mean = tf.div(tf.sum(tf.mul(d as tf.Tensor, on), -1, true), tf.sum(on, -1, true))
      return tf.mul(on, tf.sub(d as tf.Tensor, mean))
    }
    return { value: y, gradFunc }
  })
  return apply(x)
}

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
  sparsePlus: entry('Sparse plus', 'sparse_plus', null, sparsePlus, '稀疏 Plus'),
  sparseSigmoid: entry('Sparse sigmoid', 'sparse_sigmoid', null, sparseSigmoid, '稀疏 Sigmoid'),
  exponential: entry('Exponential', 'exponential', null, (tf, x) => tf.exp(x), '指数'),
  softmax: entry('Softmax', 'softmax', 'softmax', (tf, x) => tf.softmax(x)),
  sparsemax: entry('Sparsemax', 'sparsemax_of_paper', null, sparsemax),
  logSoftmax: entry('Log softmax', 'log_softmax', null, (tf, x) => tf.logSoftmax(x), '对数 Softmax'),
} as const satisfies Record<string, Activation>

export type ActivationName = keyof typeof curves
