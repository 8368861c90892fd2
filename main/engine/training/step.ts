// The pure training step, the one shape of a step on every tier: (state, batch, scalars) -> (state', metrics).
import type * as tf from '@tensorflow/tfjs-node'
import type { Settings, Text } from '../../../shared/fields'
import type { Learning, Network, PassArgs, PassResult, Scan } from '../architectures'
import { clipped, normOf } from './clip'
import type { ClipLimits } from './clip'
import type { Batch } from './data'
import { learnt } from './learning'
import { healthOf } from './health'
import type { Move } from './health'
import { tablesByRow, watchLookUps, withRows } from './looked'
import type { TableRows } from './looked'
import { lossOf } from './lossTerms'
import type { Head, LossScalars } from './lossTerms'
import type { Optimizer, Rates } from './optimizers'
import { tablesOfLosses } from './sampling'
import type { TrainState } from './state'
import { tidied } from './tidied'

/** Arguments, never constants: they may change from step to step without a new step being made. */
export interface StepScalars extends Rates, LossScalars {
  clip: ClipLimits
}

export interface StepMetrics {
  /** The loss averaged over the batch, weights included, before the update. */
  loss: tf.Scalar
  /** What is minimised: the loss and the penalties of the layers. */
  objective: tf.Scalar
  /** Joint norm of all gradients before any clipping; null where it was not asked for. */
  gradientNorm: tf.Scalar | null
  /** [layers, 2]: gradient norm and update ratio of each layer with trainable weights; null where it was not asked for. */
  health: tf.Tensor | null
  /** What the network gave for the batch, before the update, one for each head. */
  outputs: tf.Tensor[]
}

export type Step = (
  state: TrainState,
  batch: Batch,
  scalars: StepScalars,
) => { state: TrainState; metrics: StepMetrics }

export interface StepParts {
  network: Network
  /** Of the run. */
  seed: number
  /** One for each output of the network. */
  heads: readonly Head[]
  optimizer: Optimizer
  settings: Settings
  /** What is learnt of histories besides their targets; see `learningFor`. */
  learning: Learning | null
  /** Which limits of the scalars are read. */
  clips: readonly (keyof ClipLimits)[]
  weighsClasses: boolean
  /** Steps that make one update. */
  accumulate: number
  wants: { gradientNorm: boolean; health: boolean }
  scan: Scan
  /** Hears of every value in turn: layers' outputs, the loss, gradients, new weights. Reads them, so in plain operations only. */
  observe?: (what: Text, value: tf.Tensor, of: Observed) => void
}

/** Which value of a step is seen: of a layer or a weight by its name, '' for the loss. */
export interface Observed {
  kind: 'output' | 'loss' | 'gradient' | 'weight'
  name: string
}

/**
 * Makes the step of a run. It reads nothing but its arguments, changes nothing, and gives new tensors that the caller owns;
 * the state handed in stays the caller's as well.
 */
export function makeStep(parts: StepParts): Step {
  const { tf: tensorflow } = parts.network
  const scored = tablesOfLosses(
    parts.network,
    parts.heads.map(({ loss }) => loss),
  )
  const byRow = tablesByRow(parts.network, parts.optimizer, { accumulates: parts.accumulate > 1, scored })
  return (state, batch, scalars) =>
    tidied(tensorflow, () => {
      const passed = gradientsOf(parts, byRow, { state, batch, scalars })
      const update = updated(parts, { state, passed, scalars })
      const { loss, objective, outputs } = passed
      const gradientNorm = parts.wants.gradientNorm ? normOf(tensorflow, gradientList(passed)) : null
      const health = parts.wants.health ? healthOf(parts.network, update.moves) : null
      return { state: update.state, metrics: { loss, objective, gradientNorm, health, outputs } }
    })
}

/** What the way forth and back gave. */
interface Passed {
  /** For each weight its gradient, null for those without one. */
  gradients: (tf.Tensor | null)[]
  /** By weight, for tables that are updated by row. */
  rows: Map<number, TableRows>
  /** After the forward pass: moving statistics are new already. */
  weights: tf.Tensor[]
  loss: tf.Scalar
  objective: tf.Scalar
  outputs: tf.Tensor[]
}

interface StepArguments {
  state: TrainState
  batch: Batch
  scalars: StepScalars
}

