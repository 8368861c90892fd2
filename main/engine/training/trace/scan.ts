// The loop over time inside a graph: a loop that keeps what the way back needs, and a second one that carries gradients back.
// Its size does not grow with the length of the sequence.
import type * as tf from '@tensorflow/tfjs-node'
import { scan } from '../../architectures'
import type { Scan, ScanArgs } from '../../architectures'
import { nativeTypes } from './binding'
import { recordCell } from './cell'
import type { Backward, Cell } from './cell'
import { addLoop, addNumbers, emptyList, fromList, numbers, rowOf, setInList, stackList, subtractNumbers } from './loop'
import { typeAttribute } from './node'
import type { Value } from './node'
import { recording } from './recorder'
import type { Recorder } from './recorder'

const { int32 } = nativeTypes

/** `gradients`: false where nothing will be differentiated, so that nothing is kept for it. Outside a recording it is the plain loop. */
export function loopingScan(gradients: boolean): Scan {
  return (tensorflow, args) => {
    const recorder = recording()
    if (recorder === null) return scan(tensorflow, args)
    const cell = recordCell(recorder, tensorflow, args, gradients)
    return new LoopedScan(recorder, tensorflow, args, cell).states()
  }
}

/** One scan under construction: its loop forwards, and on demand the one backwards. */
class LoopedScan {
  private readonly length: number
  private keptLists: Value[] = []
  // Taken at once: the tensors may be gone when gradients are asked for.
  private readonly sequences: Value[]
  private readonly constants: Value[]

  constructor(
    private readonly recorder: Recorder,
    private readonly tensorflow: typeof tf,
    private readonly args: ScanArgs,
    private readonly cell: Cell,
  ) {
    this.length = args.sequences[0]?.shape[0] ?? 0
    this.sequences = this.valuesOf(args.sequences)
    this.constants = this.valuesOf(args.constants)
  }

  states(): tf.Tensor[] {
    const { tensorflow, recorder, args } = this
    const { sequences, initial, constants } = args
    const results = this.forward()
    const axis = (results[0]?.shape.length ?? 1) - 1
    const sizes = results.map(({ shape }) => shape[axis] as number)
    const together = results.length === 1 ? (results[0] as Value) : this.concatenated(results, axis)
    const inputs = [...sequences, ...initial, ...constants]
    const looped = tensorflow.customGrad((..._inputs: (tf.Tensor | tf.GradSaveFunc)[]) => ({
      value: recorder.standIn(together),
      gradFunc: (dy: tf.Tensor) => this.gradients(sizes.length === 1 ? [dy] : tensorflow.split(dy, sizes, axis)),
    }))(...inputs)
    return sizes.length === 1 ? [looped] : tensorflow.split(looped, sizes, axis)
  }

  /** Adds the loop forwards; gives the states that are wanted. */
  private forward(): Value[] {
    const { recorder, args, cell, length, sequences, constants } = this
    const { every } = args
    const states = this.valuesOf(args.initial)
    const kept = cell.backward?.kept ?? []
    const listed = [...(every ? cell.newStates : []), ...kept]
    const lists = listed.map((value) => emptyList(recorder, length, value))
    const layout = new Layout({ s: states, q: sequences, c: constants, l: lists })
    const body = this.forwardBody(layout, listed)
    const ends = layout.after(addLoop(recorder, { variables: this.counted(layout.values), body }))
    const filled = ends.l as Value[]
    const outputs = every ? cell.newStates.length : 0
    this.keptLists = filled.slice(outputs)
    if (!every) return ends.s as Value[]
    return cell.newStates.map((value, index) => stackList(recorder, filled[index] as Value, length, value))
  }

  private forwardBody(layout: Layout, listed: Value[]) {
    const { args, cell } = this
    const body = this.recorder.nested()
    const { s, q, c, l } = layout.arguments() as Record<'s' | 'q' | 'c' | 'l', Value[]>
    const turn = { from: 'a0', dtype: int32, shape: [] }
    const time = args.reverse ? this.backwards(body, turn) : turn
    const inputs = new Map<string, string>()
    q.forEach((sequence, index) => inputs.set(`x${index}`, rowOf(body, sequence, time).from))
    s.forEach(({ from }, index) => inputs.set(`s${index}`, from))
    c.forEach(({ from }, index) => inputs.set(`c${index}`, from))
    const renamed = body.adopt(cell.forward, inputs)
    const here = (value: Value): Value => ({ ...value, from: renamed(value.from) })
    const filled = l.map((list, index) => setInList(body, list, time, here(listed[index] as Value)))
    const outputs = [...cell.newStates.map(here), ...q, ...c, ...filled]
    return this.definition(body, layout, outputs)
  }

