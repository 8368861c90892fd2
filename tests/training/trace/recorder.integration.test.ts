// The recorder: what becomes a constant, what an argument, what cannot be part of a graph, and that nothing of it stays behind.
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../../main/engine/tensor'
import { compile, compileChunk, NotRecordable, recording } from '../../../main/engine/training/trace'
import { backendOf } from '../../../main/engine/training/trace/binding'
import { Recorder } from '../../../main/engine/training/trace/recorder'

const tf = loadTensor()
const tiers = ['graph', 'xla'] as const

/** The native side counts what JavaScript does not see: tensors by id, and loaded graphs. */
const native = () => {
  const { binding } = backendOf(tf) as unknown as {
    binding: { getNumOfTensors(): number; getNumOfSavedModels(): number }
  }
  return { tensors: binding.getNumOfTensors(), models: binding.getNumOfSavedModels(), seen: tf.memory().numTensors }
}
let before = native()
beforeEach(() => (before = native()))
afterEach(() => expect(native()).toEqual(before))

type Run = (inputs: tfTypes.Tensor[]) => tfTypes.Tensor[]

/** What the function gives on the tier for other numbers than those that it was recorded with. */
function results(tier: (typeof tiers)[number], run: Run, examples: tfTypes.Tensor[], given: tfTypes.Tensor[]) {
  const program = compile(tf, examples, run, tier)
  const outputs = program.run(given)
  const values = outputs.map((tensor) => [...tensor.dataSync()])
  program.dispose()
  tf.dispose([...new Set([...outputs, ...examples, ...given])])
  return values
}

describe.each(tiers)('on %s', (tier) => {
  test('arguments are read anew, and constants are those of the recording', () => {
    const kept = tf.tensor1d([10, 20])
    const run: Run = ([x]) => [tf.add(tf.mul(x as tfTypes.Tensor, kept), tf.tensor1d([1, 2]))]
    expect(results(tier, run, [tf.tensor1d([0, 0])], [tf.tensor1d([3, 4])])).toEqual([[31, 82]])
    kept.dispose()
  })

  test('a constant that still waits in JavaScript, of every type', () => {
    const [floats, whole, truth] = [tf.tensor1d([0.5, 1.5]), tf.tensor1d([2, 3], 'int32'), tf.tensor1d([true, false])]
    const run: Run = ([x]) => [
      tf.where(truth, tf.add(x as tfTypes.Tensor, floats), tf.cast(whole, 'float32')),
      tf.add(whole, tf.scalar(1, 'int32')),
    ]
    expect(results(tier, run, [tf.zeros([2])], [tf.tensor1d([7, 7])])).toEqual([
      [7.5, 3],
      [3, 4],
    ])
    tf.dispose([floats, whole, truth])
  })

  test('a tensor made before the recording by an operation is read back', () => {
    const made = tf.tidy(() => tf.mul(tf.tensor1d([1, 2]), 5))
    expect(results(tier, ([x]) => [tf.sub(x as tfTypes.Tensor, made)], [tf.zeros([2])], [tf.tensor1d([9, 9])])).toEqual(
      [[4, -1]],
    )
    made.dispose()
  })

  test('an argument may be a result, twice, and one tensor several arguments', () => {
    const one = tf.tensor1d([1, 2])
    const run: Run = ([a, b]) => [a as tfTypes.Tensor, a as tfTypes.Tensor, tf.sub(a as tfTypes.Tensor, b as never)]
    expect(results(tier, run, [one, one], [tf.tensor1d([5, 5]), tf.tensor1d([3, 4])])).toEqual([
      [5, 5],
      [5, 5],
      [2, 1],
    ])
  })

  test('arguments that share their memory are arguments of their own', () => {
    const one = tf.tensor2d([[1, 2]])
    const same = tf.reshape(one, [2])
    const run: Run = ([a, b]) => [tf.add(tf.sum(a as tfTypes.Tensor), tf.mul(b as tfTypes.Tensor, 100))]
    expect(results(tier, run, [one, same], [tf.tensor2d([[1, 1]]), tf.tensor1d([3, 4])])).toEqual([[302, 402]])
  })

  test('operations with lists of inputs and of outputs', () => {
    const run: Run = ([x]) => {
      const parts = tf.unstack(x as tfTypes.Tensor)
      const halves = tf.split(x as tfTypes.Tensor2D, [1, 2], 1)
      return [tf.addN(parts), tf.concat([...halves].reverse(), 1), tf.topk(x as tfTypes.Tensor, 2).indices]
    }
    const given = tf.tensor2d([
      [3, 1, 2],
      [4, 6, 5],
    ])
    expect(results(tier, run, [tf.zeros([2, 3])], [given])).toEqual([
      [7, 7, 7],
      [1, 2, 3, 6, 5, 4],
      [0, 2, 1, 2],
    ])
  })

  test('a gradient is recorded with its function', () => {
    const run: Run = ([x]) => [tf.grad((y) => tf.sum(tf.mul(tf.square(y), y)))(x as tfTypes.Tensor)]
    // 3 x^2 by hand.
    expect(results(tier, run, [tf.zeros([2])], [tf.tensor1d([2, -3])])).toEqual([[12, 27]])
  })

  test('a chunk takes as many steps as it is told, and keeps a row of each', () => {
    const step = (state: tfTypes.Tensor[], fixed: tfTypes.Tensor[], now: tfTypes.Tensor[]) => {
      const [sum, row, factor] = [state[0], now[0], fixed[0]] as [tfTypes.Tensor, tfTypes.Tensor, tfTypes.Tensor]
      const moved = tf.add(sum, tf.mul(row, factor))
      return { state: [moved], kept: [tf.sum(sum)] }
    }
    const input = { state: [tf.tensor1d([1, 1])], fixed: [tf.scalar(10)], perStep: [tf.tensor2d([1, 2, 3, 4], [4, 1])] }
    const program = compileChunk({ tf, ...input, step, tier })
    for (const [steps, sum] of [
      [0, 1],
      [1, 11],
      [3, 61],
      [4, 101],
    ] as const) {
      const done = program.run(steps, input)
      expect([...(done.state[0]?.dataSync() ?? [])]).toEqual([sum, sum])
      // Sums before each step: 2, then 2 x (1 + 10), 2 x (1 + 30), 2 x (1 + 60).
      expect([...(done.kept[0]?.dataSync() ?? [])].slice(0, steps)).toEqual([2, 22, 62, 122].slice(0, steps))
      tf.dispose([...done.state, ...done.kept])
    }
    expect(input.state[0]?.dataSync()).toEqual(Float32Array.of(1, 1))
    program.dispose()
    tf.dispose([...input.state, ...input.fixed, ...input.perStep])
  })

  test('many calls leave nothing behind', () => {
    const example = tf.zeros([3])
    const program = compile(tf, [example], ([x]) => [tf.add(x as tfTypes.Tensor, 1)], tier)
    const loaded = native()
    for (let call = 0; call < 200; call += 1) tf.dispose(program.run([example]))
    expect(native()).toEqual(loaded)
    program.dispose()
    example.dispose()
  })
})

