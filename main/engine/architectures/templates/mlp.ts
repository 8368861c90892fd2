// Template `mlp`: dense layers one behind another, the plain network for a table of numbers.
import type { LayerNode } from '../../../../shared/records'
import type { Settings } from '../../../../shared/fields'
import { entrance } from '../entrance'
import { activationField, hiddenActivations } from '../activations'
import { head } from '../template'
import type { Template } from '../template'

/** entrance -> (dense -> batch normalisation? -> dropout?) for each hidden layer -> head. 10 inputs and [16] make 193 parameters. */
export const mlp: Template = {
  name: 'mlp',
  label: { en: 'Multi-layer perceptron', zh: '多层感知机' },
  summary: {
    en: 'Dense layers one behind another: the plain network for tables of numbers and categories.',
    zh: '若干全连接层依次相连：适用于数值和类别表格的基本网络。',
  },
  fields: [
    {
      kind: 'integers',
      name: 'hidden',
      label: { en: 'Hidden layers', zh: '隐藏层' },
      help: { en: 'Units of each hidden layer, first to last.', zh: '各隐藏层的单元数，从前到后。' },
      default: [16],
      min: 1,
      max: 4096,
      minLength: 0,
      maxLength: 16,
    },
    activationField(hiddenActivations, 'relu', {
      en: 'The curve in the hidden layers; ReLU is a safe start.',
      zh: '隐藏层使用的激活函数；ReLU 是稳妥的选择。',
    }),
    {
      kind: 'number',
      name: 'dropout',
      label: { en: 'Dropout', zh: '随机失活' },
      help: {
        en: 'Share of hidden units set to zero at each step; raise it when validation falls behind training.',
        zh: '每一步被置零的隐藏单元比例；当验证结果明显差于训练时可调高。',
      },
      default: 0,
      min: 0,
      max: 0.9,
      step: 0.05,
    },
    {
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
    },
    {
      kind: 'switch',
      name: 'batchNormalisation',
      label: { en: 'Batch normalisation', zh: '批归一化' },
      help: {
        en: 'Steadies deep networks; put after each hidden layer.',
        zh: '使深层网络更稳定；加在每个隐藏层之后。',
      },
      default: false,
    },
  ],
  graph(settings, facts) {
    const hidden = settings.hidden as number[]
    const { layers, from } = entrance(facts)
    const last = () => layers[layers.length - 1]?.id ?? from
    for (const [index, units] of hidden.entries()) {
      for (const layer of hiddenLayers(`hidden${index + 1}`, units, settings))
        layers.push({ ...layer, inputs: [last()] })
    }
    layers.push(head(facts, last()))
    return { layers, outputs: ['output'] }
  },
}

function hiddenLayers(id: string, units: number, settings: Settings): Omit<LayerNode, 'inputs'>[] {
  const { activation = 'relu', l2 = 0, dropout = 0 } = settings
  const layers = [{ id, type: 'dense', settings: { units, activation, l2 } as Settings }]
  if (settings.batchNormalisation === true)
    layers.push({ id: `${id}Normalised`, type: 'batchNormalisation', settings: {} })
  if (Number(dropout) > 0) layers.push({ id: `${id}Dropout`, type: 'dropout', settings: { rate: dropout } })
  return layers
}
