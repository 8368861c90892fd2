// Words that mean something else in Keras 2 and TensorFlow.js than in Keras 3, told apart by who wrote the file.
import { at, named, objectOf, textOf } from './json'
import type { Json } from './json'

/** Whose meaning the words of a file have; that of Keras 2 is also TensorFlow.js's. */
export type Era = 2 | 3

/** `version`: what the file says beside the model, such as `metadata.json` in a `.keras` file. */
export function eraOf(json: unknown, version?: string): Era {
  const topology = at(json, 'modelTopology') ?? json
  const said = version ?? textOf(at(topology, 'keras_version')) ?? textOf(at(json, 'keras_version'))
  if (said !== undefined) return said.startsWith('tfjs') || Number.parseInt(said) < 3 ? 2 : 3
  // Keras 3 leaves its version out of `to_json`, and writes down the module of each class.
  const model = objectOf(at(topology, 'model_config') ?? topology)
  return model.module === undefined ? 2 : 3
}

/** x * 0.2 + 0.5 between 0 and 1, where Keras 3 has x / 6 + 0.5. */
const oldHardSigmoid = 'keras2_hard_sigmoid'

/** The settings of a layer in the words of Keras 3, those of a layer that it wraps as well. */
export function inWordsOf3(config: Json, era: Era, depth = 0): Json {
  if (era === 3 || depth > 2) return config
  const changed = { ...config }
  for (const key of ['activation', 'recurrent_activation']) {
    if (['hard_sigmoid', 'hardSigmoid'].includes(named(config[key])?.name ?? '')) changed[key] = oldHardSigmoid
  }
  for (const key of ['layer', 'backward_layer']) {
    const wrapped = objectOf(config[key])
    if (wrapped.config !== undefined) {
      changed[key] = { ...wrapped, config: inWordsOf3(objectOf(wrapped.config), era, depth + 1) }
    }
  }
  return changed
}

/** Settings that change nothing but training, and that layers here have not got. */
const ofTraining = [
  ...['bias_regularizer', 'activity_regularizer', 'recurrent_regularizer', 'pointwise_regularizer'],
  ...['beta_regularizer', 'gamma_regularizer', 'kernel_constraint', 'bias_constraint', 'recurrent_constraint'],
  ...['embeddings_constraint', 'depthwise_constraint', 'pointwise_constraint', 'beta_constraint', 'gamma_constraint'],
]

/** Those of them that the layer has. */
export function leftOut(config: Json): string[] {
  const inner = objectOf(at(config.layer, 'config'))
  return ofTraining.filter((name) => (config[name] ?? inner[name] ?? null) !== null)
}

/** The kind of numbers that a layer computes in, where it is not float32. */
export function otherNumbers(config: Json): string | undefined {
  const given = textOf(config.dtype) ?? textOf(at(at(config.dtype, 'config'), 'name'))
  return given !== undefined && /16|64/.test(given) && given.includes('float') ? given : undefined
}
