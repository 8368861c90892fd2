// Two networks as one picture, or side by side: what was added, removed or changed, marked by border, sign and colour. Pure.
import type { GraphChange, GraphDiff, LayerInfo, LayerNode, LayerSummary } from '../../../../shared/records'
import type { Text } from '../../../../shared/fields/text'
import { arrange } from '../../../components/graph/arrange'
import { boxHeight, boxWidth } from '../../../components/graph/boxes'
import type { Box, LayerFace, Mark, Wire } from '../../../components/graph/boxes'
import { mainSettings, shapeText, wireId } from './picture'

export interface DiffWords {
  say: (text: Text) => string
  parameters: (count: number) => string
  output: string
  marks: Record<Mark, string>
}

export interface DiffPicture {
  boxes: Box[]
  wires: Wire[]
}

type Entry = GraphDiff['layers'][number]
type Side = 'left' | 'right'

/** The box of an entry. A removed layer may have the name that another one has now. */
export const boxOf = ({ left, right }: Entry): string => (right !== null ? `right:${right}` : `left:${left ?? ''}`)

/** Both laid over each other, and each alone with every layer at the same place as there. */
export function diffPictures(
  diff: GraphDiff,
  types: ReadonlyMap<string, LayerInfo>,
  words: DiffWords,
): Record<'merged' | Side, DiffPicture> {
  const wires = mergedWires(diff)
  const ids = diff.layers.map(boxOf)
  const places = arrange({ boxes: ids.map((id) => ({ id, width: boxWidth, height: boxHeight })), wires })
  const faces = { left: facesOf(diff.left, types, words), right: facesOf(diff.right, types, words) }
  const box = (entry: Entry, side: Side): Box => {
    const id = boxOf(entry)
    const kind = markOf(entry.change)
    const mark = kind ? { mark: { kind, text: words.marks[kind] } } : {}
    const face = { ...faces[side](entry[side] ?? ''), ...mark }
    return { id, kind: 'layer', ...(places.get(id) ?? { x: 0, y: 0 }), width: boxWidth, height: boxHeight, face }
  }
  const alone = (side: Side, others: Mark): DiffPicture => ({
    boxes: diff.layers.filter((entry) => entry[side] !== null).map((entry) => box(entry, side)),
    wires: wires.filter(({ mark }) => mark !== others),
  })
  return {
    merged: { boxes: diff.layers.map((entry) => box(entry, entry.right !== null ? 'right' : 'left')), wires },
    left: alone('left', 'added'),
    right: alone('right', 'removed'),
  }
}

function markOf(change: GraphChange): Mark | undefined {
  return change === 'same' ? undefined : change
}

function facesOf(
  { graph, layers }: GraphDiff[Side],
  types: ReadonlyMap<string, LayerInfo>,
  words: DiffWords,
): (id: string) => LayerFace {
  const nodes = new Map<string, LayerNode>(graph.layers.map((layer) => [layer.id, layer]))
  const summaries = new Map<string, LayerSummary>(layers.map((layer) => [layer.id, layer]))
  const outputs = new Set(graph.outputs)
  return (id) => {
    const [layer, summary] = [nodes.get(id), summaries.get(id)]
    const type = layer && types.get(layer.type)
    return {
      title: type ? words.say(type.label) : (layer?.type ?? ''),
      name: id,
      settings: layer && type ? mainSettings(type.fields, layer.settings, words.say) : '',
      shape: summary ? shapeText(summary.outputShape) : '?',
      parameters: summary ? words.parameters(summary.parameters) : '',
      state: 'good',
      stateText: '',
      outputText: outputs.has(id) ? words.output : '',
      family: type?.family ?? 'unknown',
    }
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
