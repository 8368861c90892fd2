// The order in which a graph's layers are computed, and what is wrong with its wiring.
import type { GraphProblem, Graph, LayerNode } from '../../../shared/records'
import type { Text } from '../../../shared/fields'
import { layerType } from './layers'
import { placeholderType } from './placeholder'

/**
 * Layers in rounds: of each round all that is fed is fed by earlier ones, and within it they stand as in the graph. Layers in
 * or behind a fault of the wiring are left out. Takes time in proportion to layers and wires.
 */
export function computingOrder(graph: Graph): { ordered: LayerNode[]; problems: GraphProblem[] } {
  const problems = wiringProblems(graph)
  const known = new Map<string, LayerNode>()
  for (const layer of graph.layers) {
    if (isFedRightly(layer) && !known.has(layer.id)) known.set(layer.id, layer)
  }
  const ordered: LayerNode[] = []
  const fedBy = followersOf(known)
  const missing = new Map([...known].map(([id, { inputs }]) => [id, inputs.length]))
  const places = new Map([...known.keys()].map((id, place) => [id, place]))
  let ready = [...known.values()].filter(({ inputs }) => inputs.length === 0)
  while (ready.length > 0) {
    ordered.push(...ready)
    const next: LayerNode[] = []
    for (const follower of ready.flatMap(({ id }) => fedBy.get(id) ?? [])) {
      const left = (missing.get(follower.id) ?? 0) - 1
      missing.set(follower.id, left)
      if (left === 0) next.push(follower)
    }
    ready = next.sort((a, b) => (places.get(a.id) ?? 0) - (places.get(b.id) ?? 0))
  }
  const waiting = [...known.values()].filter(({ id }) => (missing.get(id) ?? 0) > 0)
  if (problems.length === 0 && waiting.length > 0) problems.push(cycle(waiting))
  return { ordered, problems }
}

/** For each layer those that it feeds, once for each wire. */
function followersOf(known: ReadonlyMap<string, LayerNode>): Map<string, LayerNode[]> {
  const fedBy = new Map<string, LayerNode[]>()
  for (const layer of known.values()) {
    for (const id of layer.inputs) {
      const followers = fedBy.get(id)
      if (followers === undefined) fedBy.set(id, [layer])
      else followers.push(layer)
    }
  }
  return fedBy
}

function wiringProblems(graph: Graph): GraphProblem[] {
  const known = new Set(graph.layers.map(({ id }) => id))
  const seen = new Set<string>()
  const twice = graph.layers.filter(({ id }) => seen.has(id) || !seen.add(id))
  return [
    ...twice.map(({ id }) => layerProblem(id, 'architecture/duplicate-id', duplicate(id))),
    ...graph.layers.flatMap((layer) => [...typeProblems(layer), ...inputProblems(layer, known)]),
    ...graph.outputs
      .filter((id) => !known.has(id))
      .map((id) => ({ ...layerProblem('', 'architecture/unknown-input', missing(id)), path: id })),
    ...(graph.outputs.length === 0 ? [layerProblem('', 'architecture/no-output', noOutput)] : []),
  ]
}

function typeProblems(layer: LayerNode): GraphProblem[] {
  if (layerType(layer.type)) return []
  const message = {
    en: `Layer "${layer.id}" is of the type "${layer.type}", which is not known.`,
    zh: `层“${layer.id}”的类型“${layer.type}”未知。`,
  }
  return [layerProblem(layer.id, 'architecture/unknown-layer', message)]
}

/** False for a layer of no known type, too, unless it stands for one of another program. */
function isFedRightly(layer: LayerNode): boolean {
  const { inputs } = layer
  const expected = (layerType(layer.type) ?? placeholderType(layer))?.inputs
  return typeof expected === 'object' ? inputs.length >= expected.least : inputs.length === expected
}

function inputProblems(layer: LayerNode, known: Set<string>): GraphProblem[] {
  const expected = layerType(layer.type)?.inputs
  const wanted = typeof expected === 'object' ? expected.least : expected
  const strangers = layer.inputs.filter((id) => !known.has(id))
  const count = {
    en: `Layer "${layer.id}" is fed by "${layer.inputs.length}" layers, expected ${wanted}${typeof expected === 'object' ? ' or more' : ''}.`,
    zh: `层“${layer.id}”有“${layer.inputs.length}”个输入层，应为 ${wanted} 个${typeof expected === 'object' ? '或更多' : ''}。`,
  }
  return [
    ...strangers.map((id) => layerProblem(layer.id, 'architecture/unknown-input', missing(id))),
    ...(expected !== undefined && !isFedRightly(layer)
      ? [layerProblem(layer.id, 'architecture/wrong-inputs', count)]
      : []),
  ]
}

/** Names that a sentence lists at most. */
const mostNamed = 12

function cycle(waiting: LayerNode[]): GraphProblem {
  const named = waiting.slice(0, mostNamed).map((layer) => layer.id)
  const names = [...named, ...(waiting.length > mostNamed ? ['…'] : [])].join(', ')
  return layerProblem(waiting[0]?.id ?? '', 'architecture/cycle', {
    en: `The layers "${names}" feed each other in a circle, expected a direction from input to output.`,
    zh: `层“${names}”构成了环路，数据应从输入流向输出。`,
  })
}

const noOutput = {
  en: 'The network has no output layer, expected at least "1".',
  zh: '网络没有输出层，至少需要“1”个。',
}

function duplicate(id: string): Text {
  return { en: `Two layers are called "${id}", expected different names.`, zh: `有两个层都名为“${id}”，名称不能重复。` }
}

function missing(id: string): Text {
  return {
    en: `There is no layer "${id}", expected the name of a layer of this network.`,
    zh: `没有名为“${id}”的层，应为该网络中的层名。`,
  }
}

/** A problem of one layer, named by its id. */
export function layerProblem(
  layer: string,
  code: string,
  message: Text,
  severity: GraphProblem['severity'] = 'error',
): GraphProblem {
  const hint = { en: 'Change the layer or what feeds it.', zh: '请修改该层或其输入。' }
  return { path: layer, code, message, hint, severity, ...(layer === '' ? {} : { layer }) }
}
