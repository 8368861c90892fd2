// What recurrent layers have in common: their fields, the pass in one or both directions, masks and dropout.
import type * as tf from '@tensorflow/tfjs-node'
import type { Field, Settings } from '../../../shared/fields'
import { activationField, activations } from './activations'
import { biasField, choiceField, isSequence, rateField, steps, unitsField } from './fields'
import { initialiserField, initialiserOf } from './initialisers'
import type { LayerCall, LayerType, Shape, WeightSpec } from './layerType'
import { projected } from './project'
import { penalised, penaltyFields } from './regularisers'

/** One kind of recurrent cell. */
export interface Cell {
  /** How many blocks of `units` numbers kernel and bias have. */
  gates: number
  /** Rows of the bias; two where the recurrent product has one of its own. */
  biasRows?: (settings: Settings) => number
  biasAtStart?: (settings: Settings) => WeightSpec['initialiser']
  /** How many states there are, the output first. */
  states: number
  /**
   * Prepares the constants of the loop from the recurrent kernel and what is left of the bias, and names the cell:
   * (projected input [batch, gates x units], states, constants) -> new states.
   */
  loop(call: LayerCall, recurrent: tf.Tensor, bias: tf.Tensor | undefined): Loop
}

export interface Loop {
  /** Added to the projected input of all steps at once. */
  inputBias: tf.Tensor | undefined
  constants: tf.Tensor[]
  step(x: tf.Tensor, states: tf.Tensor[], constants: tf.Tensor[], dropped: (h: tf.Tensor) => tf.Tensor): tf.Tensor[]
}

export const gateField: Field = {
  ...activationField(
    activations,
    'sigmoid',
    { en: 'The curve of the gates.', zh: '门所用的曲线。' },
    'recurrentActivation',
  ),
  label: { en: 'Gate activation', zh: '门的激活函数' },
  advanced: true,
}

export const everyStepField: Field = {
  kind: 'switch',
  name: 'returnSequences',
  label: { en: 'Every step', zh: '每一步' },
  help: {
    en: 'Gives the state after every step, not only the last.',
    zh: '给出每一步之后的状态，而不仅是最后一步。',
  },
  default: false,
}

/** Fields of every recurrent layer; `special` stand between them. */
export function recurrentFields(special: Field[]): Field[] {
  return [
    unitsField(16),
    activationField(activations, 'tanh', { en: 'The curve of the state.', zh: '状态所用的曲线。' }),
    ...special,
    everyStepField,
    choiceField(
      'direction',
      { en: 'Direction', zh: '方向' },
      {
        en: 'Reads from the first step, from the last (giving states in that order), or both ways with weights of their own.',
        zh: '从第一步读起、从最后一步读起（按该顺序给出状态），或以各自的权重双向读取。',
      },
      [
        ['forward', 'Forward', '正向'],
        ['backward', 'Backward', '反向'],
        ['both', 'Both', '双向'],
      ],
    ),
    {
      ...choiceField(
        'merge',
        { en: 'Both are', zh: '双向结果' },
        { en: 'How both directions become one output.', zh: '两个方向如何合成一个输出。' },
        [
          ['concat', 'laid behind one another', '拼接'],
          ['sum', 'added', '相加'],
          ['mul', 'multiplied', '相乘'],
          ['ave', 'averaged', '取平均'],
        ],
      ),
      showWhen: { field: 'direction', in: ['both'] },
    },
    rateField('dropout', 0, { en: 'Dropout of inputs', zh: '输入失活' }),
    rateField('recurrentDropout', 0, { en: 'Dropout of states', zh: '状态失活' }),
    biasField,
    initialiserField('kernelInitialiser', 'glorotUniform'),
    initialiserField('recurrentInitialiser', 'orthogonal'),
    ...penaltyFields,
  ]
}

export function recurrentShape([from]: Shape[], settings: Settings): ReturnType<LayerType['shape']> {
  if (!isSequence(from)) return { expected: steps }
  const joined = settings.direction === 'both' && settings.merge === 'concat' ? 2 : 1
  const width = Number(settings.units) * joined
  return settings.returnSequences ? [from[0], width] : [width]
}

export function recurrentWeights(cell: Cell, [from = []]: Shape[], settings: Settings): WeightSpec[] {
  const units = Number(settings.units)
  const width = cell.gates * units
  const rows = cell.biasRows?.(settings) ?? 1
  const specs: WeightSpec[] = [
    {
      name: 'kernel',
      shape: [from[1] ?? 1, width],
      trainable: true,
      initialiser: initialiserOf(settings.kernelInitialiser),
      ...penalised(settings),
    },
    {
      name: 'recurrentKernel',
      shape: [units, width],
      trainable: true,
      initialiser: initialiserOf(settings.recurrentInitialiser),
    },
    {
      name: 'bias',
      shape: rows === 1 ? [width] : [rows, width],
      trainable: true,
      initialiser: cell.biasAtStart?.(settings) ?? initialiserOf('zeros'),
    },
  ]
  const one = settings.useBias === false ? specs.slice(0, 2) : specs
  if (settings.direction !== 'both') return one
  const named = (prefix: string) =>
    one.map((spec) => ({ ...spec, name: `${prefix}${spec.name[0]?.toUpperCase()}${spec.name.slice(1)}` }))
  return [...named('forward'), ...named('backward')]
}

