// Training settings of what is minimised, and of the gradients on their way to the optimiser.
import type { ChoiceField, Field, NumberField, TextsField } from '../../../../shared/fields'
import { losses } from '../losses'
import type { Loss } from '../losses'
import { fieldsOfChosen, option, optionsOf } from './chosen'

/** Losses that no goal can take yet are for networks that are built in code. */
const offered = Object.fromEntries(Object.entries<Loss>(losses).filter(([, { goals }]) => goals.length > 0))

export const lossField: ChoiceField = {
  kind: 'choice',
  name: 'loss',
  label: { en: 'Loss', zh: '损失函数' },
  help: {
    en: 'What is minimised. Automatic is cross-entropy for classes and squared error for numbers.',
    zh: '要最小化的量。“自动”对类别使用交叉熵，对数值使用平方误差。',
  },
  default: 'automatic',
  options: [option('automatic', { en: 'Automatic', zh: '自动' }), ...optionsOf(offered)],
}

export const labelSmoothing: NumberField = {
  kind: 'number',
  name: 'labelSmoothing',
  label: { en: 'Label smoothing', zh: '标签平滑' },
  help: {
    en: 'Share of each target that is spread over all classes, so that the network is never quite sure; 0 is off.',
    zh: '将每个目标的一部分均摊到所有类别，使网络不至于过度自信；0 表示关闭。',
  },
  default: 0,
  min: 0,
  max: 0.9,
  advanced: true,
}

export const targetWeightsField: TextsField = {
  kind: 'texts',
  name: 'targetWeights',
  label: { en: 'Weights of targets', zh: '目标权重' },
  help: {
    en: 'How much the loss of each target counts where there are several, such as buy=2; those that are not named count 1.',
    zh: '有多个目标时各目标的损失所占的权重，如 buy=2；未列出的为 1。',
  },
  default: [],
  maxLength: 101,
  maxTextLength: 1000,
  advanced: true,
}

export const minimised: readonly Field[] = [
  lossField,
  ...fieldsOfChosen('loss', offered),
  labelSmoothing,
  targetWeightsField,
  {
    kind: 'choice',
    name: 'classWeights',
    label: { en: 'Class weights', zh: '类别权重' },
    help: {
      en: 'Balanced lets rare classes count as much as frequent ones in the loss; no effect on a number as target.',
      zh: '“均衡”使少数类与多数类在损失中同等重要；对数值目标无效。',
    },
    default: 'none',
    options: [option('none', { en: 'None', zh: '无' }), option('balanced', { en: 'Balanced', zh: '均衡' })],
    advanced: true,
  },
]

const limit = { kind: 'number', default: 0, min: 0, max: 1_000_000, advanced: true } as const

/** At most one of them is above 0. `clipNorm` is the joint one, which was there first. */
export const clips: readonly NumberField[] = [
  {
    ...limit,
    name: 'clipNorm',
    label: { en: 'Clip gradients at norm', zh: '梯度裁剪范数' },
    help: {
      en: 'Shrinks all gradients together when their joint norm is larger, against explosions; 0 is off.',
      zh: '当全部梯度的总范数超过该值时按比例缩小，防止梯度爆炸；0 表示关闭。',
    },
  },
  {
    ...limit,
    name: 'clipWeightNorm',
    label: { en: 'Clip each gradient at norm', zh: '逐权重梯度裁剪范数' },
    help: {
      en: 'Shrinks the gradient of each weight by itself when its norm is larger; 0 is off.',
      zh: '当某个权重的梯度范数超过该值时单独缩小；0 表示关闭。',
    },
  },
  {
    ...limit,
    name: 'clipValue',
    label: { en: 'Clip gradients at value', zh: '梯度裁剪值' },
    help: {
      en: 'Cuts every single number of the gradients off at plus and minus this; 0 is off.',
      zh: '将梯度的每个数限制在正负该值之间；0 表示关闭。',
    },
  },
]
