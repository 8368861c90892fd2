// Loops inside a graph: a `StatelessWhile` over a counted number of turns, and lists that keep a value of each turn.
import { nativeTypes } from './binding'
import { typeAttribute, typesAttribute } from './node'
import type { Attribute, Definition, Value } from './node'
import type { Recorder } from './recorder'

const { int32, bool, variant } = nativeTypes
const list = { dtype: variant, shape: [] }

/** A list of `length` values of one kind, empty. */
export function emptyList(recorder: Recorder, length: number, kind: Omit<Value, 'from'>): Value {
  const shape = numbers(recorder, kind.shape)
  const size = numbers(recorder, length)
  const attr = { element_dtype: typeAttribute(kind.dtype), shape_type: typeAttribute(int32) }
  return recorder.add('TensorListReserve', [shape, size], attr, [list])[0] as Value
}

/** The list with `value` in place `at`. */
export function setInList(recorder: Recorder, values: Value, at: Value, value: Value): Value {
  const attr = { element_dtype: typeAttribute(value.dtype), resize_if_index_out_of_bounds: { b: false } }
  return recorder.add('TensorListSetItem', [values, at, value], attr, [list])[0] as Value
}

/** The value in place `at`. */
export function fromList(recorder: Recorder, values: Value, at: Value, kind: Omit<Value, 'from'>): Value {
  const shape = numbers(recorder, kind.shape)
  const attr = { element_dtype: typeAttribute(kind.dtype) }
  return recorder.add('TensorListGetItem', [values, at, shape], attr, [kind])[0] as Value
}

/** All values of a list as one, of shape [length, ...]. */
export function stackList(recorder: Recorder, values: Value, length: number, kind: Omit<Value, 'from'>): Value {
  const shape = numbers(recorder, kind.shape)
  const attr: Record<string, Attribute> = { element_dtype: typeAttribute(kind.dtype), num_elements: { i: length } }
  const output = { dtype: kind.dtype, shape: [length, ...kind.shape] }
  return recorder.add('TensorListStack', [values, shape], attr, [output])[0] as Value
}

/** Row `at` of a value's first axis. */
export function rowOf(recorder: Recorder, values: Value, at: Value): Value {
  const attr: Record<string, Attribute> = {
    Tparams: typeAttribute(values.dtype),
    Tindices: typeAttribute(int32),
    Taxis: typeAttribute(int32),
    batch_dims: { i: 0 },
  }
  const output = { dtype: values.dtype, shape: values.shape.slice(1) }
  return recorder.add('GatherV2', [values, at, numbers(recorder, 0)], attr, [output])[0] as Value
}

/** The value in memory of its own. */
export function copyOf(recorder: Recorder, value: Value): Value {
  return recorder.add('DeepCopy', [value], { T: typeAttribute(value.dtype) }, [value])[0] as Value
}

export function addNumbers(recorder: Recorder, a: Value, b: Value): Value {
  return recorder.add('AddV2', [a, b], { T: typeAttribute(a.dtype) }, [a])[0] as Value
}

export function subtractNumbers(recorder: Recorder, a: Value, b: Value): Value {
  return recorder.add('Sub', [a, b], { T: typeAttribute(a.dtype) }, [a])[0] as Value
}

/** An int32 constant: a scalar for a number, a vector for a list. */
export function numbers(recorder: Recorder, values: number | readonly number[]): Value {
  const scalar = typeof values === 'number'
  const bytes = new Uint8Array(Int32Array.from(scalar ? [values] : values).buffer)
  return recorder.constant({ shape: scalar ? [] : [values.length], dtype: int32, bytes })
}

export interface Loop {
  /** The first is the turn, int32 from 0; the second how many turns to take, int32. What a turn does not change is handed on. */
  variables: Value[]
  body: Definition
}

/** Adds a loop; gives its variables after the last turn. */
export function addLoop(recorder: Recorder, { variables, body }: Loop): Value[] {
  const condition = conditionOf(recorder.functionName('condition'), variables)
  recorder.library.push(condition, body)
  const attr: Record<string, Attribute> = {
    T: typesAttribute(variables),
    cond: { func: { name: condition.name } },
    body: { func: { name: body.name } },
    output_shapes: { list: { shape: [] } },
    parallel_iterations: { i: 1 },
  }
  return recorder.add('StatelessWhile', variables, attr, variables)
}

function conditionOf(name: string, variables: readonly Value[]): Definition {
  const inputs = variables.map((value, index) => ({ ...value, from: `a${index}` }))
  const less = { name: 'less', op: 'Less', input: ['a0', 'a1'], attr: { T: typeAttribute(int32) } }
  return { name, inputs, outputs: [{ from: 'less:z:0', dtype: bool, shape: [] }], nodes: [less] }
}
