// What a recording consists of: nodes of a TensorFlow function, and values that say where a node's input comes from.

export type Attribute =
  | { s: Uint8Array }
  | { i: number }
  | { f: number }
  | { b: boolean }
  | { type: number }
  | { shape: { dim: { size: number }[]; unknownRank?: boolean } }
  | { tensor: { dtype: number; tensorShape: { dim: { size: number }[] }; tensorContent: Uint8Array } }
  | { func: { name: string } }
  | { list: { type?: number[]; i?: number[]; shape?: { dim: { size: number }[] }[] } }

/** A value inside a function: what produces it, as TensorFlow writes it (`node:output:0` or an argument's name), and its kind. */
export interface Value {
  from: string
  dtype: number
  shape: number[]
}

export interface Node {
  name: string
  op: string
  input: string[]
  attr: Record<string, Attribute>
}

/** A pure function of TensorFlow: arguments in, nodes, results out. */
export interface Definition {
  name: string
  inputs: Value[]
  outputs: Value[]
  nodes: Node[]
}

export const shapeAttribute = (shape: readonly number[]): Attribute => ({
  shape: { dim: shape.map((size) => ({ size })) },
})
export const typeAttribute = (type: number): Attribute => ({ type })
export const typesAttribute = (values: readonly Value[]): Attribute => ({
  list: { type: values.map(({ dtype }) => dtype) },
})

/** A `Const` node of these values. */
export function constant(name: string, value: { shape: readonly number[]; dtype: number; bytes: Uint8Array }): Node {
  const tensorShape = { dim: value.shape.map((size) => ({ size })) }
  const tensor = { dtype: value.dtype, tensorShape, tensorContent: value.bytes }
  return { name, op: 'Const', input: [], attr: { dtype: { type: value.dtype }, value: { tensor } } }
}
