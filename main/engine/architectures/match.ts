// Which layers of two graphs are the same ones: by name, and what is left by what they are and where they stand.
import { withDefaults } from '../../../shared/fields'
import type { Settings } from '../../../shared/fields'
import type { Graph, LayerNode } from '../../../shared/records'
import { layerType } from './layers'

/** Ids of the right graph by those of the left one. */
export type Matching = ReadonlyMap<string, string>

/**
 * Layers of the same name are the same. Of the others, in the order of the graphs: those of the same type, settings and
 * inputs; then of the same type and settings; then of the same type with an input or a follower in common; then of the same
 * type. A layer is matched once, and each rule sees what those before it have matched.
 */
export function matchLayers(left: Graph, right: Graph): Matching {
  const ids = new Set(right.layers.map(({ id }) => id))
  const matching = new Map(left.layers.filter(({ id }) => ids.has(id)).map(({ id }) => [id, id]))
  const followers = { left: followersIn(left), right: followersIn(right) }
  for (const rule of rules) {
    const taken = new Set(matching.values())
    const free = right.layers.filter(({ id }) => !taken.has(id))
    for (const layer of left.layers) {
      if (matching.has(layer.id)) continue
      const index = free.findIndex((other) => rule(layer, other, { matching, followers }))
      const [found] = index < 0 ? [] : free.splice(index, 1)
      if (found !== undefined) matching.set(layer.id, found.id)
    }
  }
  return matching
}

/** The settings with defaults, so that leaving one out and writing the default down are the same. */
export function settingsOf({ type, settings }: LayerNode): Settings {
  return withDefaults(layerType(type)?.fields ?? [], settings)
}

interface Known {
  matching: Matching
  followers: { left: ReadonlyMap<string, string[]>; right: ReadonlyMap<string, string[]> }
}
type Rule = (left: LayerNode, right: LayerNode, known: Known) => boolean

const alike: Rule = (left, right) => {
  return left.type === right.type && JSON.stringify(settingsOf(left)) === JSON.stringify(settingsOf(right))
}
const sameInputs: Rule = ({ inputs }, right, { matching }) => {
  return inputs.length === right.inputs.length && inputs.every((id, at) => matching.get(id) === right.inputs[at])
}
const neighbours: Rule = (left, right, { matching, followers }) => {
  const meets = (some: readonly string[], others: readonly string[]) =>
    some.some((id) => others.includes(matching.get(id) ?? ''))
  const [after, then] = [followers.left.get(left.id) ?? [], followers.right.get(right.id) ?? []]
  return left.type === right.type && (meets(left.inputs, right.inputs) || meets(after, then))
}

const rules: readonly Rule[] = [
  (left, right, known) => alike(left, right, known) && sameInputs(left, right, known),
  alike,
  neighbours,
  (left, right) => left.type === right.type,
]

function followersIn({ layers }: Graph): Map<string, string[]> {
  const followers = new Map<string, string[]>()
  for (const { id, inputs } of layers) {
    for (const from of inputs) followers.set(from, [...(followers.get(from) ?? []), id])
  }
  return followers
}
