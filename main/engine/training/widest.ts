// How many numbers the largest layer of a network makes of a row: what decides how many rows are evaluated at once.
import type { Graph } from '../../../shared/records'
import { check, sizeOf } from '../architectures'

export function widestLayer(graph: Graph): number {
  return Math.max(1, ...check(graph).layers.map(({ outputShape }) => sizeOf(outputShape)))
}
