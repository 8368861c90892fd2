// Places for boxes so that wires run downwards and cross little: the layered layout of dagre, or a plainer one for many boxes.
import { Graph, layout } from '@dagrejs/dagre'

export interface Arranged {
  x: number
  y: number
}

export interface ToArrange {
  boxes: readonly { id: string; width: number; height: number }[]
  wires: readonly { from: string; to: string }[]
}

/** With more boxes dagre takes most of a second and more, and a graph has to be there at once. */
const mostForDagre = 150
const [besideGap, belowGap] = [32, 44]

/** The upper left corner of each box, by id. Wires of boxes that are not there are left out. */
export function arrange(graph: ToArrange): Map<string, Arranged> {
  return graph.boxes.length <= mostForDagre ? byDagre(graph) : inRows(graph)
}

function byDagre({ boxes, wires }: ToArrange): Map<string, Arranged> {
  const graph = new Graph({ multigraph: false })
  graph.setGraph({ rankdir: 'TB', nodesep: besideGap, ranksep: belowGap, marginx: 16, marginy: 16 })
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

/** Rows by the longest way from an input; within a row each box as near as there is room to the middle of what feeds it. */
function inRows({ boxes, wires }: ToArrange): Map<string, Arranged> {
  const feeding = new Map<string, string[]>(boxes.map(({ id }) => [id, []]))
  for (const { from, to } of wires) if (feeding.has(from) && from !== to) feeding.get(to)?.push(from)
  const rows = new Map<number, ToArrange['boxes'][number][]>()
  const rowOf = rowsOf(feeding)
  for (const box of boxes) {
    const row = rowOf.get(box.id) ?? 0
    rows.set(row, [...(rows.get(row) ?? []), box])
  }
  const places = new Map<string, Arranged>()
  const middle = (id: string) => {
    const above = (feeding.get(id) ?? []).map((from) => places.get(from)?.x).filter((x) => x !== undefined)
    return above.length === 0 ? 0 : above.reduce((sum, x) => sum + x, 0) / above.length
  }
  let y = 16
  for (const row of [...rows.keys()].sort((a, b) => a - b)) {
    const inRow = (rows.get(row) ?? []).map((box) => ({ box, wanted: middle(box.id) }))
    inRow.sort((a, b) => a.wanted - b.wanted)
    let free = -Infinity
    const lefts = inRow.map(({ box, wanted }) => {
      const x = Math.max(wanted, free)
      free = x + box.width + besideGap
      return x
    })
    const pushed = lefts.reduce((sum, x, index) => sum + x - (inRow[index]?.wanted ?? 0), 0) / lefts.length
    inRow.forEach(({ box }, index) => places.set(box.id, { x: Math.round((lefts[index] ?? 0) - pushed), y }))
    y += Math.max(...inRow.map(({ box }) => box.height)) + belowGap
  }
  return places
}

/** By id; boxes in a circle stand behind what feeds the circle, in the order in which they were given. */
function rowsOf(feeding: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const rows = new Map<string, number>()
  const waiting = new Map([...feeding].map(([id, from]) => [id, new Set(from).size]))
  const feeds = new Map<string, string[]>()
  for (const [id, from] of feeding) for (const one of new Set(from)) feeds.set(one, [...(feeds.get(one) ?? []), id])
  const ready = [...feeding.keys()].filter((id) => waiting.get(id) === 0)
  const queue = [...ready, ...[...feeding.keys()].filter((id) => waiting.get(id) !== 0)]
  const place = (id: string) => {
    if (rows.has(id)) return
    const above = (feeding.get(id) ?? []).map((from) => rows.get(from) ?? -1)
    rows.set(id, Math.max(-1, ...above) + 1)
    for (const next of feeds.get(id) ?? []) {
      const left = (waiting.get(next) ?? 0) - 1
      waiting.set(next, left)
      if (left === 0) ready.push(next)
    }
  }
  for (let at = 0; at < ready.length; at += 1) place(ready[at] ?? '')
  for (const id of queue) {
    place(id)
    for (let at = 0; at < ready.length; at += 1) place(ready[at] ?? '')
  }
  return rows
}