/** An operation that TensorFlow has and no graph of ours: its numbers are the library's own. */
const unknown: Run = ([x]) => [tf.multinomial(x as tfTypes.Tensor2D, 2, 1)]

test('an operation that is not in the table is named', () => {
  const example = tf.tensor2d([[0.5, 0.5]])
  const { binding } = backendOf(tf)
  expect(() => compile(tf, [example], unknown, 'graph')).toThrow(NotRecordable)
  expect(() => compile(tf, [example], unknown, 'graph')).toThrow('the operation Multinomial cannot be part of a graph')
  expect(backendOf(tf).binding).toBe(binding)
  expect(recording()).toBeNull()
  example.dispose()
})

test('what was saved for gradients goes when they are never taken', () => {
  const [rows, kernel] = [tf.ones([4, 2]), tf.ones([2, 2])]
  const run: Run = ([x, w]) => {
    const objective = (given: tfTypes.Tensor) => {
      const product = tf.matMul(x as tfTypes.Tensor2D, given as tfTypes.Tensor2D)
      return tf.sum(tf.cast(tf.multinomial(tf.exp(product) as tfTypes.Tensor2D, 1, 1), 'float32')) as tfTypes.Scalar
    }
    return tf.valueAndGrads(objective)([w as tfTypes.Tensor]).grads
  }
  expect(() => compile(tf, [rows, kernel], run, 'graph')).toThrow(NotRecordable)
  tf.dispose([rows, kernel])
})

test('a recording that throws leaves the binding as it was', () => {
  const backend = backendOf(tf)
  const { binding, getInputTensorIds } = backend
  const example = tf.zeros([2])
  const fails: Run = ([x]) => {
    tf.add(x as tfTypes.Tensor, 1)
    expect(backend.binding).not.toBe(binding)
    throw new Error('as asked')
  }
  expect(() => compile(tf, [example], fails, 'graph')).toThrow('as asked')
  expect(backend.binding).toBe(binding)
  expect(backend.getInputTensorIds).toBe(getInputTensorIds)
  expect(recording()).toBeNull()
  tf.dispose(tf.add(example, 1))
  example.dispose()
})

test('a loop that uses what it was not handed cannot be recorded', () => {
  const outer = tf.zeros([2])
  tf.tidy(() => {
    const recorder = new Recorder(tf)
    const caught = () =>
      recorder.record([outer], () => {
        const made = tf.add(outer, 1)
        const nested = recorder.nested()
        const inner = tf.zeros([2])
        nested.record([inner], () => tf.mul(inner, made))
      })
    expect(caught).toThrow(NotRecordable)
    expect(caught).toThrow('a loop uses a tensor that was not handed to it')
  })
  outer.dispose()
})
