// Recurrent layers in tf.layers, in one or both directions.
import type * as tf from '@tensorflow/tfjs-node'
import { plainActivation } from './activations'
import type { PlainArgs } from './layerType'

interface Config {
  name: string
  units: number
  activation: 'tanh'
  recurrentActivation: 'sigmoid'
  useBias: boolean
  kernelInitializer: 'glorotUniform'
  recurrentInitializer: 'glorotUniform'
  returnSequences: boolean
  goBackwards: boolean
  dropout: number
  recurrentDropout: number
  resetAfter: false
}

/** The layer that `make` makes, wrapped for both directions; null where tf.layers has not got an activation. */
export function plainRecurrent(
  { tf, id, settings, masked }: PlainArgs,
  make: (config: Config) => tf.layers.Layer,
): tf.layers.Layer | null {
  const activation = plainActivation(settings.activation) as 'tanh' | null
  const recurrentActivation = plainActivation(settings.recurrentActivation) as 'sigmoid' | null
  if (activation === null || recurrentActivation === null) return null
  const both = settings.direction === 'both'
  const layer = make({
    name: both ? `${id}Cell` : id,
    units: Number(settings.units),
    activation,
    recurrentActivation,
    useBias: settings.useBias !== false,
    // Drawn again by whoever trains it anew; tf.layers needs seconds to draw an orthogonal one.
    kernelInitializer: 'glorotUniform',
    recurrentInitializer: 'glorotUniform',
    returnSequences: settings.returnSequences === true,
    goBackwards: settings.direction === 'backward',
    dropout: Number(settings.dropout),
    recurrentDropout: Number(settings.recurrentDropout),
    resetAfter: false,
  })
  if (!both) return layer
  // It leaves the last state where a step does not count, we and Keras give zeros.
  if (masked && settings.returnSequences === true) return null
  return tf.layers.bidirectional({
    name: id,
    layer: layer as Parameters<typeof tf.layers.bidirectional>[0]['layer'],
    mergeMode: String(settings.merge) as 'concat',
  })
}
