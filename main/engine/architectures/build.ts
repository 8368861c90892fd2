// Builds the TensorFlow model of a graph, with weights drawn from seeds; training, export checks and predictions run it.
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../shared/contract/errors'
import type { Graph } from '../../../shared/records'
import { checkedLayers } from './check'
import type { CheckedLayer } from './check'
import type { StepClock, WeightShape } from './layerType'

export type LayerVariable = tf.LayersModel['weights'][number]

export interface Network {
  tf: typeof tf
  model: tf.LayersModel
  /** Random layers read the step from here. */
  clock: StepClock
  /** Every weight, trainable or not, named `layer/weight`. */
  weights: WeightShape[]
  /** What holds the weights, in the same order. */
  variables: LayerVariable[]
  dispose(): void
}

interface BuildOptions {
  tf: typeof tf
  /** The run's seed: each weight's own is made from it, the layer's id and the weight's name. */
  seed: number
  /** Builds the plain layers of the TF.js format in place of our own. */
  exporting?: boolean
}

/** Builds `graph`. Throws `architecture/not-buildable` when `check` finds a problem in it. */
export function build(graph: Graph, options: BuildOptions): Network {
  const { layers, problems } = checkedLayers(graph)
  if (problems.length > 0) throw notBuildable(problems)
  const clock: StepClock = { step: null }
  const tensors = new Map<string, tf.SymbolicTensor>()
  for (const layer of layers) tensors.set(layer.node.id, connect(layer, tensors, options, clock))
  const of = (ids: string[]) => ids.map((id) => tensors.get(id) as tf.SymbolicTensor)
  const inputs = of(layers.filter((layer) => layer.type.inputs === 0).map((layer) => layer.node.id))
  const model = options.tf.model({ inputs, outputs: of(graph.outputs) })
  const variables = layers.flatMap((layer) => model.getLayer(layer.node.id).weights)
  const dispose = () => void model.dispose()
  return { tf: options.tf, model, clock, weights: weightShapes(layers), variables, dispose }
}

function connect(
  { node, type }: CheckedLayer,
  tensors: Map<string, tf.SymbolicTensor>,
  options: BuildOptions,
  clock: StepClock,
): tf.SymbolicTensor {
  const { seed, exporting = false } = options
  const built = type.build({ id: node.id, settings: node.settings, tf: options.tf, seed, clock, exporting })
  if (!('apply' in built)) return built
  const inputs = node.inputs.map((id) => tensors.get(id) as tf.SymbolicTensor)
  return built.apply(inputs.length === 1 ? (inputs[0] as tf.SymbolicTensor) : inputs) as tf.SymbolicTensor
}

function weightShapes(layers: CheckedLayer[]): WeightShape[] {
  return layers.flatMap(({ node, weights }) =>
    weights.map((weight) => ({ ...weight, name: `${node.id}/${weight.name}` })),
  )
}

function notBuildable(problems: { path: string; code: string; message: { en: string; zh: string } }[]): AppError {
  const first = problems[0] as (typeof problems)[number]
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
