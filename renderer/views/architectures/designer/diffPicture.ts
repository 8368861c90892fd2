// Two networks as one picture: what was added, removed or changed, marked by border, sign and colour. Pure.
import type { GraphChange, GraphDiff, LayerInfo, LayerNode, LayerSummary } from '../../../../shared/records'
import type { Text } from '../../../../shared/fields/text'
import { arrange } from '../../../components/graph/arrange'
import { boxHeight, boxWidth } from '../../../components/graph/boxes'
import type { Box, Mark, Wire } from '../../../components/graph/boxes'
import { mainSettings, shapeText, wireId } from './picture'

export interface DiffWords {
  say: (text: Text) => string
  parameters: (count: number) => string
  output: string
  marks: Record<Mark, string>
}

type Entry = GraphDiff['layers'][number]

/** The box of an entry. A removed layer may have the name that another one has now. */
export const boxOf = ({ left, right }: Entry): string => (right !== null ? `right:${right}` : `left:${left ?? ''}`)

export function diffPicture(diff: GraphDiff, types: ReadonlyMap<string, LayerInfo>, words: DiffWords) {
  const wires = mergedWires(diff)
  const ids = diff.layers.map(boxOf)
  const places = arrange({ boxes: ids.map((id) => ({ id, width: boxWidth, height: boxHeight })), wires })
  const sides = { left: sideOf(diff.left), right: sideOf(diff.right) }
  const boxes = diff.layers.map((entry): Box => {
    const id = boxOf(entry)
    const side = entry.right !== null ? sides.right : sides.left
    const name = entry.right ?? entry.left ?? ''
    const layer = side.layers.get(name)
    const summary = side.summaries.get(name)
    const type = layer && types.get(layer.type)
    const kind = markOf(entry.change)
    return {
      id,
      kind: 'layer',
      ...(places.get(id) ?? { x: 0, y: 0 }),
      width: boxWidth,
      height: boxHeight,
      face: {
        title: type ? words.say(type.label) : (layer?.type ?? ''),
        name,
        settings: layer && type ? mainSettings(type.fields, layer.settings, words.say) : '',
        shape: summary ? shapeText(summary.outputShape) : '?',
        parameters: summary ? words.parameters(summary.parameters) : '',
        state: 'good',
        stateText: '',
        outputText: side.outputs.has(name) ? words.output : '',
        family: type?.family ?? 'unknown',
        ...(kind ? { mark: { kind, text: words.marks[kind] } } : {}),
      },
    }
  })
  return { boxes, wires }
}

function markOf(change: GraphChange): Mark | undefined {
  return change === 'same' ? undefined : change
}

function sideOf({ graph, layers }: GraphDiff['left']) {
  return {
    layers: new Map<string, LayerNode>(graph.layers.map((layer) => [layer.id, layer])),
    summaries: new Map<string, LayerSummary>(layers.map((layer) => [layer.id, layer])),
    outputs: new Set(graph.outputs),
  }
}

/** Wires of both graphs between the merged boxes, each once. */
function mergedWires(diff: GraphDiff): Wire[] {
  const leftBox = new Map(diff.layers.flatMap((entry) => (entry.left === null ? [] : [[entry.left, boxOf(entry)]])))
  const rightBox = new Map(diff.layers.flatMap((entry) => (entry.right === null ? [] : [[entry.right, boxOf(entry)]])))
  const before = new Set(wiresOf(diff.left.graph.layers, leftBox))
  const after = new Set(wiresOf(diff.right.graph.layers, rightBox))
  return [...new Set([...after, ...before])].map((key) => {
    const [from, to] = JSON.parse(key) as [string, string]
    const mark = !before.has(key) ? 'added' : !after.has(key) ? 'removed' : undefined
    const wire = { id: wireId(from, to), from, to, text: '', wrong: false }
    return mark ? { ...wire, mark } : wire
  })
}

function wiresOf(layers: readonly LayerNode[], boxes: ReadonlyMap<string | undefined, string | undefined>): string[] {
  return layers.flatMap(({ id, inputs }) =>
    inputs.flatMap((from) => (boxes.has(from) ? [JSON.stringify([boxes.get(from), boxes.get(id)])] : [])),
  )
}
