// Makes the network of a graph: a pure function of weights and inputs, which training, evaluation and predictions run.
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../shared/contract/errors'
import type { Problem } from '../../../shared/contract/errors'
import { createRandom } from '../../../shared/numbers/random'
import type { Graph } from '../../../shared/records'
import { checkedLayers } from './check'
import type { CheckedLayer } from './check'
import { constraints } from './constraints'
import { initialisers } from './initialisers'
import { asType, takeTurn } from './layerCall'
import type { Pass, PlacedLayer } from './layerCall'
import { layerOf } from './layerType'
import type { Shape, WeightSpec } from './layerType'
import type { Network, NetworkInput, PassArgs, PassResult } from './network'
import { regularisers } from './regularisers'
import { rowsAt } from './rows'
import { scan } from './scan'
import { seedOf } from './seeds'

interface BuildOptions {
  tf: typeof tf
  /** The run's seed: each weight's and each random layer's own is made from it and their names. */
  seed: number
}

/** Builds `graph`. Throws `architecture/not-buildable` when `check` finds a problem in it. */
export function build(graph: Graph, { tf: tensorflow, seed }: BuildOptions): Network {
  const layers = soundLayers(graph)
  const placed = placedLayers(layers)
  const weights = asShared(layers.flatMap(ownWeights), placed)
  const inputs = layers.filter((layer) => layer.type.inputs === 0).map(inputOf)
  return {
    tf: tensorflow,
    graph,
    inputs,
    outputs: graph.outputs.map((id) => ({ id, shape: layers.find(({ node }) => node.id === id)?.shape as Shape })),
    scoredTables: graph.outputs.map((id) => scoredTable(id, placed)),
    weights,
    drawn: () => weights.map((weight) => drawn(weight, seed)),
    run: (args) => runLayers(placed, { tensorflow, seed, inputs, outputs: graph.outputs }, args),
    penalty: (tensors) => penaltyOf(tensorflow, weights, tensors),
    constrain(index, value) {
      const chosen = weights[index]?.constraint
      if (chosen === undefined) return value
      return constraints[chosen.name as keyof typeof constraints].apply(tensorflow, value, chosen.settings)
    },
  }
}

/** The layers in computing order. Throws `architecture/not-buildable`. */
export function soundLayers(graph: Graph): CheckedLayer[] {
  const { layers, problems } = checkedLayers(graph)
  if (problems.length > 0) throw notBuildable(problems)
  return [...layers]
}

/** The weights that the layer brings along, named `layer/weight`; a layer that shares another's has none. */
export function ownWeights({ node, weights }: CheckedLayer): WeightSpec[] {
  if (node.shares !== undefined) return []
  return weights.map((weight) => ({ ...weight, name: `${node.id}/${weight.name}` }))
}

function placedLayers(layers: CheckedLayer[]): PlacedLayer[] {
  const first = new Map<string, number>()
  let count = 0
  for (const layer of layers) {
    first.set(layer.node.id, count)
    count += ownWeights(layer).length
  }
  return layers.map((layer) => {
    const start = first.get(layer.node.shares ?? layer.node.id) as number
    return { ...layer, places: layer.weights.map((_, index) => start + index) }
  })
}

/** A table that one of its layers reads as a whole cannot have its rows updated alone, one that a layer scores only sometimes. */
function asShared(weights: WeightSpec[], layers: PlacedLayer[]): WeightSpec[] {
  const read = (how: (used: WeightSpec | undefined) => boolean) =>
    new Set(layers.flatMap(({ weights: used, places }) => places.filter((_, index) => how(used[index]))))
  const scored = read((used) => used?.scored === true)
  const whole = read((used) => used?.rows === undefined && used?.scored === undefined)
  return weights.map((weight, index) => {
    const { rows: _, scored: __, ...rest } = weight
    if (whole.has(index)) return rest
    return scored.has(index) ? { ...rest, scored: true } : weight
  })
}

/** The index of the table whose scores an output is the softmax of, where nothing else reads them; null for other outputs. */
function scoredTable(id: string, layers: PlacedLayer[]): number | null {
  const find = (wanted: string | undefined) => layers.find(({ node }) => node.id === wanted)
  const end = find(id)
  if (end?.type.name !== 'activation' || end.node.settings.activation !== 'softmax') return null
  const scores = find(end.node.inputs[0])
  if (scores?.node.settings.scores !== true) return null
  const [table] = scores.places
  const alone = layers.every(({ node, places }) => {
    const scoresIt = node.settings.scores === true && places[0] === table
    return (node === scores.node || !scoresIt) && (node === end.node || !node.inputs.includes(scores.node.id))
  })
  return alone ? (table ?? null) : null
}

function inputOf({ node, shape }: CheckedLayer): NetworkInput {
  return { id: node.id, shape, dtype: node.settings.dtype === 'int32' ? 'int32' : 'float32' }
}

function drawn({ name, shape, initialiser }: WeightSpec, seed: number): Float32Array {
  const layer = layerOf(name)
  const random = createRandom(seedOf(seed, layer, name.slice(layer.length + 1)))
  const { draw } = initialisers[initialiser.name as keyof typeof initialisers]
  return draw({ shape, random, settings: initialiser.settings })
}

interface Surroundings {
  tensorflow: typeof tf
  seed: number
  inputs: NetworkInput[]
  outputs: string[]
}

function runLayers(layers: PlacedLayer[], around: Surroundings, args: PassArgs): PassResult {
  const { tensorflow } = around
  const after = [...args.weights]
  const lookUp = (weight: number, ids: tf.Tensor) => rowsAt(tensorflow, after[weight] as tf.Tensor, ids)
  const { training, step } = args
  const made = { after, values: new Map(), logits: new Map(), made: new Map(), penalties: [], hidden: null }
  const pass: Pass = { lookUp, scan, ...args, ...made, tf: tensorflow, seed: around.seed, training, step }
  for (const [index, { id, dtype }] of around.inputs.entries()) {
    pass.values.set(id, { output: asType(tensorflow, args.inputs[index] as tf.Tensor, dtype), mask: null })
  }
  for (const layer of layers) {
    if (layer.type.inputs === 0) continue
    const output = takeTurn(pass, layer)
    args.observe?.(layer.node.id, output)
  }
  const ends = around.outputs.map((id) => pass.values.get(id) as { output: tf.Tensor; mask: tf.Tensor | null })
  return {
    outputs: ends.map(({ output }) => output),
    masks: ends.map(({ mask }) => mask),
    logits: ends.map(({ output }) => pass.logits.get(output) ?? null),
    weights: after,
    penalties: pass.penalties,
    hidden: pass.hidden,
  }
}

function penaltyOf(tensorflow: typeof tf, specs: WeightSpec[], tensors: tf.Tensor[]): tf.Scalar | null {
  const penalties = specs.flatMap(({ regulariser = [] }, index) =>
    regulariser.map(({ name, settings }) =>
      regularisers[name as keyof typeof regularisers].penalty(tensorflow, tensors[index] as tf.Tensor, settings),
    ),
  )
  const [only] = penalties
  if (only === undefined) return null
  return penalties.length === 1 ? only : tensorflow.addN(penalties)
}

function notBuildable(problems: readonly Problem[]): AppError {
  const first = problems[0] as Problem
  return new AppError({
    code: 'architecture/not-buildable',
    message: {
      en: `The network cannot be built: ${first.message.en}`,
      zh: `无法构建该网络：${first.message.zh}`,
    },
    hint: { en: 'Mend the problems of the architecture and try again.', zh: '请修正网络结构中的问题后重试。' },
    details: { problems },
  })
}