function gradientsOf(parts: StepParts, byRow: ReadonlySet<number>, { state, batch, scalars }: StepArguments): Passed {
  const { network, scan, learning } = parts
  const { tf: tensorflow } = network
  const given = learnt(network, batch, learning)
  const looking = watchLookUps(tensorflow, state.weights, byRow)
  let pass: PassResult | undefined
  let loss: tf.Scalar | undefined
  const objectiveOf = (): tf.Scalar => {
    const { weights, step } = state
    const { lookUp } = looking
    const how = { training: true, learning: learning !== null, step, lookUp, scan, ...layerWatch(parts) }
    pass = network.run({ weights, inputs: given.inputs, ...how })
    loss = lossOf(parts, given, pass, { ...scalars, step })
    parts.observe?.({ en: 'the loss', zh: '损失' }, loss, { kind: 'loss', name: '' })
    for (const tensor of [loss, ...pass.outputs]) tensorflow.keep(tensor)
    pass.weights.forEach((after, index) => void (after === weights[index] || tensorflow.keep(after)))
    const penalties = [network.penalty(weights) ?? [], pass.penalties].flat()
    // A new tensor in any case: what gradients are asked of is disposed of with them.
    return penalties.length === 0
      ? tensorflow.mul(loss, 1)
      : penalties.reduce<tf.Scalar>((sum, one) => tensorflow.add(sum, one), loss)
  }
  const dense = network.weights.map(({ trainable }, index) => trainable && !byRow.has(index))
  const variables = state.weights.filter((_, index) => dense[index])
  const { value, grads } = tensorflow.valueAndGrads(objectiveOf)(
    byRow.size === 0 ? variables : [...variables, looking.anchor],
  )
  const gradients = dense.map((isDense) => (isDense ? (grads.shift() as tf.Tensor) : null))
  const rows = looking.rows()
  looking.release()
  const { outputs, weights } = pass as PassResult
  return { gradients, rows, weights, loss: loss as tf.Scalar, objective: value as tf.Scalar, outputs }
}

function gradientList({ gradients, rows }: Passed): tf.Tensor[] {
  return [...gradients.flatMap((gradient) => gradient ?? []), ...[...rows.values()].map((table) => table.gradients)]
}

function layerWatch({ observe }: StepParts): Pick<PassArgs, 'observe'> {
  if (observe === undefined) return {}
  return {
    observe: (layer, output) => {
      observe({ en: `the output of layer "${layer}"`, zh: `层“${layer}”的输出` }, output, {
        kind: 'output',
        name: layer,
      })
    },
  }
}

/** In the order in which they come about: gradients from the last weight to the first, then the new weights. */
function watchMoves({ observe, network }: StepParts, moves: readonly Move[]): void {
  if (observe === undefined) return
  for (const { weight, gradient } of [...moves].reverse()) {
    const name = network.weights[weight]?.name ?? ''
    observe({ en: `the gradient of weight "${name}"`, zh: `权重“${name}”的梯度` }, gradient, { kind: 'gradient', name })
  }
  for (const { weight, after } of moves) {
    const name = network.weights[weight]?.name ?? ''
    observe({ en: `weight "${name}"`, zh: `权重“${name}”` }, after, { kind: 'weight', name })
  }
}

interface UpdateArguments {
  state: TrainState
  passed: Passed
  scalars: StepScalars
}

