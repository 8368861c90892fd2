// Mends shapes that do not fit: by settings of the layer or of what feeds it, by a layer in between, or by a wire less.
import type { Settings } from '../../../../shared/fields'
import { withDefaults } from '../../../../shared/fields'
import type { Graph, GraphRemedy, LayerNode } from '../../../../shared/records'
import { cut, inserted, withSettings } from '../edits'
import { layerType } from '../layers'
import { sizeOf } from '../layerType'
import type { Shape } from '../layerType'
import { brought } from './brought'
import { ownSettings } from './ownSettings'
import { placeOf, remedy, settingsText, shown } from './remedy'
import type { Mending, Situation } from './remedy'

export const shapes: Mending = (problem, situation) => {
  const place = placeOf(problem, situation)
  if (place === null || place.shapes === null) return []
  const { node, shapes: reaching } = place
  const { graph } = situation
  return [
    ...ownSettings(node, reaching).map((settings) => setting(graph, node, settings)),
    ...reaching.flatMap((shape, at) => feederSettings({ node, at, shape, reaching }, situation)),
    ...reaching.flatMap((shape, at) => between({ node, at, shape, reaching }, graph)),
    ...allFlat(graph, node),
    ...brought(node, reaching, graph),
    ...fewer(graph, node),
  ]
}

function setting(graph: Graph, { id, type }: LayerNode, settings: Settings): GraphRemedy {
  const { en, zh } = settingsText(type, settings)
  return remedy(`Set ${en} in "${id}"`, `在“${id}”中设置 ${zh}`, withSettings(graph, id, settings))
}

interface Reaching {
  node: LayerNode
  /** Which of its inputs. */
  at: number
  shape: Shape
  /** All shapes that reach it. */
  reaching: readonly Shape[]
}

/** Settings of what feeds it: every step of a recurrence, or as many units as another input has. */
function feederSettings({ node, at, shape, reaching }: Reaching, { graph, nodes }: Situation): GraphRemedy[] {
  const feeder = nodes.get(node.inputs[at] ?? '')
  if (feeder === undefined) return []
  const fields = layerType(feeder.type)?.fields ?? []
  const settings = withDefaults(fields, feeder.settings)
  const steps = settings.returnSequences === false ? [setting(graph, feeder, { returnSequences: true })] : []
  const size = fields.find(({ name }) => ['units', 'filters', 'width'].includes(name))?.name
  const widths = size === undefined ? [] : otherWidths(shape, reaching)
  return [...steps, ...widths.map((width) => setting(graph, feeder, { [size as string]: width }))]
}

const otherWidths = (shape: Shape, reaching: readonly Shape[]): number[] => {
  const widths = reaching.map((other) => other.at(-1) ?? 1)
  return [...new Set(widths)].filter((width) => width !== shape.at(-1)).slice(0, 2)
}

/** Layers that give the input another shape. */
function between({ node, at, shape, reaching }: Reaching, graph: Graph): GraphRemedy[] {
  const count = sizeOf(shape)
  const other = reaching.find((one) => one.length > shape.length)
  const [width = 1] = shape.slice(-1)
  const adapters: [string, Settings, string?][] = [
    ...(shape.length > 1 ? ([['flatten', {}]] as [string, Settings][]) : []),
    ...(shape.length === 1 && other !== undefined
      ? ([['repeatVector', { times: other[0] ?? 1 }, String(other[0])]] as [string, Settings, string][])
      : []),
    ...axesFor(shape, count).map((axes): [string, Settings, string] => ['reshape', { shape: axes }, shown(axes)]),
    ...otherWidths(shape, reaching).map((units): [string, Settings, string] => {
      return ['dense', { units, activation: 'linear' }, String(units)]
    }),
  ]
  const from = node.inputs[at] ?? ''
  return adapters.map(([type, settings, detail]) => {
    const { en, zh } = layerType(type)?.label ?? { en: type, zh: type }
    const more = detail === undefined ? '' : ` ${detail}`
    const { graph: made } = inserted(graph, { to: node.id, at }, { type, settings })
    return remedy(
      `Insert "${en}"${more} between "${from}" and "${node.id}"`,
      `在“${from}”与“${node.id}”之间插入“${zh}”${more}`,
      made,
    )
  })

  function axesFor(axes: Shape, all: number): Shape[] {
    if (axes.length === 1)
      return [
        [all, 1],
        [1, all],
        [all, 1, 1],
      ]
    if (axes.length === 2) return [[...axes, 1]]
    return [[all / width, width]]
  }
}

/** Every input flat: for layers that lay inputs behind one another. */
function allFlat(graph: Graph, { id, inputs }: LayerNode): GraphRemedy[] {
  if (inputs.length < 2) return []
  const flat = inputs.reduce(
    (made, _, at) => inserted(made, { to: id, at }, { type: 'flatten', settings: {} }).graph,
    graph,
  )
  const { en, zh } = layerType('flatten')?.label ?? { en: '', zh: '' }
  return [remedy(`Insert "${en}" before every input of "${id}"`, `在“${id}”的每个输入之前插入“${zh}”`, flat)]
}

function fewer(graph: Graph, { id, inputs }: LayerNode): GraphRemedy[] {
  if (inputs.length < 2) return []
  return inputs.map((from, at) =>
    remedy(`Remove the wire from "${from}" to "${id}"`, `删除“${from}”到“${id}”的连线`, cut(graph, { to: id, at })),
  )
}
