// What one does to layers and wires by hand. Nothing is refused: what is wrong with the result, the check says. Pure.
import type { LayerInfo } from '../../../../shared/records'
import type { FieldValue, Settings } from '../../../../shared/fields/field'
import { defaultsOf } from '../../../../shared/fields/checkSettings'
import { fedBy, freeName, layerOf, placed, withLayer } from './drawn'
import type { Drawn, Place } from './drawn'

/** Where a new layer goes: behind a layer, on all wires that leave it; as one more branch of it; or at a place of its own. */
export interface Insertion {
  after?: string
  branch?: boolean
  at?: Place
}

export interface Inserted {
  drawn: Drawn
  /** Its id. */
  layer: string
}

/** A new layer of a type. Behind a layer it takes over what that one fed, and its being an output, unless it is a branch. */
export function inserted(drawn: Drawn, type: LayerInfo, { after, branch = false, at }: Insertion = {}): Inserted {
  const { graph } = drawn
  const id = freeName(
    graph.layers.map((layer) => layer.id),
    type.name,
  )
  const from = after !== undefined && type.inputs !== 0 ? layerOf(graph, after) : undefined
  const inputs = from ? [from.id] : []
  const layer = { id, type: type.name, settings: defaultsOf(type.fields), inputs }
  const before = from && !branch ? passedOn(drawn, from.id, id) : drawn
  const at1 = after === undefined ? graph.layers.length : graph.layers.findIndex((one) => one.id === after) + 1
  const layers = [...before.graph.layers.slice(0, at1), layer, ...before.graph.layers.slice(at1)]
  const outputs = before.graph.outputs.length === 0 ? [id] : before.graph.outputs
  const next = inBlockOf({ ...before, graph: { layers, outputs } }, from?.id, id)
  return { drawn: at ? placed(next, new Map([[id, at]])) : next, layer: id }
}

/** All that a layer fed is fed by another one. */
function passedOn({ graph, drawing }: Drawn, from: string, to: string): Drawn {
  const rename = (id: string) => (id === from ? to : id)
  const layers = graph.layers.map((layer) =>
    layer.inputs.includes(from) ? { ...layer, inputs: layer.inputs.map(rename) } : layer,
  )
  return { graph: { layers, outputs: graph.outputs.map(rename) }, drawing }
}

/** What is put between layers of one block belongs to it. */
function inBlockOf(drawn: Drawn, neighbour: string | undefined, id: string): Drawn {
  const next = fedBy(drawn.graph, id)
  const blocks = drawn.drawing.blocks.map((block) => {
    const within = neighbour !== undefined && block.layers.includes(neighbour)
    return within && next.some((one) => block.layers.includes(one))
      ? { ...block, layers: [...block.layers, id] }
      : block
  })
  return { ...drawn, drawing: { ...drawn.drawing, blocks } }
}

/** Without some layers. What each fed is fed by what fed it, where that is one layer; being an output is handed back so too. */
export function removed(drawn: Drawn, ids: readonly string[]): Drawn {
  const gone = new Set(ids)
  const { graph, drawing } = drawn
  const heir = (id: string, seen = new Set<string>()): string | null => {
    if (!gone.has(id)) return id
    const [only, another] = layerOf(graph, id)?.inputs ?? []
    if (only === undefined || another !== undefined || seen.has(id)) return null
    return heir(only, seen.add(id))
  }
  const inherited = (list: readonly string[]) => list.map((id) => heir(id)).filter((id) => id !== null)
  const layers = graph.layers
    .filter((layer) => !gone.has(layer.id))
    .map((layer) => {
      const loses = layer.shares !== undefined && gone.has(layer.shares)
      if (!loses && !layer.inputs.some((id) => gone.has(id))) return layer
      const { shares, ...rest } = layer
      const inputs = inherited(layer.inputs)
      return shares === undefined || loses ? { ...rest, inputs } : { ...rest, shares, inputs }
    })
  const outputs = [...new Set(inherited(graph.outputs))]
  const blocks = drawing.blocks
    .map((block) => ({
      ...block,
      layers: block.layers.filter((id) => !gone.has(id)),
      arguments: block.arguments.map((one) => ({
        ...one,
        settings: one.settings.filter(({ layer }) => !gone.has(layer)),
      })),
    }))
    .filter((block) => block.layers.length > 0)
  const places = drawing.places.filter(({ layer }) => !gone.has(layer))
  return { graph: { layers, outputs }, drawing: { ...drawing, blocks, places } }
}

