// The variables of a loop in named groups, laid out one behind another after the two that count, and a body that works on them.
import type * as tf from '@tensorflow/tfjs-node'
import { nativeTypes } from './binding'
import { addLoop, addNumbers, numbers, rowOf } from './loop'
import type { Value } from './node'
import type { Recorder } from './recorder'

const { int32 } = nativeTypes

type Groups<K extends string> = Record<K, Value[]>

/** Adds a loop of `length` turns; gives its groups after the last one. */
export function addTurns<K extends string>(
  recorder: Recorder,
  {
    length,
    groups,
    body,
  }: { length: number; groups: Groups<K>; body(own: Recorder, turn: Value, now: Groups<K>): Groups<K> },
): Groups<K> {
  const counted = [numbers(recorder, 0), numbers(recorder, length), ...laidOut(groups)]
  const own = recorder.nested()
  const turn: Value = { from: 'a0', dtype: int32, shape: [] }
  const turns = { ...turn, from: 'a1' }
  const now = named(groups, (index) => `a${index}`)
  const next = body(own, turn, now)
  const outputs = [addNumbers(own, turn, numbers(own, 1)), turns, ...laidOut(inOrder(groups, next))]
  recorder.library.push(...own.library)
  const inputs = [turn, turns, ...laidOut(now)]
  const definition = { name: recorder.functionName('turn'), inputs, outputs, nodes: own.nodes }
  const ends = addLoop(recorder, { variables: counted, body: definition })
  return named(groups, (index) => (ends[index] as Value).from)
}

/** Stand-ins of the shapes of `tensors`, or of their rows, that a recording knows as `letter0`, `letter1`, ... */
export function standInsFor(
  recorder: Recorder,
  tensorflow: typeof tf,
  { tensors, letter, rows }: { tensors: readonly tf.Tensor[]; letter: string; rows: boolean },
): tf.Tensor[] {
  return tensors.map((tensor, index) => {
    const standIn = tensorflow.zeros(rows ? tensor.shape.slice(1) : tensor.shape, tensor.dtype)
    recorder.name(standIn, `${letter}${index}`)
    return standIn
  })
}

/** What a recorded turn calls its rows (`x0 ...`) and constants (`c0 ...`), for the turn under way. */
export function inputsOf(
  body: Recorder,
  now: Record<'sequences' | 'constants', Value[]>,
  time: Value,
): Map<string, string> {
  const inputs = new Map<string, string>()
  now.sequences.forEach((sequence, index) => inputs.set(`x${index}`, rowOf(body, sequence, time).from))
  now.constants.forEach(({ from }, index) => inputs.set(`c${index}`, from))
  return inputs
}

/** Values of an adopted recording by their names where they are now. */
export function placed(renamed: (from: string) => string): (value: Value) => Value {
  return (value) => ({ ...value, from: renamed(value.from) })
}

function laidOut(groups: Record<string, Value[]>): Value[] {
  return Object.values(groups).flat()
}

/** `next` in the order in which `groups` lie, whatever order it was written down in. */
function inOrder<K extends string>(groups: Groups<K>, next: Groups<K>): Groups<K> {
  return Object.fromEntries(Object.keys(groups).map((name) => [name, next[name as K]])) as Groups<K>
}

function named<K extends string>(groups: Groups<K>, from: (index: number) => string): Groups<K> {
  let at = 2
  const entries = Object.entries<Value[]>(groups).map(([name, values]) => {
    return [name, values.map((value) => ({ ...value, from: from(at++) }))] as const
  })
  return Object.fromEntries(entries) as Groups<K>
}
