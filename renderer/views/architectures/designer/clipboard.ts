// Copy, paste and duplicate: a part of a drawn graph as plain text, so that it can go to another architecture. Pure.
import type { Drawing, LayerNode } from '../../../../shared/records'
import { freeName } from './drawn'
import type { Drawn, Place } from './drawn'

const mark = 'netloom/layers'

interface Clip {
  kind: typeof mark
  layers: LayerNode[]
  places: Drawing['places']
}

/** The layers as text, with the wires between them and those that lead into them. */
export function copied({ graph, drawing }: Drawn, ids: readonly string[]): string {
  const chosen = new Set(ids)
  const clip: Clip = {
    kind: mark,
    layers: graph.layers.filter((layer) => chosen.has(layer.id)),
    places: drawing.places.filter(({ layer }) => chosen.has(layer)),
  }
  return JSON.stringify(clip)
}

/** With the copied layers under free names. Wires from layers that are here are kept; null when the text is none of ours. */
export function pasted(
  drawn: Drawn,
  text: string,
  by: Place = { x: 24, y: 24 },
): { drawn: Drawn; layers: string[] } | null {
  const clip = parsed(text)
  if (clip === null || clip.layers.length === 0) return null
  const here = new Set(drawn.graph.layers.map((layer) => layer.id))
  const taken = new Set(here)
  const names = new Map<string, string>()
  for (const { id } of clip.layers) {
    const name = freeName(taken, id)
    taken.add(name)
    names.set(id, name)
  }
  const known = (id: string) => names.has(id) || here.has(id)
  const nameOf = (id: string) => names.get(id) ?? id
  const layers = clip.layers.map(({ shares, ...layer }) => ({
    ...layer,
    id: nameOf(layer.id),
    inputs: layer.inputs.filter(known).map(nameOf),
    ...(shares !== undefined && known(shares) ? { shares: nameOf(shares) } : {}),
  }))
  const places = clip.places.map(({ layer, x, y }) => ({ layer: nameOf(layer), x: x + by.x, y: y + by.y }))
  const graph = { ...drawn.graph, layers: [...drawn.graph.layers, ...layers] }
  const drawing = { ...drawn.drawing, places: [...drawn.drawing.places, ...places] }
  return { drawn: { graph, drawing }, layers: layers.map(({ id }) => id) }
}

/** Anything may lie on the clipboard; what has not every part of ours is not ours. */
function parsed(text: string): Clip | null {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return null
  }
  const clip = value as Partial<Clip> | null
  const whole = clip?.kind === mark && Array.isArray(clip.layers) && Array.isArray(clip.places)
  if (!whole || !clip.layers?.every(isLayer) || !clip.places?.every(isPlace)) return null
  return clip as Clip
}

function isLayer(layer: unknown): layer is LayerNode {
  const { id, type, settings, inputs } = (layer ?? {}) as Partial<LayerNode>
  const texts = typeof id === 'string' && typeof type === 'string'
  return texts && typeof settings === 'object' && settings !== null && Array.isArray(inputs)
}

function isPlace(place: unknown): boolean {
  const { layer, x, y } = (place ?? {}) as Partial<Drawing['places'][number]>
  return typeof layer === 'string' && Number.isFinite(x) && Number.isFinite(y)
}
