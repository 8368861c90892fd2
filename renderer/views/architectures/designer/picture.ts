// From a document, and what the check says of it, to the boxes and wires of the canvas. Pure; faces that did not change stay the same objects.
import type { ArchitectureCheck, GraphBlock, LayerInfo, LayerNode, LayerSummary } from '../../../../shared/records'
import type { Field, Settings } from '../../../../shared/fields/field'
import { isShown, withDefaults } from '../../../../shared/fields/checkSettings'
import type { Text } from '../../../../shared/fields/text'
import { formatCount } from '../../../../shared/numbers/format'
import { arrange } from '../../../components/graph/arrange'
import type { Box, FrameFace, LayerFace, Wire } from '../../../components/graph/boxes'
import { boxHeight, boxWidth, frameHead, framePadding } from '../../../components/graph/boxes'
import { layerOf } from './drawn'
import type { Drawn, Place } from './drawn'

/** The words that boxes carry, in the language at hand. */
export interface Words {
  say: (text: Text) => string
  output: string
  parameters: (count: number) => string
  layers: (count: number) => string
  uses: (count: number) => string
  error: string
  warning: string
  comment: string
  collapse: string
  expand: string
}

export interface PictureInput {
  drawn: Drawn
  check: ArchitectureCheck | null
  types: ReadonlyMap<string, LayerInfo>
  words: Words
}

export interface Picture {
  boxes: Box[]
  wires: Wire[]
  /** Where each layer is on the canvas, those inside folded blocks as well. */
  places: Map<string, Place>
}

export const frameId = (block: string): string => `block:${block}`
export const commentId = (comment: string): string => `comment:${comment}`
export const wireId = (from: string, to: string): string => `wire:${JSON.stringify([from, to])}`

/** The two ends of a wire by its id; null for the id of anything else. */
export function endsOf(id: string): [string, string] | null {
  return id.startsWith('wire:') ? (JSON.parse(id.slice(5)) as [string, string]) : null
}

/** Draws again and again; what did not change since the last time is the same object as then. */
export function createPainter(): (input: PictureInput) => Picture {
  let layout: { key: string; places: Map<string, Place> } = { key: '', places: new Map() }
  let faces = new Map<string, { key: string; face: LayerFace | FrameFace }>()

  function places({ graph, drawing }: Drawn): Map<string, Place> {
    const by = foldedBy(drawing.blocks)
    const key = JSON.stringify([graph.layers.map(({ id, inputs }) => [id, inputs]), [...by], drawing.blocks])
    if (key !== layout.key) layout = { key, places: arranged(graph.layers, by) }
    return withOwnPlaces(layout.places, graph.layers, drawing.places)
  }

  return (input) => {
    const { drawn } = input
    const found = places(drawn)
    const seen = new Map<string, { key: string; face: LayerFace | FrameFace }>()
    const keep = <T extends LayerFace | FrameFace>(id: string, face: T): T => {
      const key = JSON.stringify(face)
      const before = faces.get(id)
      const entry = before?.key === key ? before : { key, face }
      seen.set(id, entry)
      return entry.face as T
    }
    const picture = painted(input, found, keep)
    faces = seen
    return picture
  }
}

type Keep = <T extends LayerFace | FrameFace>(id: string, face: T) => T

function painted(input: PictureInput, places: Map<string, Place>, keep: Keep): Picture {
  const { drawn, words } = input
  const by = foldedBy(drawn.drawing.blocks)
  const faceOf = facesOf(input)
  const frames = drawn.drawing.blocks.map((block) => frameOf(block, places, input, keep))
  const frameOfLayer = new Map(
    drawn.drawing.blocks.flatMap((block, index) =>
      block.collapsed ? [] : block.layers.map((layer) => [layer, frames[index]] as const),
    ),
  )
  const layers = drawn.graph.layers
    .filter((layer) => !by.has(layer.id))
    .map<Box>((layer) => {
      const at = places.get(layer.id) ?? { x: 0, y: 0 }
      const frame = frameOfLayer.get(layer.id)
      const size = { width: boxWidth, height: boxHeight }
      const face = keep(layer.id, faceOf(layer))
      if (!frame) return { id: layer.id, kind: 'layer', ...at, ...size, face }
      return { id: layer.id, kind: 'layer', x: at.x - frame.x, y: at.y - frame.y, ...size, parent: frame.id, face }
    })
  const comments = drawn.drawing.comments.map<Box>(({ id, text, x, y, width, height }) => {
    return {
      id: commentId(id),
      kind: 'comment',
      x,
      y,
      width,
      height,
      face: { text, label: words.comment, width, height },
    }
  })
  return { boxes: [...frames, ...layers, ...comments], wires: wiresOf(input, by), places }
}

