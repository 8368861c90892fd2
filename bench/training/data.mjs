// Rows, row order and initial weights of a workload, decided by a seed and written once as raw little-endian files for every peer.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** Epochs in a given order whose losses are compared; the rest of a peer's training is only timed. */
export const CHECKED_EPOCHS = 2

/** Uniform numbers in [0, 1) from a whole number (mulberry32). */
function uniformFrom(seed) {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

const normalFrom = (uniform) => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform())
const sizeOf = (shape) => shape.reduce((product, length) => product * length, 1)

/** One row of features and the number that hides in it. */
function normalRow({ shape: [width] }, uniform) {
  const values = Array.from({ length: width }, () => normalFrom(uniform))
  const hidden = values.reduce((sum, value, i) => sum + value * Math.sin(i + 1), 0) / Math.sqrt(width)
  return { values, hidden: Math.tanh(hidden) + 0.1 * normalFrom(uniform) }
}

/** Noisy waves, time by features; the hidden number is how they go on. */
function wavesRow({ shape: [time, features] }, uniform) {
  const phases = Array.from({ length: features }, () => 2 * Math.PI * uniform())
  const at = (t) => phases.map((phase, i) => Math.sin(phase + t * (0.4 + 0.05 * i)))
  const values = Array.from({ length: time }, (_, t) => at(t)).flat()
  const hidden = at(time).reduce((sum, value) => sum + value, 0) / features
  return { values: values.map((value) => value + 0.05 * normalFrom(uniform)), hidden }
}

/** Items that mostly follow from the one before; the targets are the same walk one further. */
function walkRow({ shape: [positions], count }, uniform) {
  const walk = [Math.floor(uniform() * count)]
  while (walk.length <= positions) {
    const next = uniform() < 0.8 ? (walk.at(-1) * 7 + 1) % count : Math.floor(uniform() * count)
    walk.push(next)
  }
  return { values: walk.slice(0, -1), next: walk.slice(1) }
}

const rowOf = { normal: normalRow, waves: wavesRow, walk: walkRow }

/** A user and an item, and how much the one likes the other. */
function pairRow(inputs, uniform) {
  const [user, item] = inputs.map(({ count }) => Math.floor(uniform() * count))
  const taste = Math.sin(user * 0.7) * Math.cos(item * 1.3) + Math.sin(user + 2) * Math.sin(item * 0.4)
  return { values: [[user], [item]], hidden: taste + 0.2 * normalFrom(uniform) }
}

function targetOf({ target }, { hidden, next }) {
  if (target === 'next') return next
  return [target === 'binary' ? Number(hidden > 0) : hidden]
}

function drawRows(workload, uniform) {
  const rows = workload.batch * workload.steps
  const whole = workload.inputs.map(({ kind }) => kind === 'id' || kind === 'walk')
  const inputs = workload.inputs.map(({ shape }, i) => new (whole[i] ? Int32Array : Float32Array)(rows * sizeOf(shape)))
  const next = workload.target === 'next'
  const targetSize = next ? sizeOf(workload.inputs[0].shape) : 1
  const target = new (next ? Int32Array : Float32Array)(rows * targetSize)
  const [first] = workload.inputs
  for (let row = 0; row < rows; row += 1) {
    const drawn = first.kind === 'id' ? pairRow(workload.inputs, uniform) : rowOf[first.kind](first, uniform)
    const values = first.kind === 'id' ? drawn.values : [drawn.values]
    for (const [i, input] of inputs.entries()) input.set(values[i], row * values[i].length)
    target.set(targetOf(workload, drawn), row * targetSize)
  }
  return { inputs, target, targetShape: next ? workload.inputs[0].shape : [1] }
}

function drawWeight({ shape, draw }, uniform) {
  const values = new Float32Array(sizeOf(shape))
  if (draw === 'zeros' || draw === 'ones') return values.fill(draw === 'ones' ? 1 : 0)
  const field = sizeOf(shape.slice(0, -2))
  const glorot = Math.sqrt(6 / (field * (shape.at(-2) + shape.at(-1))))
  const limit = { small: 0.05, wide: 0.5, glorot }[draw]
  return values.map(() => (2 * uniform() - 1) * limit)
}

/**
 * Writes job.json and the files that it names. Inputs: `[rows, ...shape]`, float32 or int32; target: float32 `[rows, 1]` or int32
 * `[rows, positions]`; orders: int32 `[rows]`; weights: float32, one behind the other.
 */
export function writeJob(workload, folder, { seed, orderOf }) {
  mkdirSync(folder, { recursive: true })
  const uniform = uniformFrom(seed)
  const rows = workload.batch * workload.steps
  const write = (name, values, shape) => {
    writeFileSync(path.join(folder, name), new Uint8Array(values.buffer))
    return { file: name, shape, type: values instanceof Int32Array ? 'int32' : 'float32' }
  }
  const { inputs, target, targetShape } = drawRows(workload, uniform)
  const job = {
    workload,
    seed,
    rows,
    inputs: inputs.map((values, i) => write(`input${i}.raw`, values, [rows, ...workload.inputs[i].shape])),
    target: write('target.raw', target, [rows, ...targetShape]),
    orders: Array.from({ length: CHECKED_EPOCHS }, (_, i) => write(`order${i}.raw`, orderOf(rows, i + 1), [rows])),
    weights: workload.weights.map((weight, i) => ({
      name: weight.name,
      ...write(`weight${i}.raw`, drawWeight(weight, uniform), weight.shape),
    })),
  }
  writeFileSync(path.join(folder, 'job.json'), JSON.stringify(job))
}
