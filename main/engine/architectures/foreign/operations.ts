// Sums of two that Keras writes down as layers, such as x * 2 or x + y: Keras 3 as operations, TensorFlow as `TFOpLambda`. Names, no code.
import { textOf } from './json'
import type { Known } from './reading'
import type { Json } from './json'

/** One operand: a number, or what a layer gives. */
export type Operand = number | 'layer'

export interface Operation {
  className: string
  module: string
  config: Json
  operands: readonly Operand[]
}

type Sum = 'add' | 'subtract' | 'multiply' | 'divide'

const sums: Record<string, Sum> = {
  Add: 'add',
  Subtract: 'subtract',
  Multiply: 'multiply',
  Divide: 'divide',
  TrueDivide: 'divide',
  'math.add': 'add',
  '__operators__.add': 'add',
  'math.subtract': 'subtract',
  'math.multiply': 'multiply',
  'math.divide': 'divide',
  'math.truediv': 'divide',
}

const curves: Record<string, string> = {
  'nn.relu': 'relu',
  'nn.relu6': 'relu6',
  'nn.silu': 'swish',
  'nn.softmax': 'softmax',
  'nn.elu': 'elu',
  'nn.selu': 'selu',
  'math.sigmoid': 'sigmoid',
  'math.tanh': 'tanh',
}

/** True for what is written down as a layer and is none; `.h5` files leave its module out, but no layer is fed numbers. */
export function isOperation({ className, module, operands }: Omit<Operation, 'config'>): boolean {
  const withNumber = Object.hasOwn(sums, className) && operands.some((operand) => typeof operand === 'number')
  return className === 'TFOpLambda' || /(^|\.)ops(\.|$)/.test(module) || withNumber
}

/** The layer of ours that does the same, undefined where there is none. */
export function readOperation({ className, config, operands }: Operation): Known | undefined {
  const name = className === 'TFOpLambda' ? (textOf(config.function) ?? '') : className
  if (operands.length === 1 && Object.hasOwn(curves, name)) {
    return { type: 'activation', settings: { activation: curves[name] ?? '' } }
  }
  const sum = Object.hasOwn(sums, name) ? sums[name] : undefined
  const [first, second] = operands
  if (sum === undefined || first === undefined || second === undefined || operands.length > 2) return undefined
  if (first === 'layer' && second === 'layer') return sum === 'divide' ? undefined : { type: sum, settings: {} }
  if (typeof second === 'number') return withNumber(sum, second)
  // 2 - x and 2 / x are other sums.
  return typeof first === 'number' && (sum === 'add' || sum === 'multiply') ? withNumber(sum, first) : undefined
}

function withNumber(sum: Sum, number: number): Known {
  const arithmetic = (operation: string, by: number): Known => ({
    type: 'arithmetic',
    settings: { operation, number: by },
  })
  if (sum === 'add') return arithmetic('offset', number)
  if (sum === 'subtract') return arithmetic('offset', -number)
  return arithmetic('scale', sum === 'multiply' ? number : 1 / number)
}
