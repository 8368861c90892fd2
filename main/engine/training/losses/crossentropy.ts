// Minus the logarithm of the probability that a network gives to the truth: what all cross-entropies are made of.
import type * as tf from '@tensorflow/tfjs-node'
import { probabilityMargin } from './loss'
import type { LossCall } from './loss'
import { ofPairs } from './pairs'

type Tensorflow = typeof tf

/**
 * Of targets that are 0 or 1: -ln p for 1, -ln(1 - p) for 0, changed by `then` before labels are averaged.
 * With z the logit and t = (1 - 2 y) z that is softplus(t); a smoothing s takes s / 2 t off it.
 */
export function ofBinary(
  tensorflow: Tensorflow,
  call: LossCall,
  then: (losses: tf.Tensor) => tf.Tensor = (losses) => losses,
): tf.Tensor {
  const { targets, outputs, logits, smoothing } = call
  if (logits?.kind !== 'sigmoid') {
    return ofPairs(tensorflow, targets, outputs, (y, p) => then(binaryFromProbability(tensorflow, y, p, smoothing)))
  }
  return ofPairs(tensorflow, targets, logits.tensor, (y, z) => {
    const turned = tensorflow.mul(tensorflow.sub(1, tensorflow.mul(y, 2)), z)
    const losses = tensorflow.softplus(turned)
    return then(smoothing === 0 ? losses : tensorflow.sub(losses, tensorflow.mul(turned, smoothing / 2)))
  })
}

function binaryFromProbability(tensorflow: Tensorflow, y: tf.Tensor, p: tf.Tensor, smoothing: number): tf.Tensor {
  // p for a target of 1, 1 - p for 0: one logarithm a row instead of two, half the operations of a step.
  const given = tensorflow.add(tensorflow.sub(1, y), tensorflow.mul(p, tensorflow.sub(tensorflow.mul(y, 2), 1)))
  const losses = minusLog(tensorflow, given)
  if (smoothing === 0) return losses
  const others = minusLog(tensorflow, tensorflow.sub(1, given))
  return tensorflow.add(tensorflow.mul(losses, 1 - smoothing / 2), tensorflow.mul(others, smoothing / 2))
}

/** Of targets that are class codes: -ln p(class), with smoothing s (1 - s) of it and s of the mean over all classes. */
export function ofClasses(tensorflow: Tensorflow, { targets, outputs, logits, smoothing }: LossCall): tf.Tensor {
  const codes = tensorflow.reshape(tensorflow.cast(targets, 'int32'), [targets.size])
  const flat = (tensor: tf.Tensor) => tensorflow.reshape(tensor, [targets.size, outputs.shape.at(-1) as number])
  const losses =
    logits?.kind === 'softmax'
      ? fromLogits(tensorflow, { codes, logits: flat(logits.tensor), smoothing })
      : fromProbabilities(tensorflow, { codes, probabilities: flat(outputs), smoothing })
  return tensorflow.reshape(losses, targets.shape)
}

interface Coded {
  /** [n], int32 */
  codes: tf.Tensor
  smoothing: number
}

function fromProbabilities(
  tensorflow: Tensorflow,
  { codes, probabilities, smoothing }: Coded & { probabilities: tf.Tensor },
): tf.Tensor {
  const classes = probabilities.shape[1] as number
  const chosen = tensorflow.oneHot(codes, classes, 1, 0, 'float32')
  const losses = minusLog(tensorflow, tensorflow.sum(tensorflow.mul(chosen, probabilities), -1))
  if (smoothing === 0) return losses
  return smoothed(tensorflow, losses, tensorflow.mean(minusLog(tensorflow, probabilities), -1), smoothing)
}

/**
 * ln sum exp z - z[code], from logits [n, classes]. Its gradient softmax(z) - one-hot is written down here, since that of
 * the parts passes over all numbers several times more.
 */
export function fromLogits(
  tensorflow: Tensorflow,
  { codes, logits, smoothing }: Coded & { logits: tf.Tensor },
): tf.Tensor {
  const [rows, classes] = logits.shape as [number, number]
  const withGradient = tensorflow.customGrad((given, save) => {
    const z = given as tf.Tensor
    const largest = tensorflow.max(z, -1, true)
    const powers = tensorflow.exp(tensorflow.sub(z, largest))
    const sums = tensorflow.sum(powers, -1, true)
    const own = tensorflow.gather(z, tensorflow.reshape(codes, [rows, 1]), 1, 1)
    const truth = smoothing === 0 ? own : smoothed(tensorflow, own, tensorflow.mean(z, -1, true), smoothing)
    const value = tensorflow.add(tensorflow.log(sums), tensorflow.sub(largest, truth))
    const remember = save as tf.GradSaveFunc
    // Whatever is not remembered is gone before the way back.
    remember([powers, sums, codes])
    const gradFunc = (dy: tf.Tensor, saved: tf.Tensor[]) => {
      const [numerators, totals, classCodes] = saved as [tf.Tensor, tf.Tensor, tf.Tensor]
      return logitGradient(tensorflow, { codes: classCodes, smoothing, numerators, totals, dy })
    }
    return { value: tensorflow.reshape(value, [rows]), gradFunc }
  })
  return withGradient(tensorflow.reshape(logits, [rows, classes]))
}

function smoothed(tensorflow: Tensorflow, own: tf.Tensor, all: tf.Tensor, smoothing: number): tf.Tensor {
  return tensorflow.add(tensorflow.mul(own, 1 - smoothing), tensorflow.mul(all, smoothing))
}

interface Softmax {
  /** [n, classes] */
  numerators: tf.Tensor
  /** [n, 1] */
  totals: tf.Tensor
  /** [n] */
  dy: tf.Tensor
}

/** dy x (softmax - (1 - smoothing) one-hot - smoothing / classes). */
function logitGradient(tensorflow: Tensorflow, parts: Softmax & Coded): tf.Tensor {
  const { numerators, totals, dy, codes, smoothing } = parts
  const [rows, classes] = numerators.shape as [number, number]
  const [own, every] = [1 - smoothing + smoothing / classes, smoothing / classes]
  const chosen = tensorflow.oneHot(codes, classes, own, every, 'float32')
  return tensorflow.mul(tensorflow.sub(tensorflow.div(numerators, totals), chosen), tensorflow.reshape(dy, [rows, 1]))
}

function minusLog(tensorflow: Tensorflow, probability: tf.Tensor): tf.Tensor {
  return tensorflow.neg(tensorflow.log(tensorflow.maximum(probability, probabilityMargin)))
}
