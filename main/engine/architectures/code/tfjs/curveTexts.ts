// The curves as they are written into a TypeScript program, where TensorFlow.js lacks them or a layer of the program needs them.
import type { ActivationName } from '../../activations'

export const curveTexts: Record<ActivationName, string> = {
  linear: '(x) => x',
  relu: '(x) => tf.relu(x)',
  leakyRelu: '(x) => tf.leakyRelu(x, 0.2)',
  relu6: '(x) => tf.relu6(x)',
  elu: '(x) => tf.elu(x)',
  celu: '(x) => tf.elu(x)',
  selu: '(x) => tf.selu(x)',
  gelu: '(x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.erf(tf.mul(x, Math.SQRT1_2)), 1))',
  geluTanh:
    '(x) => tf.mul(tf.mul(x, 0.5), tf.add(tf.tanh(tf.mul(tf.add(tf.mul(tf.square(x), 0.044715), 1), tf.mul(x, Math.sqrt(2 / Math.PI)))), 1))',
  swish: '(x) => tf.mul(x, tf.sigmoid(x))',
  hardSwish: '(x) => tf.mul(x, tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1))',
  mish: '(x) => tf.mul(x, tf.tanh(tf.softplus(x)))',
  softplus: '(x) => tf.softplus(x)',
  softsign: '(x) => tf.div(x, tf.add(tf.abs(x), 1))',
  squarePlus: '(x) => tf.mul(tf.add(x, tf.sqrt(tf.add(tf.square(x), 4))), 0.5)',
  tanh: '(x) => tf.tanh(x)',
  hardTanh: '(x) => tf.clipByValue(x, -1, 1)',
  tanhShrink: '(x) => tf.sub(x, tf.tanh(x))',
  hardShrink: '(x) => tf.where(tf.greater(tf.abs(x), 0.5), x, tf.zerosLike(x))',
  softShrink: '(x) => tf.sub(tf.relu(tf.sub(x, 0.5)), tf.relu(tf.sub(-0.5, x)))',
  sigmoid: '(x) => tf.sigmoid(x)',
  hardSigmoid: '(x) => tf.clipByValue(tf.add(tf.mul(x, 1 / 6), 0.5), 0, 1)',
  hardSigmoid2: '(x) => tf.clipByValue(tf.add(tf.mul(x, 0.2), 0.5), 0, 1)',
  logSigmoid: '(x) => tf.neg(tf.softplus(tf.neg(x)))',
  sparsePlus: '(x) => tf.add(tf.mul(tf.square(tf.add(tf.clipByValue(x, -1, 1), 1)), 0.25), tf.relu(tf.sub(x, 1)))',
  sparseSigmoid: '(x) => tf.mul(tf.add(tf.clipByValue(x, -1, 1), 1), 0.5)',
  exponential: '(x) => tf.exp(x)',
  softmax: '(x) => tf.softmax(x)',
  sparsemax: `(x) => {
    const size = x.shape.at(-1)!
    const { values } = tf.topk(x, size, true)
    const within = tf.greater(tf.add(tf.mul(values, tf.range(1, size + 1, 1, 'float32')), 1), tf.cumsum(values, x.rank - 1))
    const kept = tf.cast(within, 'float32')
    const over = tf.sub(tf.sum(tf.mul(values, kept), -1, true), 1)
    return tf.relu(tf.sub(x, tf.div(over, tf.sum(kept, -1, true))))
  }`,
  logSoftmax: '(x) => tf.logSoftmax(x)',
}
