// The loop over time inside a graph: a loop that keeps what the way back needs, and a second one that carries gradients back.
// Its size does not grow with the length of the sequence.
import type * as tf from '@tensorflow/tfjs-node'
import { scan } from '../../architectures'
import type { Scan, ScanArgs } from '../../architectures'
import { nativeTypes } from './binding'
import { recordCell } from './cell'
import type { Backward, Cell, TurnProduct } from './cell'
import { addTurns, inputsOf, placed } from './layout'
import { addNumbers, emptyList, fromList, numbers, rowOf, setInList, stackList, subtractNumbers } from './loop'
import { typeAttribute } from './node'
import type { Value } from './node'
import { recording } from './recorder'
import type { Recorder } from './recorder'

const { int32 } = nativeTypes

/** Nodes that are written out at most: so short a loop takes longer to turn than to compute. */
const mostWritten = 48

const lengthOf = ({ sequences }: ScanArgs): number => sequences[0]?.shape[0] ?? 0

/** `gradients`: false where nothing will be differentiated, so that nothing is kept for it. Outside a recording it is the plain loop. */
export function loopingScan(gradients: boolean): Scan {
  return (tensorflow, args) => {
    const recorder = recording()
    if (recorder === null) return scan(tensorflow, args)
    const cell = recordCell(recorder, tensorflow, args, gradients)
    if (lengthOf(args) * cell.forward.length <= mostWritten) return scan(tensorflow, args)
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
    this.length = lengthOf(args)
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
    const kept = cell.backward?.kept ?? []
    const listed = [...(every ? cell.newStates : []), ...kept]
    const lists = listed.map((value) => emptyList(recorder, length, value))
    const ends = addTurns(recorder, {
      length,
      groups: { states: this.valuesOf(args.initial), sequences, constants, lists },
      body: (body, turn, now) => {
        const time = args.reverse ? this.backwards(body, turn) : turn
        const inputs = inputsOf(body, now, time)
        now.states.forEach(({ from }, index) => inputs.set(`s${index}`, from))
        const here = placed(body.adopt(cell.forward, inputs))
        const filled = now.lists.map((list, index) => setInList(body, list, time, here(listed[index] as Value)))
        return { ...now, states: cell.newStates.map(here), lists: filled }
      },
    })
    const outputs = every ? cell.newStates.length : 0
    this.keptLists = ends.lists.slice(outputs)
    if (!every) return ends.states
    return cell.newStates.map((value, index) => stackList(recorder, ends.lists[index] as Value, length, value))
  }

  /** Adds the loop backwards; gives a gradient for each input. */
  private gradients(arriving: tf.Tensor[]): tf.Tensor[] {
    const { tensorflow, recorder, args, length, sequences, constants } = this
    const backward = this.cell.backward as Backward
    const zeros = (tensors: tf.Tensor[]) => this.valuesOf(tensors.map((tensor) => tensorflow.zeros(tensor.shape)))
    const arrived = this.valuesOf(arriving)
    const listed = listedBack(backward)
    const added = args.constants.filter((_, index) => !backward.products.has(index))
    const groups = {
      states: args.every ? zeros(args.initial) : arrived,
      sums: zeros(added),
      lists: listed.map((kind) => emptyList(recorder, length, kind)),
      ...{ sequences, constants, arrived, kept: this.keptLists },
    }
    const ends = addTurns(recorder, { length, groups, body: (...turn) => this.turnBack(backward, ...turn) })
    const stacked = new Map(
      listed.map((kind, index) => [kind.from, stackList(recorder, ends.lists[index] as Value, length, kind)]),
    )
    const standIn = (value: Value) => recorder.standIn(value)
    const all = ({ from }: Value) => standIn(stacked.get(from) as Value)
    const bySequence = args.sequences.map((tensor, index) => {
      const value = backward.sequences[index] ?? null
      return value === null ? tensorflow.zeros(tensor.shape) : all(value)
    })
    const sums = [...ends.sums]
    const byConstant = args.constants.map((_, index) => {
      const product = backward.products.get(index)
      return product === undefined ? standIn(sums.shift() as Value) : this.overTurns(product, all(product.right))
    })
    return [...bySequence, ...ends.states.map(standIn), ...byConstant]
  }

  /** The products of all turns summed: one product over turns and batch, `right` being [time, batch, out]. */
  private overTurns({ left }: TurnProduct, right: tf.Tensor): tf.Tensor {
    const { tensorflow, recorder, length } = this
    const { kept } = this.cell.backward as Backward
    const place = kept.findIndex(({ from }) => from === left.from)
    const lefts = recorder.standIn(stackList(recorder, this.keptLists[place] as Value, length, left))
    const flat = (tensor: tf.Tensor) => tensorflow.reshape(tensor, [-1, tensor.shape.at(-1) ?? 1]) as tf.Tensor2D
    return tensorflow.matMul(flat(lefts), flat(right), true, false)
  }

  /** One turn of the loop backwards. */
  private turnBack<G extends BackGroups>(backward: Backward, body: Recorder, turn: Value, now: G): G {
    const { args } = this
    const time = args.reverse ? turn : this.backwards(body, turn)
    const inputs = inputsOf(body, now, time)
    now.states.forEach((state, index) => {
      const gradient = args.every ? addNumbers(body, state, rowOf(body, now.arrived[index] as Value, time)) : state
      inputs.set(`d${index}`, gradient.from)
    })
    backward.kept.forEach((value, index) => {
      inputs.set(value.from, fromList(body, now.kept[index] as Value, time, value).from)
    })
    const here = placed(body.adopt(backward.nodes, inputs))
    const listed = listedBack(backward)
    const added = backward.constants.filter((_, index) => !backward.products.has(index))
    return {
      ...now,
      states: backward.states.map((value, index) =>
        value === null ? zeros(body, now.states[index] as Value) : here(value),
      ),
      sums: now.sums.map((sum, index) => {
        const value = added[index] ?? null
        return value === null ? sum : addNumbers(body, sum, here(value))
      }),
      lists: now.lists.map((list, index) => setInList(body, list, time, here(listed[index] as Value))),
    }
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

/** What a turn back makes that is kept of every turn: gradients of the sequences' rows, and what the products need. */
function listedBack({ sequences, products }: Backward): Value[] {
  const values = [...sequences.filter((value) => value !== null), ...[...products.values()].map(({ right }) => right)]
  return [...new Map(values.map((value) => [value.from, value])).values()]
}

function zeros(body: Recorder, like: Value): Value {
  return body.add('ZerosLike', [like], { T: typeAttribute(like.dtype) }, [like])[0] as Value
}

type BackGroups = Record<'states' | 'sums' | 'lists' | 'sequences' | 'constants' | 'arrived' | 'kept', Value[]>