  /** Adds the loop backwards; gives a gradient for each input. */
  private gradients(arriving: tf.Tensor[]): tf.Tensor[] {
    const { tensorflow, recorder, args, length, sequences, constants } = this
    const backward = this.cell.backward as Backward
    const zeros = (tensors: tf.Tensor[]) => this.valuesOf(tensors.map((tensor) => tensorflow.zeros(tensor.shape)))
    const arrived = this.valuesOf(arriving)
    const states = args.every ? zeros(args.initial) : arrived
    const sums = zeros(args.constants)
    const flowing = args.sequences.filter((_, index) => backward.sequences[index] !== null)
    const rows = flowing.map((tensor) => ({ dtype: nativeTypes.float32, shape: tensor.shape.slice(1) }))
    const lists = rows.map((kind) => emptyList(recorder, length, kind))
    const layout = new Layout({
      s: states,
      g: sums,
      o: lists,
      q: sequences,
      c: constants,
      d: arrived,
      k: this.keptLists,
    })
    const body = this.backwardBody(layout, backward)
    const ends = layout.after(addLoop(recorder, { variables: this.counted(layout.values), body }))
    const stacked = rows.map((kind, index) => stackList(recorder, ends.o?.[index] as Value, length, kind))
    const standIns = (values: Value[]) => values.map((value) => recorder.standIn(value))
    const bySequence = args.sequences.map((tensor, index) =>
      backward.sequences[index] === null ? tensorflow.zeros(tensor.shape) : recorder.standIn(stacked.shift() as Value),
    )
    return [...bySequence, ...standIns(ends.s as Value[]), ...standIns(ends.g as Value[])]
  }

  private backwardBody(layout: Layout, backward: Backward) {
    const { args } = this
    const body = this.recorder.nested()
    const { s, g, o, q, c, d, k } = layout.arguments() as Record<'s' | 'g' | 'o' | 'q' | 'c' | 'd' | 'k', Value[]>
    const turn = { from: 'a0', dtype: int32, shape: [] }
    const time = args.reverse ? turn : this.backwards(body, turn)
    const inputs = new Map<string, string>()
    q.forEach((sequence, index) => inputs.set(`x${index}`, rowOf(body, sequence, time).from))
    c.forEach(({ from }, index) => inputs.set(`c${index}`, from))
    s.forEach((state, index) => {
      const gradient = args.every ? addNumbers(body, state, rowOf(body, d[index] as Value, time)) : state
      inputs.set(`d${index}`, gradient.from)
    })
    backward.kept.forEach((value, index) => inputs.set(value.from, fromList(body, k[index] as Value, time, value).from))
    const renamed = body.adopt(backward.nodes, inputs)
    const here = (value: Value): Value => ({ ...value, from: renamed(value.from) })
    const states = backward.states.map((value, index) =>
      value === null ? zeros(body, s[index] as Value) : here(value),
    )
    const sums = g.map((sum, index) => {
      const value = backward.constants[index]
      return value === null || value === undefined ? sum : addNumbers(body, sum, here(value))
    })
    const rows = backward.sequences.filter((value) => value !== null)
    const filled = o.map((list, index) => setInList(body, list, time, here(rows[index] as Value)))
    return this.definition(body, layout, [...states, ...sums, ...filled, ...q, ...c, ...d, ...k])
  }

  private definition(body: Recorder, layout: Layout, outputs: Value[]) {
    const turn = { from: 'a0', dtype: int32, shape: [] }
    const turns = { from: 'a1', dtype: int32, shape: [] }
    this.recorder.library.push(...body.library)
    return {
      name: this.recorder.functionName('turn'),
      inputs: [turn, turns, ...Object.values(layout.arguments()).flat()],
      outputs: [addNumbers(body, turn, numbers(body, 1)), turns, ...outputs],
      nodes: body.nodes,
    }
  }

  private counted(values: Value[]): Value[] {
    return [numbers(this.recorder, 0), numbers(this.recorder, this.length), ...values]
  }

  /** The place from the other end of the sequence. */
  private backwards(body: Recorder, turn: Value): Value {
    return subtractNumbers(body, numbers(body, this.length - 1), turn)
  }

  private concatenated(values: Value[], axis: number): Value {
    const { recorder } = this
    const [first] = values as [Value]
    const shape = [...first.shape]
    shape[axis] = values.reduce((sum, value) => sum + (value.shape[axis] as number), 0)
    const attr = { N: { i: values.length }, T: typeAttribute(first.dtype), Tidx: typeAttribute(int32) }
    return recorder.add('ConcatV2', [...values, numbers(recorder, axis)], attr, [
      { dtype: first.dtype, shape },
    ])[0] as Value
  }

  private valuesOf(tensors: readonly tf.Tensor[]): Value[] {
    return tensors.map((tensor) => this.recorder.valueOf(tensor))
  }
}

function zeros(body: Recorder, like: Value): Value {
  return body.add('ZerosLike', [like], { T: typeAttribute(like.dtype) }, [like])[0] as Value
}

/** A loop's variables in named groups, laid out one behind another after the two that count. */
class Layout {
  constructor(private readonly groups: Record<string, Value[]>) {}

  get values(): Value[] {
    return Object.values(this.groups).flat()
  }

  /** The groups as a body's arguments. */
  arguments(): Record<string, Value[]> {
    return this.named((index) => `a${index}`)
  }

  /** The groups after the loop. */
  after(results: Value[]): Record<string, Value[]> {
    return this.named((index) => (results[index] as Value).from)
  }

  private named(from: (index: number) => string): Record<string, Value[]> {
    let at = 2
    const entries = Object.entries(this.groups).map(([name, values]) => {
      return [name, values.map((value) => ({ ...value, from: from(at++) }))] as const
    })
    return Object.fromEntries(entries)
  }
}
