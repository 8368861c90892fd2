// The loop inside a graph against the plain loop: states and gradients of cells like those of SimpleRNN, LSTM and GRU, both ways
// through the sequence, with masks, several states, and constants that nothing flows into.
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { scan } from '../../../main/engine/architectures'
import type { Scan, ScanArgs } from '../../../main/engine/architectures'
import { loadTensor } from '../../../main/engine/tensor'
import { compile, loopingScan } from '../../../main/engine/training/trace'

const tf = loadTensor()
// So many steps that no cell is written out.
const [time, batch, units] = [25, 3, 4]

type T = tfTypes.Tensor
const { add, mul, sub, matMul, sigmoid, tanh } = tf
const product = (x: T, kernel: T): T => matMul(x as tfTypes.Tensor2D, kernel as tfTypes.Tensor2D)
const kept = (mask: T, now: T, old: T): T => add(mul(mask, now), mul(sub(1, mask), old))

interface Cell {
  cell: ScanArgs['cell']
  /** Width of each row of a sequence: the inputs' projections, then what else is read at each step. */
  sequences: number[]
  states: number
  /** Shapes. */
  constants: number[][]
  /** Places among sequences, states and constants that nothing flows back to, where there is no gradient to ask for. */
  unused?: number[]
}

const cells: Record<string, Cell> = {
  simpleRnn: {
    cell: ([x], [h], [u]) => [tanh(add(x as T, product(h as T, u as T)))],
    sequences: [units],
    states: 1,
    constants: [[units, units]],
  },
  lstm: {
    cell: ([x], [h, c], [u]) => {
      const gates = tf.split(add(x as T, product(h as T, u as T)), 4, 1) as [T, T, T, T]
      const memory = add(mul(sigmoid(gates[1]), c as T), mul(sigmoid(gates[0]), tanh(gates[2])))
      return [mul(sigmoid(gates[3]), tanh(memory)), memory]
    },
    sequences: [4 * units],
    states: 2,
    constants: [[units, 4 * units]],
  },
  gru: {
    cell: ([x], [h], [u, bias]) => {
      const [zx, rx, hx] = tf.split(x as T, 3, 1) as [T, T, T]
      const [zh, rh, hh] = tf.split(add(product(h as T, u as T), bias as T), 3, 1) as [T, T, T]
      const z = sigmoid(add(zx, zh))
      const now = tanh(add(hx, mul(sigmoid(add(rx, rh)), hh)))
      return [add(mul(z, h as T), mul(sub(1, z), now))]
    },
    sequences: [3 * units],
    states: 1,
    constants: [[units, 3 * units], [3 * units]],
  },
  'a mask as a sequence': {
    cell: ([x, mask], [h], [u]) => [kept(mask as T, tanh(add(x as T, product(h as T, u as T))), h as T)],
    sequences: [units, 1],
    states: 1,
    constants: [[units, units]],
  },
  'a constant, a sequence and a state that are not used': {
    cell: ([x], [h, other], [u]) => [tanh(add(x as T, product(h as T, u as T))), mul(other as T, 1)],
    sequences: [units, 2],
    states: 2,
    constants: [[units, units], [7]],
    unused: [1, 5],
  },
  'a state that is only handed on': {
    cell: ([x], [h, fixed], [u]) => [tanh(add(x as T, mul(product(h as T, u as T), fixed as T))), fixed as T],
    sequences: [units],
    states: 2,
    constants: [[units, units]],
  },
  'a state without a curve': {
    cell: ([x], [h], [u]) => [add(x as T, product(h as T, u as T))],
    sequences: [units],
    states: 1,
    constants: [[units, units]],
  },
  'a product with what a gate lets through, and one that is used twice': {
    cell: ([x], [h], [u, w]) => {
      const through = product(mul(sigmoid(x as T), h as T), u as T)
      return [tanh(add(product(tanh(add(through, product(h as T, w as T))), w as T), x as T))]
    },
    sequences: [units],
    states: 1,
    constants: [
      [units, units],
      [units, units],
    ],
  },
  'two sequences that meet': {
    cell: ([x, y], [h], [u]) => [tanh(add(mul(x as T, y as T), product(h as T, u as T)))],
    sequences: [units, units],
    states: 1,
    constants: [[units, units]],
  },
  'numbers of its own': {
    cell: ([x], [h], [u]) => [
      mul(tf.relu(sub(add(x as T, product(h as T, u as T)), tf.tensor1d([0.1, 0, -0.1, 0.2]))), 0.5),
    ],
    sequences: [units],
    states: 1,
    constants: [[units, units]],
  },
}

