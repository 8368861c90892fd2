// The graph that a foreign model becomes while it is read: layers of ours, placeholders for the others, and what was done.
import { checkSettings, withDefaults } from '../../../../shared/fields'
import type { Settings, Text } from '../../../../shared/fields'
import type { LayerNode } from '../../../../shared/records'
import { layerType } from '../layers'
import type { Shape } from '../layerType'
import { placeholderPrefix } from '../placeholder'
import { readKnown } from './known'
import { measured } from './measured'
import type { Json } from './json'

/** One call of a layer, ready to be drawn. */
export interface Wanted {
  name: string
  className: string
  config: Json
  built: unknown
  asked: Json
  /** Ids of what feeds it. */
  inputs: string[]
  /** The shape that a later layer says it gives. */
  told?: Shape
}

const longestName = 180

export class Drawn {
  readonly nodes: LayerNode[] = []
  readonly shapes = new Map<string, Shape>()
  readonly said: Text[] = []
  readonly #ids = new Set<string>()
  /** By the name of a layer the id of its first call, whose weights later ones use. */
  readonly #firsts = new Map<string, string>()

  /** An id of that name that no other layer has. */
  id(name: string): string {
    const plain = name.slice(0, longestName) || 'layer'
    let id = plain
    for (let count = 2; this.#ids.has(id); count += 1) id = `${plain}_${count}`
    this.#ids.add(id)
    return id
  }

  add(node: LayerNode, shape: Shape): string {
    this.nodes.push(node)
    this.shapes.set(node.id, shape)
    return node.id
  }

  input(name: string, sizes: readonly (number | null)[], dtype: string): string {
    const shape = sizes.length === 0 ? [1] : sizes.map((size) => size ?? anySize)
    const id = this.id(name)
    if (sizes.includes(null)) this.said.push(anyLength(id))
    return this.add(
      { id, type: 'input', settings: { shape, dtype: dtype.includes('int') ? 'int32' : 'float32' }, inputs: [] },
      shape,
    )
  }

  /** Draws the call, and gives the id of what it ends with. */
  layer(wanted: Wanted): string {
    const inputs = wanted.inputs.map((id) => this.shapes.get(id) ?? [])
    const first = this.#firsts.get(wanted.name)
    const known = readKnown(wanted.className, wanted.config, inputs, wanted.asked)
    const fitting = known && soundShape(known.type, known.settings, inputs)
    if (known === undefined || fitting === undefined) return this.#placeholder(wanted, inputs)
    // Keras attends from what it is given twice where ours is given it once.
    const fed =
      wanted.inputs.every((id) => id === wanted.inputs[0]) && layerType(known.type)?.family === 'attention'
        ? wanted.inputs.slice(0, 1)
        : wanted.inputs
    const shares =
      first !== undefined && layerType(known.type)?.weights(inputs, known.settings).length ? { shares: first } : {}
    const id = this.add(
      { id: this.id(wanted.name), type: known.type, settings: known.settings, inputs: fed, ...shares },
      fitting,
    )
    if (first === undefined) this.#firsts.set(wanted.name, id)
    if (known.reshaped === undefined) return id
    return this.add(
      { id: this.id(`${wanted.name}_reshaped`), type: 'reshape', settings: { shape: known.reshaped }, inputs: [id] },
      known.reshaped,
    )
  }

  #placeholder({ name, className, config, inputs: fed, told }: Wanted, inputs: Shape[]): string {
    const found = measured(className, config, inputs)
    const shape = found?.shape ?? told ?? inputs[0] ?? [1]
    const parameters = !this.#firsts.has(name) ? (found?.parameters ?? 0) : 0
    const id = this.id(name)
    if (!this.#firsts.has(name)) this.#firsts.set(name, id)
    this.said.push(found === undefined ? unknown(id, className) : lacking(id, className))
    const type = `${placeholderPrefix}${className.slice(0, longestName)}`
    return this.add({ id, type, settings: { outputShape: shape, parameters }, inputs: fed }, shape)
  }
}

/** The shape that our layer gives with these settings, undefined where they do not suit it. */
function soundShape(name: string, given: Settings, inputs: Shape[]): Shape | undefined {
  const type = layerType(name)
  if (type === undefined) return undefined
  const settings = withDefaults(type.fields, given)
  const count = typeof type.inputs === 'number' ? inputs.length === type.inputs : inputs.length >= type.inputs.least
  if (!count || checkSettings(type.fields, settings).length > 0) return undefined
  const shape = type.shape(inputs, settings)
  return 'expected' in shape ? undefined : shape
}

/** What stands where a file says that an axis may have any size. */
const anySize = 32

const anyLength = (id: string): Text => ({
  en: `Input "${id}" takes axes of any size; ${anySize} was put there.`,
  zh: `输入“${id}”的维度大小任意，已设为 ${anySize}。`,
})
const lacking = (id: string, className: string): Text => ({
  en: `Layer "${id}" (${className}) has settings that no layer here has; it is kept as a placeholder, laid out and counted.`,
  zh: `层“${id}”（${className}）的设置在此没有对应的层，已作为占位保留，参与布局与计数。`,
})
const unknown = (id: string, className: string): Text => ({
  en: `Layer "${id}" (${className}) is not known; it is kept as a placeholder without parameters, and no code of it was run.`,
  zh: `层“${id}”（${className}）未知，已作为不含参数的占位保留，其代码未被执行。`,
})
