// Checks a graph without TensorFlow: shapes, parameters, multiply-adds and problems, all by arithmetic.
import { checkSettings, withDefaults } from '../../../shared/fields'
import type { ArchitectureCheck, Graph, GraphProblem, LayerNode, LayerSummary } from '../../../shared/records'
import { layerType } from './layers'
import { sizeOf } from './layerType'
import type { LayerType, Shape, WeightSpec } from './layerType'
import { computingOrder, layerProblem } from './order'
import { placeholderType } from './placeholder'

/** A layer that was found sound, with all that arithmetic says of it. */
export interface CheckedLayer {
  node: LayerNode
  type: LayerType
  shape: Shape
  /** All that it computes with, those that it shares included. */
  weights: WeightSpec[]
  multiplyAdds: number
  convolves: boolean
}

/** Shapes, costs and problems of a graph. Never throws on a graph that is merely wrong. */
export function check(graph: Graph): ArchitectureCheck {
  const { layers, problems } = checkedLayers(graph)
  const weights = layers.flatMap(broughtAlong)
  return {
    graph,
    layers: layers.map(summary),
    parameters: parametersOf(weights),
    trainableParameters: parametersOf(weights.filter((weight) => weight.trainable)),
    multiplyAdds: layers.reduce((sum, layer) => sum + layer.multiplyAdds, 0),
    problems: [...problems],
  }
}

interface Walked {
  layers: readonly CheckedLayer[]
  problems: readonly GraphProblem[]
}

/** What was found of graphs and layers that were looked at before; nobody changes them in place. */
const walked = new WeakMap<Graph, Walked>()
const checkedNodes = new WeakMap<LayerNode, { inputs: readonly Shape[]; result: CheckedLayer | GraphProblem[] }>()

/** The sound layers of a graph in computing order, and the problems of the others. A graph is walked once, however often asked for. */
export function checkedLayers(graph: Graph): Walked {
  const known = walked.get(graph)
  if (known !== undefined) return known
  const found = walk(graph)
  walked.set(graph, found)
  return found
}

function walk(graph: Graph): Walked {
  const { ordered, problems } = computingOrder(graph)
  const sound = new Map<string, CheckedLayer>()
  for (const node of ordered) {
    const inputs = node.inputs.map((id) => sound.get(id)?.shape)
    if (!inputs.every((shape) => shape !== undefined)) continue
    const result = checkedLayer(node, inputs)
    if ('node' in result) sound.set(node.id, result)
    else problems.push(...result)
  }
  problems.push(...[...sound.values()].flatMap((layer) => sharingProblems(layer, sound)))
  return { layers: [...sound.values()], problems }
}

/** Whether a layer of the graph slides a kernel by an operation for that. */
export function convolves(graph: Graph): boolean {
  return checkedLayers(graph).layers.some((layer) => layer.convolves)
}

/** Numbers in the largest weight that rows are multiplied by; tables whose rows are looked up do not count. */
export function largestKernel(graph: Graph): number {
  const multiplying = checkedLayers(graph).layers.filter(({ multiplyAdds }) => multiplyAdds > 0)
  return Math.max(0, ...multiplying.flatMap(({ weights }) => weights.map(({ shape }) => sizeOf(shape))))
}

/** Remembered by the node: of a graph that differs in a layer from one that was checked, that layer alone is looked at anew. */
function checkedLayer(node: LayerNode, inputs: Shape[]): CheckedLayer | GraphProblem[] {
  const known = checkedNodes.get(node)
  if (known !== undefined && areSame(known.inputs, inputs)) return known.result
  const result = checkLayer(node, inputs)
  checkedNodes.set(node, { inputs, result })
  return result
}

function areSame(some: readonly Shape[], others: readonly Shape[]): boolean {
  return (
    some.length === others.length &&
    some.every((shape, index) => {
      const other = others[index] ?? []
      return shape === other || (shape.length === other.length && shape.every((size, axis) => size === other[axis]))
    })
  )
}

function checkLayer(node: LayerNode, inputs: Shape[]): CheckedLayer | GraphProblem[] {
  const type = (layerType(node.type) ?? placeholderType(node)) as LayerType
  const settings = withDefaults(type.fields, node.settings)
  const problems = checkSettings(type.fields, settings, `${node.id}.`)
  if (problems.length > 0) return problems.map((problem) => ({ ...problem, layer: node.id }))
  const shape = type.shape(inputs, settings)
  if ('expected' in shape) return [mismatch(node, inputs, shape)]
  const weights = type.weights(inputs, settings)
  const [multiplyAdds, slides] = [type.multiplyAdds(inputs, settings), type.convolves?.(inputs, settings) ?? false]
  return { node: { ...node, settings }, type, shape, weights, multiplyAdds, convolves: slides }
}

function mismatch(
  node: LayerNode,
  inputs: Shape[],
  { expected }: Exclude<ReturnType<LayerType['shape']>, Shape>,
): GraphProblem {
  const got = inputs.map((shape) => `[${shape.join(', ')}]`).join(', ')
  return layerProblem(node.id, 'architecture/shape-mismatch', {
    en: `Layer "${node.id}" gets "${got}", expected ${expected.en}.`,
    zh: `层“${node.id}”的输入为“${got}”，应为${expected.zh}。`,
  })
}

/** A layer may use the weights of another one of its type that has its own, in the same shapes. */
function sharingProblems({ node, type, weights }: CheckedLayer, sound: Map<string, CheckedLayer>): GraphProblem[] {
  if (node.shares === undefined) return []
  const owner = sound.get(node.shares)
  const shapes = (list: WeightSpec[]) => JSON.stringify(list.map(({ name, shape }) => [name, shape]))
  const fits = owner?.node.shares === undefined && owner?.type === type && shapes(owner.weights) === shapes(weights)
  if (fits) return []
  const message = {
    en: `Layer "${node.id}" shares the weights of "${node.shares}", expected a layer of the same type with weights of its own in the same shapes.`,
    zh: `层“${node.id}”共享“${node.shares}”的权重，后者应为同类型、拥有自己的权重且形状相同的层。`,
  }
  return [layerProblem(node.id, 'architecture/bad-share', message)]
}

function broughtAlong({ node, weights }: CheckedLayer): WeightSpec[] {
  return node.shares === undefined ? weights : []
}

function parametersOf(weights: WeightSpec[]): number {
  return weights.reduce((sum, weight) => sum + sizeOf(weight.shape), 0)
}

function summary(layer: CheckedLayer): LayerSummary {
  const { node, type, shape, multiplyAdds } = layer
  const parameters = parametersOf(broughtAlong(layer))
  return { id: node.id, type: type.name, label: type.label, outputShape: shape, parameters, multiplyAdds }
}
