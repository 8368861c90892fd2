// Leaves out of a recording what nothing asks for: scores of all items under a loss that looks at a few would otherwise be read
// as a use of their table.
import type { Node, Value } from './node'

/** The nodes that `outputs` are computed from, in their order. */
export function needed(nodes: readonly Node[], outputs: readonly Value[]): Node[] {
  const wanted = new Set(outputs.map(({ from }) => makerOf(from)))
  // Each node stands behind those that it reads.
  const kept = [...nodes].reverse().filter(({ name, input }) => {
    if (!wanted.has(name)) return false
    for (const from of input) wanted.add(makerOf(from))
    return true
  })
  return kept.reverse()
}

/** The node or argument that a value comes from. */
function makerOf(from: string): string {
  return (from.startsWith('^') ? from.slice(1) : from).split(':')[0] as string
}