/** Made-up numbers between -1 and 1, other ones for each tensor. */
function tensors({ sequences, states, constants }: Cell): T[] {
  const shapes = [
    ...sequences.map((width) => [time, batch, width]),
    ...Array.from({ length: states }, () => [batch, units]),
    ...constants,
  ]
  return shapes.map((shape, index) => {
    const mask = shape[2] === 1
    const size = tf.util.sizeFromShape(shape)
    const values = Float32Array.from({ length: size }, (_, at) =>
      mask ? Number((at * 7) % 3 > 0) : Math.sin(at * 1.7 + index * 2.3),
    )
    return tf.tensor(values, shape)
  })
}

/** States, and the gradients of a sum of them, each state with other weights, by all that the loop is given. */
function measured(how: Scan, cell: Cell, options: Pick<ScanArgs, 'reverse' | 'every'>) {
  return (given: T[]): T[] => {
    const parts = [cell.sequences.length, cell.states, cell.constants.length] as const
    const states = (inputs: T[]) =>
      how(tf, {
        cell: cell.cell,
        sequences: inputs.slice(0, parts[0]),
        initial: inputs.slice(parts[0], parts[0] + parts[1]),
        constants: inputs.slice(parts[0] + parts[1]),
        ...options,
      })
    const objective = (inputs: T[]) => {
      const sums = states(inputs).map((state, index) => {
        const weights = Float32Array.from({ length: state.size }, (_, at) => Math.cos(at + index))
        return tf.sum(mul(state, tf.tensor(weights, state.shape)))
      })
      return tf.addN(sums)
    }
    const used = given.filter((_, index) => !cell.unused?.includes(index))
    const all = (some: T[]) =>
      given.map((tensor) => (used.includes(tensor) ? (some[used.indexOf(tensor)] as T) : tensor))
    const { value, grads } = tf.valueAndGrads((...some: T[]) => objective(all(some)))(used)
    return [value, ...states(given), ...grads]
  }
}

const ways = [
  { every: false, reverse: false },
  { every: true, reverse: false },
  { every: false, reverse: true },
  { every: true, reverse: true },
]

function expectNear(actual: T[], expected: T[]): void {
  expect(actual.map(({ shape }) => shape)).toEqual(expected.map(({ shape }) => shape))
  for (const [index, tensor] of expected.entries()) {
    const other = actual[index]?.dataSync() ?? []
    tensor.dataSync().forEach((value, at) => {
      expect(Math.abs((other[at] ?? NaN) - value), `${index} at ${at}`).toBeLessThan(
        2e-6 * Math.max(1, Math.abs(value)),
      )
    })
  }
}

describe.each(Object.entries(cells))('%s', (_name, cell) => {
  test.each(ways)('every $every, reverse $reverse', (options) => {
    const given = tensors(cell)
    const expected = tf.tidy(() => measured(scan, cell, options)(given))
    const program = compile(tf, given, measured(loopingScan(true), cell, options), 'graph')
    const actual = program.run(given)
    expectNear(actual, expected)
    program.dispose()
    tf.dispose([...given, ...expected, ...actual])
  })
})

test.each(['simpleRnn', 'lstm', 'gru'])('%s compiled by XLA', (name) => {
  const [cell, options] = [cells[name] as Cell, { every: true, reverse: true }]
  const given = tensors(cell)
  const expected = tf.tidy(() => measured(scan, cell, options)(given))
  const program = compile(tf, given, measured(loopingScan(true), cell, options), 'xla')
  const actual = program.run(given)
  expectNear(actual, expected)
  program.dispose()
  tf.dispose([...given, ...expected, ...actual])
})

test('without gradients the loop keeps nothing for them and gives the same states', () => {
  const cell = cells.lstm as Cell
  const given = tensors(cell)
  const run = (how: Scan) => (inputs: T[]) => {
    const [x, h, c, u] = inputs as [T, T, T, T]
    return how(tf, { cell: cell.cell, sequences: [x], initial: [h, c], constants: [u], every: true })
  }
  const expected = tf.tidy(() => run(scan)(given))
  const program = compile(tf, given, run(loopingScan(false)), 'graph')
  const actual = program.run(given)
  expectNear(actual, expected)
  program.dispose()
  tf.dispose([...given, ...expected, ...actual])
})

test('outside a recording it is the plain loop', () => {
  const cell = cells.gru as Cell
  const given = tensors(cell)
  const options = { every: true, reverse: false }
  const [looping, plain] = [loopingScan(true), scan].map((how) => tf.tidy(() => measured(how, cell, options)(given)))
  expect(looping?.map((tensor) => tensor.dataSync())).toEqual(plain?.map((tensor) => tensor.dataSync()))
  tf.dispose([...given, ...(looping ?? []), ...(plain ?? [])])
})