function updated(parts: StepParts, { state, passed, scalars }: UpdateArguments) {
  const { network, optimizer, settings, accumulate } = parts
  const { tf: tensorflow } = network
  const next = tensorflow.add(state.step, tensorflow.scalar(1, 'int32')) as tf.Scalar
  const trainable = network.weights.flatMap((weight, index) => (weight.trainable ? [index] : []))
  const raw = trainable.map((index) => passed.gradients[index] ?? (passed.rows.get(index) as TableRows).gradients)
  const gathered = accumulate > 1 ? gather(tensorflow, state, raw, accumulate) : null
  const tableAt = (place: number) => passed.rows.get(trainable[place] as number)
  const short = clipped(tensorflow, gathered?.mean ?? raw, parts.clips, scalars.clip)
  const gradients = short.map((gradient, place) => {
    const table = tableAt(place)
    return table === undefined ? gradient : tensorflow.gather(gradient, table.places)
  })
  const rowsIn = (tensor: tf.Tensor, index: number) => {
    const table = passed.rows.get(index)
    return table === undefined ? tensor : tensorflow.gather(tensor, table.ids)
  }
  const before = trainable.map((index) => rowsIn(state.weights[index] as tf.Tensor, index))
  const slots = state.slots.map((slot) => slot.map((tensor, place) => rowsIn(tensor, trainable[place] as number)))
  const update = optimizer.update({
    tf: tensorflow,
    weights: before,
    gradients,
    slots,
    numbers: state.numbers,
    step: updateNumber(tensorflow, next, accumulate),
    rates: scalars,
    settings,
  })
  const moved = update.weights.map((weight, place) => network.constrain(trainable[place] as number, weight))
  const back = (tensor: tf.Tensor, old: tf.Tensor, index: number) => {
    const table = passed.rows.get(index)
    return table === undefined ? tensor : withRows(tensorflow, old, table.ids, tensor)
  }
  const weights = passed.weights.map((weight, index) => {
    const place = trainable.indexOf(index)
    if (place >= 0) return back(moved[place] as tf.Tensor, state.weights[index] as tf.Tensor, index)
    // What the forward pass wrote is new already; the old and the new state never share a tensor.
    return weight === state.weights[index] ? weight.clone() : weight
  })
  const newSlots = update.slots.map((slot, which) =>
    slot.map((tensor, place) => back(tensor, state.slots[which]?.[place] as tf.Tensor, trainable[place] as number)),
  )
  const whole = { weights, slots: newSlots, numbers: update.numbers, accumulated: [] as tf.Tensor[], step: next }
  const counted = (tensor: tf.Tensor, place: number) => {
    const table = parts.wants.health ? tableAt(place) : undefined
    return table === undefined ? tensor : tensorflow.mul(tensor, table.once)
  }
  const moves = trainable.map((weight, place): Move => {
    return {
      weight,
      before: counted(before[place] as tf.Tensor, place),
      after: counted(moved[place] as tf.Tensor, place),
      gradient: raw[place] as tf.Tensor,
    }
  })
  watchMoves(parts, moves)
  if (gathered === null) return { state: whole, moves }
  const done = whenDue(tensorflow, { state, whole, gathered, network })
  // Where gradients are only gathered nothing has moved.
  const made = moves.map((move) => ({ ...move, after: done.weights[move.weight] as tf.Tensor }))
  return { state: done, moves: made }
}

interface Gathered {
  /** Bool: this step makes an update. */
  due: tf.Tensor
  sums: tf.Tensor[]
  mean: tf.Tensor[]
}

/** Gradients of several steps, averaged: one update of a larger batch (Keras's gradient_accumulation_steps). */
function gather(tensorflow: typeof tf, state: TrainState, gradients: tf.Tensor[], count: number): Gathered {
  const sums = gradients.map((gradient, index) => tensorflow.add(state.accumulated[index] as tf.Tensor, gradient))
  const due = tensorflow.equal(tensorflow.mod(state.step, count), tensorflow.scalar(count - 1, 'int32'))
  return { due, sums, mean: sums.map((sum) => tensorflow.div(sum, count)) }
}

interface DueArguments {
  state: TrainState
  whole: TrainState
  gathered: Gathered
  network: Network
}

/** The updated state where an update is due, otherwise the old one with the gradients gathered. */
function whenDue(tensorflow: typeof tf, { state, whole, gathered, network }: DueArguments): TrainState {
  const choose = <T extends tf.Tensor>(now: T, old: T): T => tensorflow.where(gathered.due, now, old) as T
  return {
    weights: whole.weights.map((weight, index) => {
      return network.weights[index]?.trainable ? choose(weight, state.weights[index] as tf.Tensor) : weight
    }),
    slots: whole.slots.map((slot, which) =>
      slot.map((now, place) => choose(now, state.slots[which]?.[place] as tf.Tensor)),
    ),
    numbers: whole.numbers.map((now, index) => choose(now, state.numbers[index] as tf.Scalar)),
    accumulated: gathered.sums.map((sum) => choose(tensorflow.zerosLike(sum), sum)),
    step: whole.step,
  }
}

/** The number of the update under way, from 1, float32. */
function updateNumber(tensorflow: typeof tf, next: tf.Scalar, accumulate: number): tf.Scalar {
  if (accumulate === 1) return tensorflow.cast(next, 'float32')
  const updates = tensorflow.floorDiv(
    tensorflow.sub(next, tensorflow.scalar(1, 'int32')),
    tensorflow.scalar(accumulate, 'int32'),
  )
  return tensorflow.add(tensorflow.cast(updates, 'float32'), 1)
}
