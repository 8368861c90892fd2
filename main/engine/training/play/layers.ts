// Which layers of a network are drawn, in which columns, and what their numbers are weighed from.
import type { PlayLayer } from '../../../../shared/records'
import { check, layerOf, sizeOf } from '../../architectures'
import type { Network } from '../../architectures'

/** More units of a layer than these are told as a number. */
export const mostShown = 16

/** Layers with weights, those that feed them, and the outputs, in computing order; what only arranges numbers is left out. */
export function drawnLayers({ graph, weights }: Pick<Network, 'graph' | 'weights'>): PlayLayer[] {
  const { layers } = check(graph)
  const nodes = new Map(graph.layers.map((node) => [node.id, node]))
  const weighing = new Set(weights.map(({ name }) => layerOf(name)))
  const weighs = (id: string) => weighing.has(nodes.get(id)?.shares ?? id)
  const fed = graph.layers.flatMap(({ id, inputs }) => (weighs(id) ? [id, ...inputs] : []))
  const drawn = new Set([...graph.outputs, ...fed])
  const shapes = new Map(layers.map(({ id, outputShape }) => [id, outputShape]))
  const sources = new Map<string, string[]>()
  const columns = new Map<string, number>()
  const made: PlayLayer[] = []
  for (const { id, type, label, outputShape } of layers) {
    const inputs = nodes.get(id)?.inputs ?? []
    const from = [...new Set(inputs.flatMap((input) => (drawn.has(input) ? [input] : (sources.get(input) ?? []))))]
    sources.set(id, from)
    if (!drawn.has(id)) continue
    columns.set(id, from.reduce((most, one) => Math.max(most, columns.get(one) ?? 0), -1) + 1)
    const placeOf = (weight: string) => {
      const place = weights.findIndex(({ name }) => name === `${id}/${weight}`)
      return place < 0 ? null : place
    }
    const weighsUnits = type === 'dense' && shapes.get(inputs[0] ?? '')?.length === 1
    const size = sizeOf(outputShape)
    made.push({
      ...{ id, type, label, size, from },
      shown: Math.min(size, mostShown),
      column: columns.get(id) as number,
      kernel: weighsUnits ? placeOf('kernel') : null,
      bias: weighsUnits ? placeOf('bias') : null,
    })
  }
  return made
}
