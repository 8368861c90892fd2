// Builds the same network in plain tf.layers, for formats that store such models and as an independent check of `forward`.
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../shared/contract/errors'
import type { Graph } from '../../../shared/records'
import { soundLayers } from './build'
import type { CheckedLayer } from './check'
import type { Shape } from './layerType'

/** A tf.layers model. */
export interface PlainNetwork {
  model: tf.LayersModel
  /** Puts weights in, in the order of `Network.weights`. */
  setWeights(values: readonly { values: Float32Array; shape: number[] }[]): void
  dispose(): void
}

/**
 * Builds `graph` in tf.layers. Throws `architecture/not-buildable`, and `export/not-possible` with the names of the layers
 * that tf.layers has not got.
 */
export function buildPlain(graph: Graph, tensorflow: typeof tf): PlainNetwork {
  const layers = soundLayers(graph)
  const built = plainLayers(layers, tensorflow)
  const tensors = new Map<string, tf.SymbolicTensor>()
  for (const { node } of layers) {
    const made = built.get(node.shares ?? node.id) as Plain
    tensors.set(node.id, 'apply' in made ? applied(made, node.inputs, tensors) : made)
  }
  const of = (ids: string[]) => ids.map((id) => tensors.get(id) as tf.SymbolicTensor)
  const inputs = of(layers.filter(({ type }) => type.inputs === 0).map(({ node }) => node.id))
  const model = tensorflow.model({ inputs, outputs: of(graph.outputs) })
  const owners = layers.filter(({ node, type }) => type.inputs !== 0 && node.shares === undefined)
  const variables = owners.flatMap(({ node }) => (built.get(node.id) as tf.layers.Layer).weights)
  return {
    model,
    setWeights(values) {
      tensorflow.tidy(() => {
        for (const [index, variable] of variables.entries()) {
          const weight = values[index] as (typeof values)[number]
          variable.write(tensorflow.tensor(weight.values, weight.shape))
        }
      })
    },
    dispose: () => void model.dispose(),
  }
}

type Plain = tf.layers.Layer | tf.SymbolicTensor

/** The layers by id, before they hold a weight. Throws `export/not-possible`. */
function plainLayers(layers: CheckedLayer[], tensorflow: typeof tf): Map<string, Plain> {
  const built = new Map<string, Plain>()
  const shapes = new Map(layers.map(({ node, shape }) => [node.id, shape]))
  const masked = maskedLayers(layers)
  const missing = layers.filter((layer) => {
    const { node, type } = layer
    const fed = {
      inputs: node.inputs.map((id) => shapes.get(id) as Shape),
      masked: node.inputs.some((id) => masked.has(id)),
    }
    const id = node.shares ?? node.id
    const made = alike(layer, layers) ? type.plain({ tf: tensorflow, id, settings: node.settings, ...fed }) : null
    if (made === null || ('apply' in made && fed.masked && !made.supportsMasking)) return true
    if (!built.has(id)) built.set(id, made)
    return false
  })
  if (missing.length > 0) throw notPossible(missing)
  return built
}

/** Ids of the layers some of whose steps may not count. */
export function maskedLayers(layers: CheckedLayer[]): Set<string> {
  const masked = new Set<string>()
  for (const { node, type, shape } of layers) {
    const handedOn = type.keepsMask === true || type.mask !== undefined
    const goesOn = handedOn && shape.length > 1 && node.inputs.some((id) => masked.has(id))
    if (type.makesMask?.(node.settings) || goesOn) masked.add(node.id)
  }
  return masked
}

/** tf.layers shares whole layers, settings and all. */
function alike({ node }: CheckedLayer, layers: CheckedLayer[]): boolean {
  const owner = layers.find((layer) => layer.node.id === node.shares)
  return owner === undefined || JSON.stringify(owner.node.settings) === JSON.stringify(node.settings)
}

function applied(layer: tf.layers.Layer, ids: string[], tensors: Map<string, tf.SymbolicTensor>): tf.SymbolicTensor {
  const inputs = ids.map((id) => tensors.get(id) as tf.SymbolicTensor)
  return layer.apply(inputs.length === 1 ? (inputs[0] as tf.SymbolicTensor) : inputs) as tf.SymbolicTensor
}

function notPossible(missing: CheckedLayer[]): AppError {
  const ids = missing.map(({ node }) => node.id).join(', ')
  const types = [...new Set(missing.map(({ type }) => type.name))].join(', ')
  return new AppError({
    code: 'export/not-possible',
    message: {
      en: `TensorFlow.js has no layer like "${ids}" (${types}), expected layers that it can store.`,
      zh: `TensorFlow.js 没有与“${ids}”（${types}）相同的层，应使用它能够保存的层。`,
    },
    hint: { en: 'Choose another format, or replace these layers.', zh: '请选择其他格式，或替换这些层。' },
    details: { layers: missing.map(({ node }) => node.id) },
  })
}
