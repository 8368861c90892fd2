// Places for boxes so that wires run downwards and cross little: the layered layout of dagre.
import { Graph, layout } from '@dagrejs/dagre'

export interface Arranged {
  x: number
  y: number
}

export interface ToArrange {
  boxes: readonly { id: string; width: number; height: number }[]
  wires: readonly { from: string; to: string }[]
}

/** The upper left corner of each box, by id. Wires of boxes that are not there are left out. */
export function arrange({ boxes, wires }: ToArrange): Map<string, Arranged> {
  const graph = new Graph({ multigraph: false })
  graph.setGraph({ rankdir: 'TB', nodesep: 32, ranksep: 44, marginx: 16, marginy: 16 })
  graph.setDefaultEdgeLabel(() => ({}))
  for (const { id, width, height } of boxes) graph.setNode(id, { width, height })
  const known = new Set(boxes.map(({ id }) => id))
  for (const { from, to } of wires) if (known.has(from) && known.has(to) && from !== to) graph.setEdge(from, to)
  layout(graph)
  return new Map(
    boxes.map(({ id, width, height }) => {
      const { x, y } = graph.node(id) as { x: number; y: number }
      return [id, { x: Math.round(x - width / 2), y: Math.round(y - height / 2) }]
    }),
  )
}
