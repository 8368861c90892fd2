// Two graphs as one: what was added, removed or changed from the left one to the right one.
import type { ArchitectureCheck, GraphDiff, LayerNode } from '../../../shared/records'
import type { FieldValue } from '../../../shared/fields'
import { matchLayers, settingsOf } from './match'
import type { Matching } from './match'

type Entry = GraphDiff['layers'][number]

/** Entries in the order of the right graph; a removed layer stands behind the one that it stood behind in the left. */
export function diffGraphs(left: ArchitectureCheck, right: ArchitectureCheck): GraphDiff {
  const matching = matchLayers(left.graph, right.graph)
  const leftOf = new Map([...matching].map(([from, to]) => [to, from]))
  const olds = new Map(left.graph.layers.map((layer) => [layer.id, layer]))
  const ends = { left: new Set(left.graph.outputs), right: new Set(right.graph.outputs) }
  const layers = right.graph.layers.map((layer): Entry => {
    const old = olds.get(leftOf.get(layer.id) ?? '')
    if (old === undefined) return { change: 'added', left: null, right: layer.id, differences: [] }
    const output = difference('output', ends.left.has(old.id), ends.right.has(layer.id))
    const differences = [...differencesOf(old, layer, matching), ...output]
    return { change: differences.length > 0 ? 'changed' : 'same', left: old.id, right: layer.id, differences }
  })
  return { left, right, layers: withRemoved(layers, left.graph.layers, matching) }
}

function withRemoved(entries: Entry[], olds: readonly LayerNode[], matching: Matching): Entry[] {
  const behind = new Map<string | null, Entry[]>()
  let last: string | null = null
  for (const { id } of olds) {
    if (matching.has(id)) last = id
    else behind.set(last, [...(behind.get(last) ?? []), { change: 'removed', left: id, right: null, differences: [] }])
  }
  const from = (id: string | null) => behind.get(id) ?? []
  return [...from(null), ...entries.flatMap((entry) => [entry, ...(entry.left === null ? [] : from(entry.left))])]
}

function differencesOf(left: LayerNode, right: LayerNode, matching: Matching): Entry['differences'] {
  const [before, after] = [settingsOf(left), settingsOf(right)]
  const names = [...new Set([...Object.keys(before), ...Object.keys(after)])]
  const inputs = left.inputs.map((id) => matching.get(id) ?? id)
  const wired = JSON.stringify(inputs) === JSON.stringify(right.inputs)
  const shares = left.shares === undefined ? undefined : (matching.get(left.shares) ?? left.shares)
  return [
    ...difference('id', left.id, right.id),
    ...difference('type', left.type, right.type),
    ...(wired ? [] : [{ name: 'inputs', left: left.inputs.join(', '), right: right.inputs.join(', ') }]),
    ...(shares === right.shares ? [] : difference('shares', left.shares, right.shares)),
    ...names.flatMap((name) => difference(name, before[name], after[name])),
  ]
}

function difference(name: string, left?: FieldValue, right?: FieldValue): Entry['differences'] {
  return JSON.stringify(left) === JSON.stringify(right) ? [] : [{ name, left: written(left), right: written(right) }]
}

/** Null for a setting that the layer does not have. */
function written(value: FieldValue | undefined): string | null {
  if (value === undefined || value === null) return null
  return Array.isArray(value) ? value.join(', ') : String(value)
}