/** For each layer inside a folded block, the id of that block's box. */
function foldedBy(blocks: readonly GraphBlock[]): Map<string, string> {
  return new Map(
    blocks
      .filter((block) => block.collapsed)
      .flatMap((block) => block.layers.map((id) => [id, frameId(block.id)] as const)),
  )
}

function arranged(layers: readonly LayerNode[], by: ReadonlyMap<string, string>): Map<string, Place> {
  const boxOf = (id: string) => by.get(id) ?? id
  const ids = [...new Set(layers.map(({ id }) => boxOf(id)))]
  const boxes = ids.map((id) => ({ id, width: boxWidth, height: boxHeight }))
  const wires = layers.flatMap(({ id, inputs }) => inputs.map((from) => ({ from: boxOf(from), to: boxOf(id) })))
  const found = arrange({ boxes, wires })
  return new Map(layers.map(({ id }) => [id, found.get(boxOf(id)) ?? { x: 0, y: 0 }]))
}

/** Once something was put somewhere by hand, what has no place of its own stands below what feeds it. */
function withOwnPlaces(
  automatic: Map<string, Place>,
  layers: readonly LayerNode[],
  own: readonly (Place & { layer: string })[],
): Map<string, Place> {
  if (own.length === 0) return automatic
  const places = new Map<string, Place>(own.map(({ layer, x, y }) => [layer, { x, y }]))
  const taken = new Set([...places.values()].map(({ x, y }) => `${x},${y}`))
  for (const { id, inputs } of layers) {
    if (places.has(id)) continue
    const above = inputs.map((from) => places.get(from)).find((place) => place !== undefined)
    const place = above ? { x: above.x, y: above.y + boxHeight + 44 } : { ...(automatic.get(id) ?? { x: 0, y: 0 }) }
    while (taken.has(`${place.x},${place.y}`)) place.x += boxWidth + 32
    taken.add(`${place.x},${place.y}`)
    places.set(id, place)
  }
  return places
}

function facesOf({ drawn, check, types, words }: PictureInput): (layer: LayerNode) => LayerFace {
  const summaries = new Map(check?.layers.map((layer) => [layer.id, layer]))
  const worst = worstOf(check)
  const outputs = new Set(drawn.graph.outputs)
  return (layer) => {
    const type = types.get(layer.type)
    const summary = summaries.get(layer.id)
    const state = worst.get(layer.id) ?? (summary ? 'good' : 'unknown')
    return {
      title: type ? words.say(type.label) : layer.type,
      name: layer.id,
      settings: type ? mainSettings(type.fields, layer.settings, words.say) : '',
      shape: summary ? shapeText(summary.outputShape) : '?',
      parameters: summary ? words.parameters(summary.parameters) : '',
      state,
      stateText: state === 'bad' ? words.error : state === 'warn' ? words.warning : '',
      outputText: outputs.has(layer.id) ? words.output : '',
      family: type?.family ?? 'unknown',
    }
  }
}

/** For each layer with problems, how bad the worst is. */
function worstOf(check: ArchitectureCheck | null): Map<string, 'warn' | 'bad'> {
  const worst = new Map<string, 'warn' | 'bad'>()
  for (const problem of check?.problems ?? []) {
    const layer = problem.layer ?? problem.path
    if (problem.severity === 'error') worst.set(layer, 'bad')
    else if (problem.severity === 'warning' && !worst.has(layer)) worst.set(layer, 'warn')
  }
  return worst
}

