// Mends wiring: wires too many or too few, to nowhere or in a circle, names that are taken, layers of no known type.
import { withDefaults } from '../../../../shared/fields'
import type { Graph, GraphRemedy, LayerNode } from '../../../../shared/records'
import { changed, cut, freeId, inserted, ownWeighted, withInput, without } from '../edits'
import type { Wire } from '../edits'
import { layerType } from '../layers'
import { sizeOf } from '../layerType'
import { placeOf, remedy } from './remedy'
import type { Mending, Situation } from './remedy'

function cutting(graph: Graph, wire: Wire, from: string): GraphRemedy {
  return remedy(`Remove the wire from "${from}" to "${wire.to}"`, `删除“${from}”到“${wire.to}”的连线`, cut(graph, wire))
}

const leavingOut = (graph: Graph, id: string): GraphRemedy =>
  remedy(`Leave "${id}" out`, `去掉“${id}”`, without(graph, id))

/** Layers that nothing is fed by, and that can feed one: the last drawn first. */
function looseEnds({ graph, sound }: Situation, but: string): string[] {
  const feeding = new Set([...graph.layers.flatMap(({ inputs }) => inputs), ...graph.outputs])
  const ends = graph.layers.filter(({ id }) => sound.has(id) && id !== but && !feeding.has(id))
  return ends.map(({ id }) => id).reverse()
}

export const count: Mending = (problem, situation) => {
  const { graph, sound } = situation
  const node = placeOf(problem, situation)?.node
  const wanted = node === undefined ? undefined : layerType(node.type)?.inputs
  if (node === undefined || wanted === undefined) return []
  const { id, inputs } = node
  const most = typeof wanted === 'number' ? wanted : Infinity
  if (inputs.length > most) return [...joining(graph, node, most), ...fewer(graph, node, most)]
  const before = graph.layers.slice(0, graph.layers.indexOf(node)).filter((layer) => sound.has(layer.id))
  const ends = [...looseEnds(situation, id), ...before.map((layer) => layer.id).reverse()]
  const fresh = [...new Set(ends)].filter((from) => !inputs.includes(from)).slice(0, 3)
  const lacking = typeof wanted === 'number' ? wanted - inputs.length : wanted.least - inputs.length
  const fed = lacking === 1 ? fresh.map((from) => feeding(graph, node, [from])) : []
  const all = fresh.length >= lacking && lacking > 1 ? [feeding(graph, node, fresh.slice(0, lacking))] : []
  return [...fed, ...all, leavingOut(graph, id)]
}

function feeding(graph: Graph, { id }: LayerNode, from: string[]): GraphRemedy {
  const fed = changed(graph, id, (layer) => ({ ...layer, inputs: [...layer.inputs, ...from] }))
  const names = from.join(', ')
  return remedy(`Feed "${id}" from "${names}"`, `由“${names}”输入“${id}”`, fed)
}

/** All that feed a layer of one input, laid behind one another or added. */
function joining(graph: Graph, node: LayerNode, most: number): GraphRemedy[] {
  if (most !== 1) return []
  return ['concatenate', 'add'].map((type) => {
    const alone = changed(graph, node.id, (layer) => ({ ...layer, inputs: layer.inputs.slice(0, 1) }))
    const { graph: made, id } = inserted(alone, { to: node.id, at: 0 }, { type, settings: {} })
    const label = layerType(type)?.label ?? { en: type, zh: type }
    const whole = changed(made, id, (layer) => ({ ...layer, inputs: node.inputs }))
    return remedy(`Insert "${label.en}" before "${node.id}"`, `在“${node.id}”之前插入“${label.zh}”`, whole)
  })
}

function fewer(graph: Graph, { id, inputs }: LayerNode, most: number): GraphRemedy[] {
  if (most === 0) {
    const none = changed(graph, id, (layer) => ({ ...layer, inputs: [] }))
    return [remedy(`Remove all wires to "${id}"`, `删除到“${id}”的所有连线`, none)]
  }
  if (inputs.length === most + 1) return inputs.map((from, at) => cutting(graph, { to: id, at }, from))
  const kept = inputs.slice(0, most)
  const less = changed(graph, id, (layer) => ({ ...layer, inputs: kept }))
  return [remedy(`Keep the wires from "${kept.join(', ')}" only`, `仅保留来自“${kept.join(', ')}”的连线`, less)]
}

export const strangers: Mending = (problem, situation) => {
  const { graph, nodes } = situation
  const node = placeOf(problem, situation)?.node
  if (node === undefined) return lostOutput(problem.path, situation)
  const stranger = node.inputs.findIndex((id) => !nodes.has(id))
  const from = node.inputs[stranger] ?? ''
  const known = changed(graph, node.id, (layer) => ({ ...layer, inputs: layer.inputs.filter((id) => nodes.has(id)) }))
  const ends = looseEnds(situation, node.id).slice(0, 2)
  const fed = ends.map((id) => {
    const graphAfter = withInput(graph, { to: node.id, at: stranger }, id)
    return remedy(`Feed "${node.id}" from "${id}"`, `由“${id}”输入“${node.id}”`, graphAfter)
  })
  const off = remedy(`Remove the wire from "${from}" to "${node.id}"`, `删除“${from}”到“${node.id}”的连线`, known)
  return [...fed, off, leavingOut(known, node.id)]
}