/** One more wire into a layer, as its last input. A wire that is there already stays one. */
export function connected(drawn: Drawn, from: string, to: string): Drawn {
  if (layerOf(drawn.graph, to)?.inputs.includes(from)) return drawn
  return withLayer(drawn, to, (layer) => ({ ...layer, inputs: [...layer.inputs, from] }))
}

export function disconnected(drawn: Drawn, from: string, to: string): Drawn {
  return withLayer(drawn, to, (layer) => ({ ...layer, inputs: layer.inputs.filter((id) => id !== from) }))
}

/** The wire at one place of a layer's inputs, at another place: the first input is often another thing than the second. */
export function inputMoved(drawn: Drawn, id: string, from: number, to: number): Drawn {
  return withLayer(drawn, id, (layer) => {
    const inputs = [...layer.inputs]
    const [moving] = inputs.splice(from, 1)
    if (moving === undefined) return layer
    inputs.splice(Math.min(inputs.length, Math.max(0, to)), 0, moving)
    return { ...layer, inputs }
  })
}

export function configured(drawn: Drawn, id: string, settings: Settings): Drawn {
  return withLayer(drawn, id, (layer) => ({ ...layer, settings }))
}

/** One setting of several layers. */
export function setAll(drawn: Drawn, targets: readonly { layer: string; setting: string }[], value: FieldValue): Drawn {
  return targets.reduce(
    (next, { layer, setting }) =>
      withLayer(next, layer, (one) => ({ ...one, settings: { ...one.settings, [setting]: value } })),
    drawn,
  )
}

/** A layer by another name, wherever it is named. An empty name, or one that another layer has, changes nothing. */
export function renamed(drawn: Drawn, id: string, name: string): Drawn {
  const { graph, drawing } = drawn
  if (name === '' || name === id || layerOf(graph, name) !== undefined) return drawn
  const rename = (one: string) => (one === id ? name : one)
  const layers = graph.layers.map((layer) => {
    const named = layer.id === id || layer.inputs.includes(id) || layer.shares === id
    if (!named) return layer
    const shares = layer.shares === undefined ? {} : { shares: rename(layer.shares) }
    return { ...layer, id: rename(layer.id), inputs: layer.inputs.map(rename), ...shares }
  })
  const blocks = drawing.blocks.map((block) => ({
    ...block,
    layers: block.layers.map(rename),
    arguments: block.arguments.map((one) => ({
      ...one,
      settings: one.settings.map((target) => ({ ...target, layer: rename(target.layer) })),
    })),
  }))
  const places = drawing.places.map((place) => (place.layer === id ? { ...place, layer: name } : place))
  return { graph: { layers, outputs: graph.outputs.map(rename) }, drawing: { ...drawing, blocks, places } }
}

/** Makes a layer's output one of the network's, or no longer. */
export function outputToggled(drawn: Drawn, id: string): Drawn {
  const { outputs } = drawn.graph
  const next = outputs.includes(id) ? outputs.filter((one) => one !== id) : [...outputs, id]
  return { ...drawn, graph: { ...drawn.graph, outputs: next } }
}

/** Whose weights a layer uses; null for its own. */
export function shared(drawn: Drawn, id: string, owner: string | null): Drawn {
  return withLayer(drawn, id, ({ shares: _before, ...layer }) => (owner === null ? layer : { ...layer, shares: owner }))
}
