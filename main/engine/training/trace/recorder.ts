// Records what a function of tensors does on the native side, operation by operation, as the nodes of a TensorFlow function.
import type * as tf from '@tensorflow/tfjs-node'
import { backendOf, idOf, nativeType, withBinding } from './binding'
import type { NativeAttribute, NativeBackend, NativeBinding, NativeTensor } from './binding'
import { constant } from './node'
import type { Attribute, Definition, Node, Value } from './node'
import operationTable from './operations.json'

interface Argument {
  name: string
  type?: string
  number?: string
}
const operations = operationTable as Record<string, { inputs: Argument[]; outputs: Argument[] }>

/** Thrown inside the engine when a step does what no graph can hold; the plan then falls back to plain operations. */
export class NotRecordable extends Error {}

/** Several recordings may be open, one within another; the innermost takes the operations. */
const open: Recorder[] = []

/** The recording that operations go to at present, null outside one. */
export function recording(): Recorder | null {
  return open.at(-1) ?? null
}

interface Stored {
  shape: number[]
  dtype: number
  bytes: Uint8Array
}

/** What the recordings of one graph share. */
class Graph {
  readonly constants = new Map<number, Stored>()
  /** Tensors that were seen as inputs and not made here. */
  readonly strangers = new Map<number, { shape: number[]; dtype: number }>()
  functions = 0
}

export class Recorder {
  readonly nodes: Node[] = []
  /** Functions that nodes of this recording call. */
  readonly library: Definition[] = []
  private readonly values = new Map<number, Value>()
  /** The same values by where they come from. */
  private readonly sources = new Map<string, Value>()
  private readonly backend: NativeBackend

  constructor(
    private readonly tensorflow: typeof tf,
    private readonly graph = new Graph(),
    private readonly outer: Recorder | null = null,
  ) {
    this.backend = backendOf(tensorflow)
  }

  /** Records `run`, which works on `args`. */
  record<T>(args: readonly tf.Tensor[], run: () => T): T {
    args.forEach((tensor, index) => this.name(tensor, `a${index}`))
    open.push(this)
    try {
      return open.length > 1 ? run() : withBinding(this.backend, hooks, () => this.watched(run))
    } finally {
      open.pop()
    }
  }

  /** A recording within this one, of a function that this one's nodes will call. */
  nested(): Recorder {
    return new Recorder(this.tensorflow, this.graph, this)
  }

  /** A name that no other function of the graph has. */
  functionName(base: string): string {
    this.graph.functions += 1
    return `${base}${this.graph.functions}`
  }

  /** Says that `tensor` is what `from` produces. */
  name(tensor: tf.Tensor, from: string): Value {
    const value = { from, dtype: nativeType(tensor), shape: tensor.shape }
    this.set(tensor, value)
    return value
  }

  /** The value of that source. */
  source(from: string): Value {
    return this.sources.get(from) as Value
  }

  /** Takes over nodes of another recording under names of their own, their inputs replaced by what `inputs` has for them. */
  adopt(nodes: readonly Node[], inputs: ReadonlyMap<string, string>): (from: string) => string {
    const prefix = `m${this.nodes.length}`
    const own = new Set(nodes.map(({ name }) => name))
    const renamed = (from: string): string => {
      const known = inputs.get(from)
      if (known !== undefined) return known
      return own.has(from.split(':')[0] as string) ? `${prefix}${from}` : from
    }
    for (const node of nodes) {
      this.nodes.push({ ...node, name: `${prefix}${node.name}`, input: node.input.map(renamed) })
    }
    return renamed
  }

  /** Where a tensor comes from; one that was made before the recording is read back and becomes a constant. */
  valueOf(tensor: tf.Tensor): Value {
    return this.valueOfId(idOf(this.backend, tensor))
  }

  /** Adds a node by hand and gives its outputs, described by `outputs`. */
  add(
    op: string,
    inputs: readonly Value[],
    attr: Record<string, Attribute>,
    outputs: readonly Omit<Value, 'from'>[],
  ): Value[] {
    const name = this.push(op, inputs, attr)
    return outputs.map((output, index) => ({ ...output, from: outputName(op, name, index) }))
  }

  /** Adds a constant. */
  constant(stored: Stored): Value {
    const name = `n${this.nodes.length}`
    this.nodes.push(constant(name, stored))
    return { from: `${name}:output:0`, dtype: stored.dtype, shape: stored.shape }
  }

  /** A stand-in for a value that no eager operation made: a tensor of its shape whose numbers mean nothing. */
  standIn(value: Value): tf.Tensor {
    const dtype = ({ 1: 'float32', 3: 'int32', 10: 'bool' } as const)[value.dtype as 1 | 3 | 10]
    const tensor = this.tensorflow.zeros(value.shape, dtype)
    this.set(tensor, value)
    return tensor
  }

  /** From now on the tensor stands for `value`, whatever numbers it was made of. */
  private set(tensor: tf.Tensor, value: Value): void {
    const id = idOf(this.backend, tensor)
    this.graph.constants.delete(id)
    this.values.set(id, value)
    this.sources.set(value.from, value)
  }

  /** Notes the shapes of all tensors that become inputs: by its id alone a tensor cannot be asked. */
  private watched<T>(run: () => T): T {
    const { backend, graph } = this
    const { getInputTensorIds } = backend
    backend.getInputTensorIds = (tensors) => {
      const ids = getInputTensorIds.call(backend, tensors)
      tensors.forEach((tensor, index) => {
        graph.strangers.set(ids[index] as number, { shape: tensor.shape, dtype: nativeType(tensor) })
      })
      return ids
    }
    try {
      return run()
    } finally {
      backend.getInputTensorIds = getInputTensorIds
    }
  }

