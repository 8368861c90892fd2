// The graph that a foreign model becomes while it is read: layers of ours, placeholders for the others, and what was done.
import { checkSettings, withDefaults } from '../../../../shared/fields'
import type { Settings, Text } from '../../../../shared/fields'
import type { LayerNode, UnknownLayer } from '../../../../shared/records'
import { layerType } from '../layers'
import type { Shape } from '../layerType'
import { placeholderPrefix } from '../placeholder'
import { readKnown } from './known'
import { inWordsOf3, leftOut, otherNumbers } from './meaning'
import type { Era } from './meaning'
import { measured } from './measured'
import { isOperation, readOperation } from './operations'
import type { Operand } from './operations'
import type { Known, Part } from './reading'
import { anyLength, computedIn, notFrozen, notTaken } from './remarks'
import type { Json } from './json'

/** One call of a layer, ready to be drawn. */
export interface Wanted {
  /** The models that it lies in, outermost first, and its own name. */
  path: readonly string[]
  className: string
  module: string
  config: Json
  asked: Json
  operands: readonly Operand[]
  /** Ids of what feeds it. */
  inputs: string[]
  /** The shape that a later layer says it gives. */
  told?: Shape
}

/** A layer of ours with weights, and the layer of the file that they are those of. */
export interface WeightPlace {
  id: string
  path: readonly string[]
}

const longestName = 180

export class Drawn {
  readonly nodes: LayerNode[] = []
  readonly shapes = new Map<string, Shape>()
  readonly said: Text[] = []
  readonly unknown: UnknownLayer[] = []
  readonly places: WeightPlace[] = []
  readonly #ids = new Set<string>()
  /** By the name of a layer the id of its first call, whose weights later ones use. */
  readonly #firsts = new Map<string, string>()
  readonly #frozen: string[] = []
  readonly #numbers = new Set<string>()

  constructor(private readonly era: Era) {}

  /** What is said of the whole model besides. */
  closing(): Text[] {
    return [...[...this.#numbers].map(computedIn), ...(this.#frozen.length > 0 ? [notFrozen(this.#frozen)] : [])]
  }

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
    if (sizes.includes(null)) this.said.push(anyLength(id, anySize))
    return this.add(
      { id, type: 'input', settings: { shape, dtype: dtype.includes('int') ? 'int32' : 'float32' }, inputs: [] },
      shape,
    )
  }

  /** Draws the call, and gives the id of what it ends with. */
  layer(wanted: Wanted): string {
    const inputs = wanted.inputs.map((id) => this.shapes.get(id) ?? [])
    const known = this.#known(wanted, inputs)
    const shape = known && soundShape(known.type, known.settings, inputs)
    if (known === undefined || shape === undefined) return this.#placeholder(wanted, inputs)
    const { behind } = known
    const id = this.#main(known, wanted, { inputs, fed: fedTo(known, wanted.inputs), shape })
    if (behind === undefined) return id
    return this.#part(behind, wanted.path.join('/'), [id], soundShape(behind.type, behind.settings, [shape]) ?? shape)
  }

  #known(wanted: Wanted, inputs: Shape[]): Known | undefined {
    if (isOperation(wanted)) return readOperation(wanted)
    return readKnown(wanted.className, inWordsOf3(wanted.config, this.era), inputs, wanted.asked)
  }

  #main(
    known: Known,
    wanted: Wanted,
    { inputs, fed, shape }: { inputs: Shape[]; fed: string[]; shape: Shape },
  ): string {
    const name = wanted.path.join('/')
    const first = this.#firsts.get(name)
    const weighted = hasWeights(known, inputs)
    const shares = first !== undefined && weighted ? { shares: first } : {}
    const id = this.add(
      { id: this.id(name), type: known.type, settings: known.settings, inputs: fed, ...shares },
      shape,
    )
    if (first !== undefined) return id
    this.#firsts.set(name, id)
    if (weighted) this.places.push({ id, path: wanted.path })
    if (weighted && wanted.config.trainable === false) this.#frozen.push(id)
    const numbers = otherNumbers(wanted.config)
    if (numbers !== undefined) this.#numbers.add(numbers)
    const left = leftOut(wanted.config)
    if (left.length > 0) this.said.push(notTaken(id, left))
    return id
  }

  #part({ suffix, type, settings }: Part, name: string, inputs: string[], shape: Shape): string {
    return this.add({ id: this.id(`${name}_${suffix}`), type, settings, inputs: [...inputs] }, shape)
  }

  #placeholder({ path, className, config, inputs: fed, told }: Wanted, inputs: Shape[]): string {
    const name = path.join('/')
    const found = measured(className, config, inputs)
    const shape = found?.shape ?? told ?? inputs[0] ?? [1]
    const parameters = !this.#firsts.has(name) ? (found?.parameters ?? 0) : 0
    const id = this.id(name)
    if (!this.#firsts.has(name)) this.#firsts.set(name, id)
    this.unknown.push({ layer: id, className: className.slice(0, longestName), measured: found !== undefined })
    const type = `${placeholderPrefix}${className.slice(0, longestName)}`
    return this.add({ id, type, settings: { outputShape: shape, parameters }, inputs: fed }, shape)
  }
}

/** Keras attends from what it is given twice where ours is given it once. */
function fedTo({ type }: Known, inputs: string[]): string[] {
  const alike = inputs.every((id) => id === inputs[0])
  return alike && layerType(type)?.family === 'attention' ? inputs.slice(0, 1) : inputs
}

function hasWeights({ type: name, settings }: Known, inputs: Shape[]): boolean {
  const type = layerType(name)
  return type !== undefined && type.weights(inputs, withDefaults(type.fields, settings)).length > 0
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
