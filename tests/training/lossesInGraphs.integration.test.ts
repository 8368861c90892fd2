// Every loss recorded as a graph with its gradient, plain and compiled by XLA: the same as operation by operation.
import { describe, expect, test } from 'vitest'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { loadTensor } from '../../main/engine/tensor'
import { layerRandom } from '../../main/engine/architectures'
import { drawsOf } from '../../main/engine/training/draws'
import { losses } from '../../main/engine/training/losses'
import { compile } from '../../main/engine/training/trace/program'

const tf = loadTensor()

interface Case {
  loss: keyof typeof losses
  /** Of what stands before the head. */
  shape: number[]
  head: 'sigmoid' | 'softmax' | 'softplus' | 'linear'
  fromLogits: boolean
  smoothing: number
}

const classes = [6, 5]
const cases: Case[] = [
  ...[true, false].flatMap((fromLogits): Case[] =>
    [0, 0.1].flatMap((smoothing): Case[] => [
      { loss: 'binaryCrossentropy', shape: [6, 1], head: 'sigmoid', fromLogits, smoothing },
      { loss: 'categoricalCrossentropy', shape: classes, head: 'softmax', fromLogits, smoothing },
    ]),
  ),
  { loss: 'categoricalCrossentropy', shape: [4, 3, 5], head: 'softmax', fromLogits: true, smoothing: 0 },
  { loss: 'focal', shape: [6, 1], head: 'sigmoid', fromLogits: true, smoothing: 0 },
  { loss: 'focal', shape: classes, head: 'softmax', fromLogits: true, smoothing: 0 },
  ...(['bpr', 'cosine', 'margin', 'sampledSoftmax', 'gbce', 'contrastive'] as const).map((loss): Case => ({
    loss,
    shape: classes,
    head: 'softmax',
    fromLogits: true,
    smoothing: 0,
  })),
  { loss: 'klDivergence', shape: classes, head: 'softmax', fromLogits: true, smoothing: 0.1 },
  { loss: 'hinge', shape: [6, 1], head: 'sigmoid', fromLogits: true, smoothing: 0 },
  { loss: 'poisson', shape: [6, 1], head: 'softplus', fromLogits: false, smoothing: 0 },
  ...(['meanSquaredError', 'meanAbsoluteError', 'huber', 'logCosh', 'quantile'] as const).map((loss): Case => ({
    loss,
    shape: [6, 1],
    head: 'linear',
    fromLogits: false,
    smoothing: 0,
  })),
]

/** From [what stands before the head, targets] to losses and the gradient of their sum. */
function measureOf({ loss, head, fromLogits, smoothing }: Case) {
  const draws = drawsOf(tf, [1, 2, 1, 4, 1])
  const perRow = (before: tfTypes.Tensor, targets: tfTypes.Tensor, step: tfTypes.Scalar) => {
    const outputs = head === 'linear' ? before : tf[head](before)
    const known = fromLogits && (head === 'sigmoid' || head === 'softmax')
    const logits = known ? { kind: head, tensor: before } : null
    const sampling = { random: layerRandom(tf, 5, step), draws, codes: null, valid: null }
    return losses[loss].perRow(tf, { targets, outputs, logits, smoothing, settings: { negatives: 6 }, sampling })
  }
  return (inputs: tfTypes.Tensor[]): tfTypes.Tensor[] => {
    const [before, targets, step] = inputs as [tfTypes.Tensor, tfTypes.Tensor, tfTypes.Scalar]
    return [perRow(before, targets, step), tf.grad((given) => tf.sum(perRow(given, targets, step)))(before)]
  }
}

function inputsOf({ shape, head }: Case): tfTypes.Tensor[] {
  const rows = shape.slice(0, -1)
  const width = shape.at(-1) as number
  const before = Float32Array.from({ length: tf.util.sizeFromShape(shape) }, (_, at) => 3 * Math.sin(at * 1.7))
  const targets = Array.from({ length: tf.util.sizeFromShape(rows) }, (_, at) =>
    head === 'softmax' ? (at * 7) % width : at % 2,
  )
  return [tf.tensor(before, shape), tf.tensor(targets, rows, 'float32'), tf.scalar(3, 'int32')]
}

const numbersOf = (tensors: tfTypes.Tensor[]) => tensors.flatMap((tensor) => [...tensor.dataSync()])

describe.each(cases)('$loss of $shape, from logits: $fromLogits, smoothing $smoothing', (one) => {
  test.each(['graph', 'xla'] as const)('gives the same by %s', (tier) => {
    const inputs = inputsOf(one)
    const eager = tf.tidy(() => numbersOf(measureOf(one)(inputs)))
    const program = compile(tf, inputs, measureOf(one), tier)
    const results = program.run(inputs)
    const far = numbersOf(results).filter(
      (value, at) => !(Math.abs(value - (eager[at] ?? NaN)) <= 2e-6 * Math.max(1, Math.abs(value))),
    )
    expect(far).toEqual([])
    program.dispose()
    tf.dispose([...inputs, ...results])
  })
})

test('every loss is recorded', () => {
  expect(new Set(cases.map(({ loss }) => loss))).toEqual(new Set(Object.keys(losses)))
})
