// One turn of a recurrent loop, recorded once: the nodes that compute the new states, and those that carry gradients back.
import type * as tf from '@tensorflow/tfjs-node'
import type { ScanArgs } from '../../architectures'
import { standInsFor } from './layout'
import type { Node, Value } from './node'
import type { Recorder } from './recorder'

/** Values are called `x0 ...` (rows of the sequences), `s0 ...` (old states), `c0 ...` (constants), `d0 ...` (gradients of the new states). */
export interface Cell {
  forward: Node[]
  newStates: Value[]
  /** Null where no gradients are wanted. */
  backward: Backward | null
}

export interface Backward {
  nodes: Node[]
  /** What of the forward turn the backward one needs, in the order in which it is kept: old states and results on the way. */
  kept: Value[]
  /** Null where nothing flows back. */
  sequences: (Value | null)[]
  states: (Value | null)[]
  /** What a turn adds to the gradient of each constant. */
  constants: (Value | null)[]
  /** Constants, by their place, whose gradient in a turn is one product: that of all turns is one product as well. */
  products: Map<number, TurnProduct>
}

/** left' right, [batch, in] and [batch, out]; `left` is kept. */
export interface TurnProduct {
  left: Value
  right: Value
}

interface Engine {
  gradients(of: () => tf.Scalar, by: tf.Tensor[], dy: null, allowNone: boolean): { grads: (tf.Tensor | null)[] }
}

export function recordCell(outer: Recorder, tensorflow: typeof tf, args: ScanArgs, gradients: boolean): Cell {
  const recorder = outer.nested()
  const like = (tensors: tf.Tensor[], letter: string, rows: boolean) =>
    standInsFor(recorder, tensorflow, { tensors, letter, rows })
  return recorder.record([], () => {
    const xs = like(args.sequences, 'x', true)
    const states = like(args.initial, 's', false)
    const constants = like(args.constants, 'c', false)
    const compute = () => args.cell(xs, states, constants)
    if (!gradients) {
      const newStates = compute().map((state) => recorder.valueOf(state))
      return { forward: recorder.nodes, newStates, backward: null }
    }
    return withGradients(recorder, tensorflow, {
      xs,
      states,
      constants,
      compute,
      arriving: like(args.initial, 'd', false),
    })
  })
}

interface Differentiable {
  xs: tf.Tensor[]
  states: tf.Tensor[]
  constants: tf.Tensor[]
  /** Gradients of the new states. */
  arriving: tf.Tensor[]
  compute(): tf.Tensor[]
}

function withGradients(recorder: Recorder, tensorflow: typeof tf, cell: Differentiable): Cell {
  const { xs, states, constants, arriving } = cell
  let newStates: Value[] = []
  let boundary = 0
  // The gradient of <new states, arriving gradients> is what flows back through one turn.
  const product = (): tf.Scalar => {
    const moved = cell.compute()
    newStates = moved.map((state) => recorder.valueOf(state))
    boundary = recorder.nodes.length
    const products = moved.map((state, index) => tensorflow.sum(tensorflow.mul(state, arriving[index] as tf.Tensor)))
    return tensorflow.addN(products) as tf.Scalar
  }
  const by = [...xs, ...states, ...constants].filter(({ dtype }) => dtype === 'float32')
  const { grads } = (tensorflow.engine() as unknown as Engine).gradients(product, by, null, true)
  const gradientOf = (tensor: tf.Tensor): Value | null => {
    const gradient = grads[by.indexOf(tensor)]
    return gradient === null || gradient === undefined ? null : recorder.valueOf(gradient)
  }
  const flowing = {
    sequences: xs.map(gradientOf),
    states: states.map(gradientOf),
    constants: constants.map(gradientOf),
  }
  const forward = recorder.nodes.slice(0, boundary)
  const behind = recorder.nodes.slice(boundary)
  const products = productsIn(recorder, flowing.constants, { forward, behind })
  const added = flowing.constants.map((value, index) => products.get(index)?.right ?? value)
  const results = [...flowing.sequences, ...flowing.states, ...added].filter((value) => value !== null)
  const nodes = backwardNodes(forward, behind, results)
  const lefts = [...products.values()].map(({ left }) => left)
  const kept = keptFor(nodes, forward, [...results, ...lefts]).map((from) => recorder.source(from))
  return { forward, newStates, backward: { nodes, kept, products, ...flowing } }
}

/** Gradients of constants that are a product with a state, or with what the forward turn made. */
function productsIn(
  recorder: Recorder,
  gradients: readonly (Value | null)[],
  { forward, behind }: Record<'forward' | 'behind', Node[]>,
): Map<number, TurnProduct> {
  const made = new Set(forward.filter(({ op }) => op !== 'Const').map(({ name }) => name))
  const products = new Map<number, TurnProduct>()
  gradients.forEach((gradient, index) => {
    const node = gradient === null ? undefined : behind.find(({ name }) => name === nodeOf(gradient.from))
    if (node?.op !== 'BatchMatMulV2' || !isSet(node, 'adj_x') || isSet(node, 'adj_y')) return
    const [left, right] = node.input.map((from) => recorder.source(from)) as [Value, Value]
    const kept = isState(left.from) || made.has(nodeOf(left.from))
    if (kept && left.shape.length === 2) products.set(index, { left, right })
  })
  return products
}

function isSet({ attr }: Node, name: string): boolean {
  const value = attr[name]
  return value !== undefined && 'b' in value && value.b
}

const isState = (from: string): boolean => /^s\d+$/.test(from)

const nodeOf = (from: string): string => from.split(':')[0] as string

/** The nodes behind the boundary that the gradients need, with copies of the constants that were made before it. */
function backwardNodes(forward: Node[], behind: Node[], results: Value[]): Node[] {
  const known = new Map([...forward.filter(({ op }) => op === 'Const'), ...behind].map((node) => [node.name, node]))
  const needed = new Set<string>()
  const visit = (from: string): void => {
    const node = known.get(nodeOf(from))
    if (node === undefined || needed.has(node.name)) return
    needed.add(node.name)
    node.input.forEach(visit)
  }
  for (const { from } of results) visit(from)
  return [...known.values()].filter(({ name }) => needed.has(name))
}

/** Inputs of the backward nodes and results of theirs that the forward turn must keep for them. */
function keptFor(nodes: Node[], forward: Node[], results: Value[]): string[] {
  const made = new Set(nodes.map(({ name }) => name))
  const before = new Set(forward.map(({ name }) => name))
  const inputs = [...nodes.flatMap(({ input }) => input), ...results.map(({ from }) => from)]
  const kept = inputs.filter((from) => isState(from) || (before.has(nodeOf(from)) && !made.has(nodeOf(from))))
  return [...new Set(kept)]
}