export function recurrentCost(cell: Cell, [from = []]: Shape[], settings: Settings): number {
  const units = Number(settings.units)
  const ways = settings.direction === 'both' ? 2 : 1
  return ways * (from[0] ?? 0) * cell.gates * units * ((from[1] ?? 0) + units)
}

export function recurrentForward(cell: Cell, call: LayerCall): tf.Tensor {
  const { tf, settings, weights } = call
  const { direction, returnSequences } = settings
  if (direction !== 'both') {
    const output = oneWay(cell, call, weights, direction === 'backward')
    return direction === 'backward' && returnSequences ? tf.reverse(output, 1) : output
  }
  const half = weights.length / 2
  const there = oneWay(cell, call, weights.slice(0, half), false)
  const back = oneWay(cell, call, weights.slice(half), true)
  const [mask = null] = call.masks
  if (mask === null || !returnSequences) return joined(call, there, back)
  // As in Keras, which lets both ways be zero where a step does not count.
  const counts = tf.cast(tf.expandDims(mask, -1), 'float32')
  return joined(call, tf.mul(there, counts), tf.mul(back, counts))
}

function joined({ tf, settings }: LayerCall, there: tf.Tensor, back: tf.Tensor): tf.Tensor {
  if (settings.merge === 'sum') return tf.add(there, back)
  if (settings.merge === 'mul') return tf.mul(there, back)
  if (settings.merge === 'ave') return tf.mul(tf.add(there, back), 0.5)
  return tf.concat([there, back], -1)
}

/** The mask stays where every step has an output. Read backwards it would have to be turned as well. */
export function recurrentMask({ tf, settings, masks: [mask = null] }: LayerCall): tf.Tensor | null {
  if (!settings.returnSequences || mask === null) return null
  return settings.direction === 'backward' ? tf.reverse(mask, 1) : mask
}

/** One direction: the projection of all steps in one product, then the loop. [batch, time, units] or [batch, units]. */
function oneWay(cell: Cell, call: LayerCall, weights: tf.Tensor[], reverse: boolean): tf.Tensor {
  const { tf, settings, masks, random } = call
  const [kernel, recurrent, bias] = weights as [tf.Tensor, tf.Tensor, tf.Tensor?]
  const [batch = 0] = call.inputs[0].shape
  const units = Number(settings.units)
  const loop = cell.loop(call, recurrent, bias)
  const x = dropped(call, Number(settings.dropout), [batch, 1, call.inputs[0].shape[2] ?? 1])(call.inputs[0])
  const stepped = tf.transpose(projected(tf, x, kernel, loop.inputBias), [1, 0, 2])
  const keep = Number(settings.recurrentDropout)
  const drop = random === null || keep === 0 ? null : tf.mul(random.keep([batch, units], keep), 1 / (1 - keep))
  const mask = masks[0] ? stepMask(call, masks[0], units) : null
  const zeros = tf.zeros([batch, units])
  const results = call.scan(tf, {
    sequences: mask === null ? [stepped] : [stepped, mask],
    initial: Array.from({ length: cell.states }, () => zeros),
    constants: drop === null ? loop.constants : [...loop.constants, drop],
    reverse,
    every: settings.returnSequences === true,
    cell([at, counts], states, constants) {
      const dropping = (h: tf.Tensor) => (drop === null ? h : tf.mul(h, constants.at(-1) as tf.Tensor))
      const next = loop.step(at as tf.Tensor, states, constants, dropping)
      if (counts === undefined) return next
      return next.map((value, index) => tf.where(counts, value, states[index] as tf.Tensor))
    },
  })
  const output = results[0] as tf.Tensor
  return settings.returnSequences ? tf.transpose(output, [1, 0, 2]) : output
}

/** The same numbers are dropped at every step (Gal and Ghahramani 2016). */
function dropped({ tf, random }: LayerCall, rate: number, shape: number[]): (x: tf.Tensor) => tf.Tensor {
  if (random === null || rate === 0) return (x) => x
  return (x) => tf.mul(x, tf.mul(random.keep(shape, rate), 1 / (1 - rate)))
}

/** [batch, time] as [time, batch, units], so that no step has to repeat it. */
function stepMask({ tf }: LayerCall, mask: tf.Tensor, units: number): tf.Tensor {
  return tf.tile(tf.expandDims(tf.transpose(mask), -1), [1, 1, units])
}