function frameOf(block: GraphBlock, places: Map<string, Place>, input: PictureInput, keep: Keep): Box & { id: string } {
  const { check, words } = input
  const inside = new Set(block.layers)
  const at = block.layers.map((id) => places.get(id)).filter((place) => place !== undefined)
  const [left, top] = [Math.min(...at.map(({ x }) => x)), Math.min(...at.map(({ y }) => y))]
  const summaries = check?.layers.filter(({ id }) => inside.has(id)) ?? []
  const parameters = summaries.reduce((sum, layer) => sum + layer.parameters, 0)
  const uses = input.drawn.drawing.blocks.filter(({ like }) => like !== undefined && like === block.like).length
  const note = [
    ...block.arguments.map((one) => argumentText(one, input.drawn)),
    words.layers(block.layers.length),
    words.parameters(parameters),
    ...(uses > 1 ? [words.uses(uses)] : []),
  ].filter((text) => text !== '')
  const face = keep(frameId(block.id), {
    name: block.name,
    note: note.join(' · '),
    collapsed: block.collapsed,
    toggleText: block.collapsed ? words.expand : words.collapse,
    bad: [...worstOf(check)].some(([id, state]) => state === 'bad' && inside.has(id)),
  })
  const id = frameId(block.id)
  if (block.collapsed) return { id, kind: 'folded', x: left, y: top, width: boxWidth, height: boxHeight, face }
  const [right, bottom] = [Math.max(...at.map(({ x }) => x)), Math.max(...at.map(({ y }) => y))]
  const width = right - left + boxWidth + 2 * framePadding
  const height = bottom - top + boxHeight + frameHead + framePadding
  return { id, kind: 'frame', x: left - framePadding, y: top - frameHead, width, height, face }
}

/** Name and value, such as `units 64`. */
function argumentText({ name, settings: [first] }: GraphBlock['arguments'][number], { graph }: Drawn): string {
  const value = first && layerOf(graph, first.layer)?.settings[first.setting]
  return value === undefined || value === null ? name : `${name} ${String(value)}`
}

function wiresOf({ drawn, check, types }: PictureInput, by: ReadonlyMap<string, string>): Wire[] {
  const boxOf = (id: string) => by.get(id) ?? id
  const known = new Set(drawn.graph.layers.map(({ id }) => id))
  const summaries = new Map(check?.layers.map((layer) => [layer.id, layer]))
  const nodes = new Map(drawn.graph.layers.map((layer) => [layer.id, layer]))
  const wrong = new Set(
    check?.problems
      .filter((one) => one.severity === 'error' && !isAboutSetting(one.code))
      .map((one) => one.layer ?? one.path),
  )
  const wires = new Map<string, Wire>()
  for (const { id, inputs } of drawn.graph.layers) {
    for (const [index, from] of inputs.entries()) {
      const [source, target] = [boxOf(from), boxOf(id)]
      if (!known.has(from) || source === target) continue
      const order = inputs.length > 1 ? `${index + 1}: ` : ''
      const text = `${order}${flowText(summaries.get(from), nodes.get(from), types)}`
      const wire = { id: wireId(source, target), from: source, to: target, text, wrong: wrong.has(id) }
      wires.set(wire.id, wire)
    }
  }
  return [...wires.values()]
}

const isAboutSetting = (code: string) => code.startsWith('settings/')

/** What flows out of a layer: shape and kind of numbers, such as `16 · f32`. */
function flowText(
  summary: LayerSummary | undefined,
  node: LayerNode | undefined,
  types: ReadonlyMap<string, LayerInfo>,
): string {
  if (!summary || !node) return '?'
  const whole = types.get(node.type)?.family === 'input' && node.settings['dtype'] === 'int32'
  return `${summary.outputShape.map(formatCount).join('×')} ${whole ? 'int32' : 'float32'}`
}

export function shapeText(shape: readonly number[]): string {
  return `(${shape.map(formatCount).join(', ')})`
}

/** The few settings that say most of a layer, as short words: its first two plain ones, and others that are not as by default. */
export function mainSettings(fields: readonly Field[], given: Settings, say: (text: Text) => string): string {
  const settings = withDefaults(fields, given)
  const shown = fields.filter((field) => field.advanced !== true && isShown(field, settings))
  const isOwn = (field: Field) => JSON.stringify(settings[field.name]) !== JSON.stringify(field.default)
  const telling = shown.filter((field, index) => index < 2 || isOwn(field))
  const words = telling.map((field) => shortly(field, settings, say)).filter((text) => text !== '')
  return words.slice(0, 3).join(' · ')
}

function shortly(field: Field, settings: Settings, say: (text: Text) => string): string {
  const value = settings[field.name]
  switch (field.kind) {
    case 'choice': {
      const option = field.options.find((one) => one.value === value)
      return option ? say(option.label) : String(value)
    }
    case 'switch':
      return value === true && field.default === false ? say(field.label) : ''
    case 'number':
    case 'integer':
      return `${say(field.label)} ${String(value)}`
    case 'integers':
    case 'texts':
      return Array.isArray(value) && value.length > 0 ? `${say(field.label)} ${value.join('×')}` : ''
    default:
      return typeof value === 'string' ? value : ''
  }
}
