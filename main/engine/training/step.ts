// The pure training step, the one shape of a step on every tier: (state, batch, scalars) -> (state', metrics).
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings } from '../../../shared/fields'
import type { Network } from '../architectures'
import type { Loss } from './losses'
import type { Optimizer, Rates } from './optimizers'
import { pack, trainableOf, unpack } from './state'
import type { TrainState } from './state'

export interface Batch {
  /** [rows, width] */
  features: tf.Tensor2D
  /** Class codes or standardised values, [rows], float32. */
  targets: tf.Tensor1D
}

/** Arguments, never constants: they may change from step to step without a new step being made. */
export interface StepScalars extends Rates {
  /** The joint norm that gradients are shrunk to; read when the step clips. */
  clipNorm: tf.Scalar
  /** The weight of each class in the loss; read when the step weighs classes. */
  classWeights: tf.Tensor1D
}

export interface StepMetrics {
  /** The loss averaged over the batch, class weights included, before the update. */
  loss: tf.Scalar
  /** What is minimised: the loss and the penalties of the layers. */
  objective: tf.Scalar
  /** What the network gave for the batch, before the update, [rows, outputs]. */
  outputs: tf.Tensor2D
}

export type Step = (
  state: TrainState,
  batch: Batch,
  scalars: StepScalars,
) => { state: TrainState; metrics: StepMetrics }

export interface StepParts {
  network: Network
  loss: Loss
  optimizer: Optimizer
  clips: boolean
  weighsClasses: boolean
  settings: Settings
}

/**
 * Makes the step of a run. It reads nothing but its arguments, changes nothing, and gives new tensors that the caller owns;
 * the state handed in stays the caller's as well.
 */
export function makeStep(parts: StepParts): Step {
  const { network, optimizer } = parts
  const { tf: tensorflow } = network
  return (state, batch, scalars) =>
    tensorflow.tidy(() => {
      const { gradients, weights, metrics } = gradientsOf(parts, state, batch, scalars)
      const trainable = trainableOf(network, weights)
      const gradient = pack(tensorflow, gradients)
      const next = tensorflow.add(state.step, tensorflow.scalar(1, 'int32')) as tf.Scalar
      const updated = optimizer.update({
        tf: tensorflow,
        weights: [pack(tensorflow, trainable)],
        gradients: [parts.clips ? clip(tensorflow, gradient, scalars.clipNorm) : gradient],
        slots: state.slots,
        numbers: state.numbers,
        step: tensorflow.cast(next, 'float32'),
        rates: scalars,
        settings: parts.settings,
      })
      const moved = unpack(tensorflow, updated.weights[0] as tf.Tensor, trainable)
      const all = weights.map((weight, index) => {
        if (network.weights[index]?.trainable) return network.constrain(index, moved.shift() as tf.Tensor)
        // What the forward pass wrote is new already; the old and the new state never share a tensor.
        return weight === state.weights[index] ? weight.clone() : weight
      })
      return { state: { weights: all, slots: updated.slots, numbers: updated.numbers, step: next }, metrics }
    })
}

/** Forward and backward: the gradients of the objective, the weights after the forward pass, and what was measured. */
function gradientsOf(parts: StepParts, state: TrainState, batch: Batch, scalars: StepScalars) {
  const { network } = parts
  const { tf: tensorflow } = network
  const kept: { loss?: tf.Scalar; outputs?: tf.Tensor2D; weights: tf.Tensor[] } = { weights: state.weights }
  const objectiveOf = (): tf.Scalar => {
    const { weights, step } = state
    const result = network.run({ weights, inputs: [batch.features], training: true, step })
    kept.outputs = tensorflow.keep(result.outputs[0] as tf.Tensor2D)
    kept.weights = result.weights.map((after, index) => (after === weights[index] ? after : tensorflow.keep(after)))
    kept.loss = tensorflow.keep(lossOf(parts, batch.targets, kept.outputs, scalars.classWeights))
    const penalty = network.penalty(weights)
    return penalty === null ? kept.loss : tensorflow.add(kept.loss, penalty)
  }
  const { value, grads } = tensorflow.valueAndGrads(objectiveOf)(trainableOf(network, state.weights))
  const metrics = { loss: kept.loss as tf.Scalar, objective: value as tf.Scalar, outputs: kept.outputs as tf.Tensor2D }
  return { gradients: grads, weights: kept.weights, metrics }
}

/** The loss of a batch: the mean over its rows, each times its class's weight where classes are weighed. */
export function lossOf(
  { network, loss, weighsClasses, settings }: StepParts,
  targets: tf.Tensor1D,
  outputs: tf.Tensor2D,
  classWeights: tf.Tensor1D,
): tf.Scalar {
  const { tf: tensorflow } = network
  return tensorflow.tidy(() => {
    const losses = loss.perRow(tensorflow, { targets, outputs, logits: null, smoothing: 0, settings })
    if (!weighsClasses) return tensorflow.mean(losses) as tf.Scalar
    const weights = tensorflow.gather(classWeights, tensorflow.cast(targets, 'int32'))
    return tensorflow.mean(tensorflow.mul(losses, weights)) as tf.Scalar
  })
}

/** Pascanu et al. 2013: all gradients times limit / max(joint norm, limit). */
function clip(tensorflow: typeof tf, gradient: tf.Tensor, limit: tf.Scalar): tf.Tensor {
  const norm = tensorflow.sqrt(tensorflow.sum(tensorflow.square(gradient)))
  return tensorflow.mul(gradient, tensorflow.div(limit, tensorflow.maximum(norm, limit)))
}