  /** The native side made a tensor of these values. */
  created(id: number, stored: Stored): void {
    this.graph.constants.set(id, stored)
  }

  /** The native side executed an operation. */
  executed(op: string, attributes: NativeAttribute[], inputs: number[], outputs: NativeTensor[]): void {
    const values = inputs.map((id) => this.valueOfId(id))
    const [only] = outputs
    const [same] = values
    // tfjs casts every gradient of a product to the type that it has.
    if (op === 'Cast' && only !== undefined && same !== undefined && only.dtype === same.dtype) {
      this.values.set(only.id, same)
      return
    }
    const given = attributes.map(({ name, ...rest }) => [name, attributeOf(this.backend.binding, rest)] as const)
    const name = this.push(op, values, Object.fromEntries(given))
    outputs.forEach(({ id, dtype, shape }, index) => {
      const value = { from: outputName(op, name, index), dtype, shape }
      this.values.set(id, value)
      this.sources.set(value.from, value)
    })
  }

  private push(op: string, inputs: readonly Value[], attr: Record<string, Attribute>): string {
    const name = `n${this.nodes.length}`
    const known = { ...inferredTypes(op, inputs), ...attr }
    this.nodes.push({ name, op, input: inputs.map(({ from }) => from), attr: known })
    return name
  }

  private valueOfId(id: number): Value {
    const known = this.values.get(id)
    if (known !== undefined) return known
    if (!this.graph.constants.has(id) && this.outer?.knows(id))
      throw new NotRecordable('a loop uses a tensor that was not handed to it')
    return this.constantOf(id)
  }

  private knows(id: number): boolean {
    return this.values.has(id) || (this.outer?.knows(id) ?? false)
  }

  private constantOf(id: number): Value {
    const value = this.constant(this.graph.constants.get(id) ?? this.readBack(id))
    this.values.set(id, value)
    return value
  }

  /** What was made before the recording began, such as a mask that a layer has kept. */
  private readBack(id: number): Stored {
    const kind = this.graph.strangers.get(id)
    if (kind === undefined) throw new NotRecordable(`tensor ${id} is known neither as an argument nor as a constant`)
    return { ...kind, bytes: bytesOf(this.backend.binding.tensorDataSync(id), kind.dtype) }
  }
}

/** What the binding does while something is recorded: the same as ever, and the innermost recording hears of it. */
function hooks(native: NativeBinding): Partial<NativeBinding> {
  return {
    createTensor(shape, dtype, values) {
      const id = native.createTensor(shape, dtype, values)
      recording()?.created(id, { shape: [...shape], dtype, bytes: bytesOf(values, dtype) })
      return id
    },
    executeOp(op, attributes, inputs, count) {
      const outputs = native.executeOp(op, attributes, inputs, count)
      try {
        recording()?.executed(op, attributes, inputs, outputs)
      } catch (error) {
        // Nobody else knows of them yet.
        for (const { id } of outputs) native.deleteTensor(id)
        throw error
      }
      return outputs
    },
  }
}

function bytesOf(values: ArrayLike<number>, dtype: number): Uint8Array {
  if (dtype === 10) return Uint8Array.from(values)
  const copy = dtype === 1 ? Float32Array.from(values) : Int32Array.from(values)
  return new Uint8Array(copy.buffer)
}

function outputName(op: string, node: string, index: number): string {
  const outputs = operations[op]?.outputs
  if (outputs === undefined) throw new NotRecordable(`the operation ${op} cannot be part of a graph`)
  const [only] = outputs
  return outputs.length === 1 ? `${node}:${only?.name}:${index}` : `${node}:${outputs[index]?.name}:0`
}

/** Type attributes that tfjs leaves to the eager runtime: each follows from the type of an input. */
function inferredTypes(op: string, inputs: readonly Value[]): Record<string, Attribute> {
  const arguments_ = operations[op]?.inputs ?? []
  const types: Record<string, Attribute> = {}
  // An argument that takes N inputs takes all that the others leave.
  const many = inputs.length - arguments_.length + 1
  let at = 0
  for (const { type, number } of arguments_) {
    const value = inputs[at]
    if (type !== undefined && value !== undefined) types[type] ??= { type: value.dtype }
    if (number !== undefined) types[number] ??= { i: many }
    at += number === undefined ? 1 : many
  }
  return types
}

function attributeOf(binding: NativeBinding, { type, value }: Omit<NativeAttribute, 'name'>): Attribute {
  if (type === binding.TF_ATTR_TYPE) return { type: value as number }
  if (type === binding.TF_ATTR_BOOL) return { b: value as boolean }
  if (type === binding.TF_ATTR_FLOAT) return { f: value as number }
  if (type === binding.TF_ATTR_STRING) return { s: Buffer.from(value as string) }
  if (type === binding.TF_ATTR_SHAPE) return { shape: { dim: (value as number[]).map((size) => ({ size })) } }
  if (type === binding.TF_ATTR_INT)
    return Array.isArray(value) ? { list: { i: value as number[] } } : { i: value as number }
  throw new NotRecordable(`an attribute of type ${type} cannot be part of a graph`)
}
