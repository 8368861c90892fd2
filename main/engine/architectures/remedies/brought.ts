// Mends a shape that does not fit by bringing it to one that does: other axes, another width, or both, with a setting where that is needed.
import type { Settings } from '../../../../shared/fields'
import { withDefaults } from '../../../../shared/fields'
import type { Graph, GraphRemedy, LayerNode } from '../../../../shared/records'
import { inserted, withSettings } from '../edits'
import { layerType } from '../layers'
import { sizeOf } from '../layerType'
import type { Shape } from '../layerType'
import { ownSettings } from './ownSettings'
import { remedy, settingsText, shown } from './remedy'

/** Of the ways that were found, so many are told. */
const most = 4

/** One input brought to a shape with which the layer's own rule takes all; two of them where one is not enough. */
export function brought(node: LayerNode, reaching: readonly Shape[], graph: Graph): GraphRemedy[] {
  const type = layerType(node.type)
  if (type === undefined) return []
  const settings = withDefaults(type.fields, node.settings)
  const takes = (shapes: Shape[], own: Settings) => !('expected' in type.shape(shapes, { ...settings, ...own }))
  const wayTo = (shapes: Shape[]): Way[] => {
    const own = [{}, ...ownSettings(node, shapes)].find((one) => takes(shapes, one))
    return own === undefined ? [] : [{ from: reaching, to: shapes, own }]
  }
  const wishes = reaching.map((shape) => wished(shape, reaching, settings))
  const single = wishes.flatMap((shapes, at) => shapes.flatMap((to) => wayTo(reaching.with(at, to))))
  const [firsts = [], seconds = []] = wishes
  const both = () => firsts.flatMap((one) => seconds.flatMap((other) => wayTo([one, other])))
  const ways = single.length === 0 && reaching.length === 2 ? both() : single
  return ways.slice(0, most).map((way) => made(way, node, graph))
}

/** What an input could become, from what changes little to what changes more. */
function wished(shape: Shape, reaching: readonly Shape[], settings: Settings): Shape[] {
  const [first = 1] = shape
  const lead = shape.slice(0, -1)
  const width = shape.at(-1) ?? 1
  const count = sizeOf(shape)
  const others = reaching.filter((other) => other !== shape)
  const share = Math.max(1, Number(settings.heads ?? settings.groups ?? 1))
  const axes = [[count], [count / width, width], [count, 1], [1, count], ...grown(shape), ...joined(shape)]
  const widths = others.flatMap((other) => {
    const wanted = other.at(-1) ?? 1
    return [[...lead, wanted], [wanted], [1, wanted]]
  })
  const sizes = [width + 1, 2 * width, first * width, Math.ceil(width / share) * share].map((one) => [...lead, one])
  return [...axes, ...widths, ...others.map((other) => [...other]), ...sizes, [2, count]].filter(
    (one) => JSON.stringify(one) !== JSON.stringify(shape),
  )
}

/** With axes of size one behind, as a grid or a volume has them. */
const grown = (shape: Shape): Shape[] => [1, 2, 3].map((count) => [...shape, ...Array<number>(count).fill(1)])

/** With the first two of four axes or more as one, as a film becomes one grid. */
const joined = ([first = 1, second = 1, ...rest]: Shape): Shape[] =>
  rest.length > 1 ? [[first * second, ...rest]] : []

interface Way {
  from: readonly Shape[]
  to: readonly Shape[]
  /** Settings of the layer itself that are needed as well. */
  own: Settings
}

function made({ from, to, own }: Way, node: LayerNode, graph: Graph): GraphRemedy {
  const changing = to.flatMap((shape, at) => (shape === from[at] ? [] : [{ at, shape, before: from[at] ?? [] }]))
  const between = changing.reduce((result, { at, shape, before }) => {
    const steps = stepsFrom(before, shape)
    return steps.reduce((next, step) => inserted(next, { to: node.id, at }, step).graph, result)
  }, graph)
  const more = Object.keys(own).length > 0
  const { en, zh } = settingsText(node.type, own)
  const named = changing.map(({ at, shape }) => ({ name: node.inputs[at] ?? '', shape: shown(shape) }))
  const words = {
    en: named.map(({ name, shape }) => `"${name}" to ${shape}`).join(' and '),
    zh: named.map(({ name, shape }) => `“${name}”变为 ${shape}`).join('、'),
  }
  return remedy(
    `Bring ${words.en} for "${node.id}"${more ? `, with ${en}` : ''}`,
    `将${words.zh} 后送入“${node.id}”${more ? `，并设置 ${zh}` : ''}`,
    more ? withSettings(between, node.id, own) : between,
  )
}

/** Layers that make one shape of another: axes alone where the numbers are as many, else numbers that are learnt. */
function stepsFrom(from: Shape, to: Shape): { type: string; settings: Settings }[] {
  const axes = to.length === 1 ? { type: 'flatten', settings: {} } : { type: 'reshape', settings: { shape: to } }
  if (sizeOf(from) === sizeOf(to)) return [axes]
  const dense = (units: number) => ({ type: 'dense', settings: { units, activation: 'linear' } })
  const sameLead = JSON.stringify(from.slice(0, -1)) === JSON.stringify(to.slice(0, -1))
  if (sameLead) return [dense(to.at(-1) ?? 1)]
  const flat = from.length > 1 ? [{ type: 'flatten', settings: {} }] : []
  return [...flat, dense(sizeOf(to)), ...(to.length > 1 ? [axes] : [])]
}
