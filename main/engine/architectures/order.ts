// The order in which a graph's layers are computed, and what is wrong with its wiring.
import type { Problem } from '../../../shared/contract/errors'
import type { Graph, LayerNode } from '../../../shared/records'
import type { Text } from '../../../shared/fields'
import { layerType } from './layers'

/** Layers such that each comes after those that feed it; layers in or behind a fault of the wiring are left out. */
export function computingOrder(graph: Graph): { ordered: LayerNode[]; problems: Problem[] } {
  const problems = wiringProblems(graph)
  const ordered: LayerNode[] = []
  const done = new Set<string>()
  let waiting = graph.layers.filter((layer) => layerType(layer.type) !== undefined)
  for (let before = -1; before !== waiting.length;) {
    before = waiting.length
    const ready = waiting.filter((layer) => layer.inputs.every((id) => done.has(id)) && !done.has(layer.id))
    for (const layer of ready) done.add(layer.id)
    ordered.push(...ready)
    waiting = waiting.filter((layer) => !ready.includes(layer))
  }
  if (problems.length === 0 && waiting.length > 0) problems.push(cycle(waiting))
  return { ordered, problems }
}

function wiringProblems(graph: Graph): Problem[] {
  const ids = graph.layers.map((layer) => layer.id)
  const known = new Set(ids)
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index)
  return [
    ...twice.map((id) => layerProblem(id, 'architecture/duplicate-id', duplicate(id))),
    ...graph.layers.flatMap((layer) => [...typeProblems(layer), ...inputProblems(layer, known)]),
    ...graph.outputs
      .filter((id) => !known.has(id))
      .map((id) => layerProblem(id, 'architecture/unknown-input', missing(id))),
    ...(graph.outputs.length === 0 ? [layerProblem('', 'architecture/no-output', noOutput)] : []),
  ]
}

function typeProblems(layer: LayerNode): Problem[] {
  if (layerType(layer.type)) return []
  const message = {
    en: `Layer "${layer.id}" is of the type "${layer.type}", which is not known.`,
    zh: `层“${layer.id}”的类型“${layer.type}”未知。`,
  }
  return [layerProblem(layer.id, 'architecture/unknown-layer', message)]
}

function inputProblems(layer: LayerNode, known: Set<string>): Problem[] {
  const expected = layerType(layer.type)?.inputs
  const fits = typeof expected !== 'object' ? layer.inputs.length === expected : layer.inputs.length >= expected.least
  const wanted = typeof expected === 'object' ? expected.least : expected
  const strangers = layer.inputs.filter((id) => !known.has(id))
  const count = {
    en: `Layer "${layer.id}" is fed by "${layer.inputs.length}" layers, expected ${wanted}${typeof expected === 'object' ? ' or more' : ''}.`,
    zh: `层“${layer.id}”有“${layer.inputs.length}”个输入层，应为 ${wanted} 个${typeof expected === 'object' ? '或更多' : ''}。`,
  }
  return [
    ...strangers.map((id) => layerProblem(layer.id, 'architecture/unknown-input', missing(id))),
    ...(expected !== undefined && !fits ? [layerProblem(layer.id, 'architecture/wrong-inputs', count)] : []),
  ]
}

function cycle(waiting: LayerNode[]): Problem {
  const names = waiting.map((layer) => layer.id).join(', ')
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
export function layerProblem(path: string, code: string, message: Text): Problem {
  const hint = { en: 'Change the layer or what feeds it.', zh: '请修改该层或其输入。' }
  return { path, code, message, hint, severity: 'error' }
}
