// Other values of a layer's own settings under which it may take the shapes that reach it.
import type { Field, Settings } from '../../../../shared/fields'
import { withDefaults } from '../../../../shared/fields'
import type { LayerNode } from '../../../../shared/records'
import { layerType } from '../layers'
import { sizeOf } from '../layerType'
import type { Shape } from '../layerType'

/** Other values of the layer's own settings under which it may take what reaches it. */
export function ownSettings(node: LayerNode, [first = [], ...others]: readonly Shape[]): Settings[] {
  const fields = layerType(node.type)?.fields ?? []
  const settings = withDefaults(fields, node.settings)
  const names = new Set(fields.map(({ name }) => name))
  const has = (name: string) => names.has(name)
  const space = Math.min(...(first.length > 1 ? first.slice(0, -1) : first))
  const last = first.at(-1) ?? 1
  const made: (Settings | false)[] = [
    has('padding') && settings.padding !== 'same' && { padding: 'same' },
    has('kernelSize') && { kernelSize: space, ...(has('dilation') && { dilation: 1 }) },
    has('poolSize') && { poolSize: space },
    has('groups') && { groups: largestDivisor(last, Number(settings.groups)) },
    has('axes') && { axes: first.map((_, axis) => axis + 1).reverse() },
    has('axis') && others.length > 0 && { axis: settings.axis === 'last' ? 'first' : 'last' },
    settings.scores === true && { width: last },
    has('height') && has('width') && { height: first[0] ?? 1, width: first[1] ?? 1 },
    nothingOff(fields),
    has('heads') && { heads: largestDivisor(last, Number(settings.heads)) },
    node.type === 'reshape' && { shape: reshaped(settings.shape as number[], sizeOf(first)) },
  ]
  return made.filter((one) => one !== false)
}

/** What is cut off, or put on, is nothing. */
function nothingOff(fields: readonly Field[]): Settings | false {
  const named = fields.filter((field) => field.kind === 'integer' && field.min === 0).map(({ name }) => [name, 0])
  return named.length > 0 && Object.fromEntries(named)
}

function largestDivisor(of: number, atMost: number): number {
  for (let divisor = Math.min(of, Math.max(1, atMost)); divisor > 1; divisor -= 1)
    if (of % divisor === 0) return divisor
  return 1
}

/** The same axes with another last one where that holds `count` numbers, else one axis. */
function reshaped(shape: readonly number[], count: number): number[] {
  const lead = shape.slice(0, -1)
  const rest = count / sizeOf(lead)
  return Number.isInteger(rest) && rest >= 1 ? [...lead, rest] : [count]
}
