// Dense layers one behind another, as most templates have them, and the fields of such a stack.
import type { Field, IntegersField, NumberField, Settings, SwitchField } from '../../../shared/fields'
import { activationField, hiddenActivations } from './activations'
import type { Sketch } from './sketch'

/** Units of the hidden layers, `fallback` at first. */
export function hiddenField(fallback: number[]): IntegersField {
  return {
    kind: 'integers',
    name: 'hidden',
    label: { en: 'Hidden layers', zh: '隐藏层' },
    help: { en: 'Units of each hidden layer, first to last.', zh: '各隐藏层的单元数，从前到后。' },
    default: fallback,
    min: 1,
    max: 4096,
    minLength: 0,
    maxLength: 16,
  }
}

export const hiddenActivation = activationField(hiddenActivations, 'relu', {
  en: 'The curve in the hidden layers; ReLU is a safe start.',
  zh: '隐藏层使用的激活函数；ReLU 是稳妥的选择。',
})

export function dropoutField(fallback = 0): NumberField {
  return {
    kind: 'number',
    name: 'dropout',
    label: { en: 'Dropout', zh: '随机失活' },
    help: {
      en: 'Share of hidden units set to zero at each step; raise it when validation falls behind training.',
      zh: '每一步被置零的隐藏单元比例；当验证结果明显差于训练时可调高。',
    },
    default: fallback,
    min: 0,
    max: 0.9,
    step: 0.05,
  }
}

export const l2Field: NumberField = {
  kind: 'number',
  name: 'l2',
  label: { en: 'L2 penalty', zh: 'L2 惩罚' },
  help: {
    en: 'Keeps the weights of hidden layers small; 0.0001 to 0.01 against overfitting.',
    zh: '使隐藏层权重保持较小；可用 0.0001 至 0.01 来抑制过拟合。',
  },
  default: 0,
  min: 0,
  max: 1,
}

export const normalisationField: SwitchField = {
  kind: 'switch',
  name: 'batchNormalisation',
  label: { en: 'Batch normalisation', zh: '批归一化' },
  help: {
    en: 'Steadies deep networks; put after each hidden layer.',
    zh: '使深层网络更稳定；加在每个隐藏层之后。',
  },
  default: false,
}

export const stackFields = (hidden: number[], dropout = 0): Field[] => [
  hiddenField(hidden),
  hiddenActivation,
  dropoutField(dropout),
  l2Field,
]

/** (dense -> batch normalisation? -> dropout?) for each of the hidden layers that the settings name; ids begin with `of`. */
export function stacked({ add }: Sketch, from: string, settings: Settings, of = 'hidden'): string {
  const { activation = 'relu', l2 = 0, dropout = 0 } = settings
  return (settings.hidden as number[]).reduce((before, units, index) => {
    const id = `${of}${index + 1}`
    const dense = add(id, 'dense', before, { units, activation, l2 })
    const normal = settings.batchNormalisation === true ? add(`${id}Normalised`, 'batchNormalisation', dense) : dense
    return droppedOut({ add }, `${id}Dropout`, normal, dropout)
  }, from)
}

/** Dropout behind `from`, nothing for a share of 0. */
export function droppedOut({ add }: Pick<Sketch, 'add'>, id: string, from: string, rate: Settings[string] = 0): string {
  return Number(rate) > 0 ? add(id, 'dropout', from, { rate }) : from
}
