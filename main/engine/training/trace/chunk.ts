// A chunk of steps as one program: the recorded step is the body of a loop inside the graph.
import type * as tf from '@tensorflow/tfjs-node'
import { inScope, nativeType, nativeTypes } from './binding'
import { updatedInPlace } from './inPlace'
import { addLoop, addNumbers, copyOf, emptyList, numbers, setInList, stackList } from './loop'
import { needed } from './needed'
import type { Value } from './node'
import { distinct, load } from './program'
import type { GraphTier, Program } from './program'
import { Recorder } from './recorder'

export interface ChunkInput {
  tf: typeof tf
  /** What a step changes. */
  state: readonly tf.Tensor[]
  /** What stays the same over all steps: the data, the class weights. */
  fixed: readonly tf.Tensor[]
  /** One row a step, [capacity, ...] each: row numbers, learning rates. */
  perStep: readonly tf.Tensor[]
  /** A step; `kept` is what is wanted of each, of the same shapes at every step. */
  step(state: tf.Tensor[], fixed: tf.Tensor[], now: tf.Tensor[]): { state: tf.Tensor[]; kept: tf.Tensor[] }
  tier: GraphTier
}

export interface ChunkProgram {
  /** Takes the first `steps` of the rows of `perStep`; `kept` are of shape [capacity, ...]. All results are the caller's. */
  run(steps: number, inputs: Pick<ChunkInput, 'state' | 'fixed' | 'perStep'>): { state: tf.Tensor[]; kept: tf.Tensor[] }
  dispose(): void
}

const { int32, variant } = nativeTypes

/** Records the step and loads the loop. Throws `NotRecordable` for a step that no graph can hold. */
export function compileChunk(input: ChunkInput): ChunkProgram {
  const { tf: tensorflow, state } = input
  const program = inScope(tensorflow, () => loaded(input))
  return {
    run(steps, { state: now, fixed, perStep }) {
      const count = tensorflow.scalar(steps, 'int32')
      try {
        const results = program.run([count, ...now, ...fixed, ...perStep])
        return { state: results.slice(0, state.length), kept: results.slice(state.length) }
      } finally {
        count.dispose()
      }
    },
    dispose: () => program.dispose(),
  }
}

function loaded(input: ChunkInput): Program {
  const { tf: tensorflow, state, tier } = input
  const entry = new Recorder(tensorflow)
  const capacity = input.perStep[0]?.shape[0] ?? 1
  const args = distinct(tensorflow, [...state, ...input.fixed, ...input.perStep])
  const inputs: Value[] = [
    { from: 'a0', dtype: int32, shape: [] },
    ...args.map((tensor, index) => ({ from: `a${index + 1}`, dtype: nativeType(tensor), shape: tensor.shape })),
  ]
  const body = recordBody(entry, input, args)
  const updating =
    tier === 'graph' ? updatedInPlace(body.definition, state.length) : { body: body.definition, tables: [] }
  const given = inputs.map((value, index) => (updating.tables.includes(index - 1) ? copyOf(entry, value) : value))
  const lists = body.kept.map((value) => emptyList(entry, capacity, value))
  const turned = addLoop(entry, { variables: [numbers(entry, 0), ...given, ...lists], body: updating.body })
  const ends = turned.slice(2, 2 + state.length)
  const kept = body.kept.map((value, index) => {
    return stackList(entry, turned[2 + args.length + index] as Value, capacity, value)
  })
  const definition = { name: 'chunk', inputs, outputs: [...ends, ...kept], nodes: entry.nodes }
  return load(tensorflow, definition, entry.library, tier)
}

/** One turn of the loop: (turn, turns, state, fixed, perStep, lists) to the same. */
function recordBody(entry: Recorder, { tf: tensorflow, state, fixed, step }: ChunkInput, args: tf.Tensor[]) {
  const recorder = entry.nested()
  const [turn, turns] = [tensorflow.scalar(0, 'int32'), tensorflow.scalar(1, 'int32')]
  const variables = [turn, turns, ...args]
  const { moved, kept } = recorder.record(variables, () => {
    const perStep = args.slice(state.length + fixed.length)
    const now = perStep.map((rows) => tensorflow.gather(rows, turn))
    const done = step(args.slice(0, state.length), args.slice(state.length, state.length + fixed.length), now)
    const valuesOf = (tensors: tf.Tensor[]) => tensors.map((tensor) => recorder.valueOf(tensor))
    const values = { moved: valuesOf(done.state), kept: valuesOf(done.kept) }
    // By hand: what a step keeps for its caller no scope disposes of.
    tensorflow.dispose([...done.state, ...done.kept].filter((tensor) => !args.includes(tensor)))
    return values
  })
  entry.library.push(...recorder.library)
  const inputs = variables.map((tensor) => recorder.valueOf(tensor))
  const at = inputs[0] as Value
  const lists = kept.map((_, index) => ({ from: `a${variables.length + index}`, dtype: variant, shape: [] }))
  const next = addNumbers(recorder, at, numbers(recorder, 1))
  const filled = kept.map((value, index) => setInList(recorder, lists[index] as Value, at, value))
  const handedOn = inputs.slice(2 + state.length)
  const outputs = [next, inputs[1] as Value, ...moved, ...handedOn, ...filled]
  const definition = {
    name: entry.functionName('step'),
    inputs: [...inputs, ...lists],
    outputs,
    nodes: needed(recorder.nodes, outputs),
  }
  return { definition, kept }
}
