// Fields that several layer types have.
import type { ChoiceField, NumberField, SwitchField, Text } from '../../../shared/fields'
import type { Shape } from './layerType'

interface Numbers {
  name: string
  label: Text
  help: Text
  default: number
  min: number
  max: number
}

export const integerField = (field: Numbers): NumberField => ({ kind: 'integer', ...field })
export const numberField = (field: Numbers): NumberField => ({ kind: 'number', ...field })

export function unitsField(fallback: number): NumberField {
  return integerField({
    name: 'units',
    label: { en: 'Units', zh: '单元数' },
    help: { en: 'How many outputs the layer has.', zh: '该层的输出个数。' },
    default: fallback,
    min: 1,
    max: 65_536,
  })
}

export const biasField: SwitchField = {
  kind: 'switch',
  name: 'useBias',
  label: { en: 'Bias', zh: '偏置' },
  help: { en: 'Adds a trained number to each sum.', zh: '为每个加权和加上一个可训练的数。' },
  default: true,
  advanced: true,
}

export const epsilonField: NumberField = {
  ...numberField({
    name: 'epsilon',
    label: { en: 'Epsilon', zh: 'Epsilon' },
    help: { en: 'Added to the variance so that nothing is divided by zero.', zh: '加到方差上，避免除以零。' },
    default: 0.001,
    min: 1e-12,
    max: 1,
  }),
  advanced: true,
}

/** A share of numbers that is dropped, under one of the names that layers have for it. */
export function rateField(name: string, fallback: number, label: Text = { en: 'Rate', zh: '比例' }): NumberField {
  const help = { en: 'The share that is set to zero at each step.', zh: '每一步被置零的比例。' }
  return numberField({ name, label, help, default: fallback, min: 0, max: 0.9 })
}

/** How many steps at both ends of a sequence, one before and `after` behind at first. */
export const aroundFields = (after: number): NumberField[] => [
  integerField({
    name: 'before',
    label: { en: 'Before', zh: '前面' },
    help: { en: 'How many steps at the beginning.', zh: '开头的步数。' },
    default: 1,
    min: 0,
    max: 100_000,
  }),
  integerField({
    name: 'after',
    label: { en: 'After', zh: '后面' },
    help: { en: 'How many steps at the end.', zh: '末尾的步数。' },
    default: after,
    min: 0,
    max: 100_000,
  }),
]

export const causalField: SwitchField = {
  kind: 'switch',
  name: 'causal',
  label: { en: 'Causal', zh: '因果' },
  help: {
    en: 'No step sees a later one, as when the next is to be predicted.',
    zh: '每一步看不到其后的步，用于预测下一步。',
  },
  default: false,
}

export function choiceField(
  name: string,
  label: Text,
  help: Text,
  options: readonly [value: string, en: string, zh: string][],
): ChoiceField {
  const made = options.map(([value, en, zh]) => ({ value, label: { en, zh } }))
  return { kind: 'choice', name, label, help, default: made[0]?.value ?? '', options: made }
}

export const steps: Text = { en: 'steps of numbers [time, width]', zh: '由多步数值组成的序列 [时间, 宽度]' }

/** True for a shape [time, width]. */
export function isSequence(shape: Shape | undefined): shape is [number, number] {
  return shape?.length === 2
}

/** How many numbers a trained row has. */
export const widthField: NumberField = integerField({
  name: 'width',
  label: { en: 'Width', zh: '宽度' },
  help: { en: 'How many numbers each row has.', zh: '每行数值的个数。' },
  default: 8,
  min: 1,
  max: 65_536,
})
