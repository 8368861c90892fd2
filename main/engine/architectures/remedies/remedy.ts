// What a way of mending is: from a problem to graphs that may be without it. Whether they are is tried out, not believed.
import type { Text } from '../../../../shared/fields'
import type { DatasetFacts, Graph, GraphProblem, GraphRemedy, LayerNode } from '../../../../shared/records'
import type { CheckedLayer } from '../check'
import type { Shape } from '../layerType'

/** The graph that a problem is of, with what is known of it. */
export interface Situation {
  graph: Graph
  /** Undefined while no data set is chosen. */
  facts: DatasetFacts | undefined
  /** By id, the first where two have the same. */
  nodes: ReadonlyMap<string, LayerNode>
  /** The sound layers by id. */
  sound: ReadonlyMap<string, CheckedLayer>
}

/** The changed graphs that are worth a try, the likeliest first. */
export type Mending = (problem: GraphProblem, situation: Situation) => GraphRemedy[]

/** The layer that the problem is about and the shapes that reach it; null where either is not known. */
export function placeOf({ layer = '' }: GraphProblem, { nodes, sound }: Situation) {
  const node = nodes.get(layer)
  if (node === undefined) return null
  const shapes = node.inputs.map((id) => sound.get(id)?.shape)
  return { node, shapes: shapes.every((shape) => shape !== undefined) ? (shapes as Shape[]) : null }
}

export const remedy = (en: string, zh: string, graph: Graph): GraphRemedy => ({
  label: { en, zh } satisfies Text,
  graph,
})

/** `[10, 1]` */
export const shown = (shape: readonly number[]): string => `[${shape.join(', ')}]`