function lostOutput(path: string, situation: Situation): GraphRemedy[] {
  const { graph } = situation
  const left = graph.outputs.filter((id) => id !== path)
  const off = remedy(`Remove the output "${path}"`, `删除输出“${path}”`, { ...graph, outputs: left })
  return [...asOutput(situation, left), ...(left.length > 0 ? [off] : [])]
}

function asOutput(situation: Situation, others: string[]): GraphRemedy[] {
  const { graph } = situation
  const ends = [...new Set([...looseEnds(situation, ''), ...graph.layers.map(({ id }) => id).slice(-1)])]
  return ends.slice(0, 3).map((id) => {
    return remedy(`Make "${id}" the output`, `将“${id}”设为输出`, { ...graph, outputs: [...others, id] })
  })
}

export const noOutput: Mending = (_problem, situation) => asOutput(situation, [])

export const unknownType: Mending = ({ layer = '' }, { graph }) => [leavingOut(graph, layer)]

/** The later ones of the name get others; who names it goes on meaning the first. */
export const twice: Mending = ({ layer = '' }, { graph }) => {
  const layers: LayerNode[] = []
  for (const one of graph.layers) {
    const taken = one.id === layer && layers.some(({ id }) => id === layer)
    const free = () => freeId({ layers: [...graph.layers, ...layers], outputs: [] }, layer)
    layers.push(taken ? { ...one, id: free() } : one)
  }
  return [remedy(`Give the second "${layer}" another name`, `为第二个“${layer}”另取名称`, { ...graph, layers })]
}

/** The wires that go back, against the direction from the inputs. */
export const circle: Mending = (_problem, { graph }) => {
  const back = backWires(graph)
  const alone = back.slice(0, 3).map((wire) => cutting(graph, wire, wire.from))
  const all = [...back].sort((a, b) => b.at - a.at).reduce((made, wire) => cut(made, wire), graph)
  const several = remedy(`Remove ${back.length} wires that go back`, `删除 ${back.length} 条回头的连线`, all)
  return back.length > 1 ? [...alone, several] : alone
}

type Led = Wire & { from: string }

/** Found on a walk along the wires, from the inputs first; without recursion, since ways may be long. */
function backWires({ layers }: Graph): Led[] {
  const leading = new Map<string, Led[]>(layers.map(({ id }) => [id, []]))
  for (const { id, inputs } of layers) inputs.forEach((from, at) => leading.get(from)?.push({ from, to: id, at }))
  const state = new Map<string, 'open' | 'done'>()
  const back: Led[] = []
  const [sources, others] = [layers.filter(({ inputs }) => inputs.length === 0), layers]
  for (const { id } of [...sources, ...others]) {
    const path = state.has(id) ? [] : [{ id, next: 0 }]
    for (let here = path.at(-1); here !== undefined; here = path.at(-1)) {
      state.set(here.id, 'open')
      const wire = leading.get(here.id)?.[here.next]
      here.next += 1
      if (wire === undefined) {
        state.set(here.id, 'done')
        path.pop()
      } else if (state.get(wire.to) === 'open') back.push(wire)
      else if (!state.has(wire.to)) path.push({ id: wire.to, next: 0 })
    }
  }
  return back
}

export const sharing: Mending = ({ layer = '' }, { graph, sound }) => {
  const own = remedy(
    `Give "${layer}" weights of its own`,
    `让“${layer}”使用自己的权重`,
    changed(graph, layer, ownWeighted),
  )
  const { node, weights } = sound.get(layer) ?? {}
  const fitting = [...sound.values()].filter((other) => {
    const alike =
      JSON.stringify(other.weights.map(({ shape }) => shape)) === JSON.stringify(weights?.map(({ shape }) => shape))
    return other.node.type === node?.type && other.node.shares === undefined && other.node.id !== layer && alike
  })
  const others = fitting.slice(0, 2).map(({ node: { id } }) => {
    const shared = changed(graph, layer, (one) => ({ ...one, shares: id }))
    return remedy(`Share the weights of "${id}"`, `共享“${id}”的权重`, shared)
  })
  return [...others, own]
}

/** Joined to what the output is computed from, or left out. */
export const nowhere: Mending = ({ layer = '' }, { graph, nodes, sound }) => {
  const last = nodes.get(graph.outputs[0] ?? '')
  const off = leavingOut(graph, layer)
  const [shape, other] = [sound.get(layer)?.shape, sound.get(last?.inputs[0] ?? '')?.shape]
  if (last?.inputs.length !== 1 || shape === undefined || other === undefined) return [off]
  return [joined({ graph, layer, last }, { flat: shape.length !== other.length || sizeOf(shape) < 1 }), off]
}

function joined(
  { graph, layer, last }: { graph: Graph; layer: string; last: LayerNode },
  { flat }: { flat: boolean },
): GraphRemedy {
  const wire = { to: last.id, at: 0 }
  const settings = withDefaults(layerType('concatenate')?.fields ?? [], {})
  const { graph: made, id } = inserted(graph, wire, { type: 'concatenate', settings })
  const both = changed(made, id, (node) => ({ ...node, inputs: [...node.inputs, layer] }))
  const ends = flat
    ? [0, 1].reduce((one, at) => inserted(one, { to: id, at }, { type: 'flatten', settings: {} }).graph, both)
    : both
  return remedy(`Join "${layer}" to what "${last.id}" is computed from`, `将“${layer}”并入“${last.id}”的输入`, ends)
}
