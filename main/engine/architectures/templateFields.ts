// Fields that several templates have, under names that mean the same in all of them.
import type { IntegersField, NumberField, SwitchField } from '../../../shared/fields'
import { integerField } from './fields'

/** Numbers that stand for a code. */
export function widthField(fallback: number): NumberField {
  return integerField({
    name: 'width',
    label: { en: 'Embedding width', zh: '嵌入宽度' },
    help: {
      en: 'How many numbers stand for a user, an item or another code; more for many ratings, fewer for few.',
      zh: '每个用户、物品或其他编号对应的数值个数；数据多则大，数据少则小。',
    },
    default: fallback,
    min: 1,
    max: 4096,
  })
}

export function headsField(fallback: number): NumberField {
  return integerField({
    name: 'heads',
    label: { en: 'Heads', zh: '头数' },
    help: {
      en: 'How many attentions stand side by side in a block; the width is parted among them.',
      zh: '每个模块中并列的注意力个数；宽度在它们之间平分。',
    },
    default: fallback,
    min: 1,
    max: 64,
  })
}

export function depthField(fallback: number, label = { en: 'Blocks', zh: '模块数' }): NumberField {
  return integerField({
    name: 'depth',
    label,
    help: { en: 'How many follow one another.', zh: '依次相连的个数。' },
    default: fallback,
    min: 1,
    max: 24,
  })
}

export function innerField(fallback: number): NumberField {
  return integerField({
    name: 'inner',
    label: { en: 'Inner units', zh: '内部单元数' },
    help: {
      en: 'Units between the two dense layers of a block; often four times the width.',
      zh: '每个模块中两个全连接层之间的单元数；常为宽度的四倍。',
    },
    default: fallback,
    min: 1,
    max: 16_384,
  })
}

/** Of templates that read a history in one direction. */
export const everyStepField: SwitchField = {
  kind: 'switch',
  name: 'everyStep',
  label: { en: 'Learn from every step', zh: '从每一步学习' },
  help: {
    en: 'Every step of a history learns the item after it, in one pass; otherwise the last step alone does.',
    zh: '历史中的每一步在一次计算中都学习其后的物品；否则只有最后一步学习。',
  },
  default: true,
}

/** Of autoencoders of histories. */
export const rebuiltField: SwitchField = {
  kind: 'switch',
  name: 'rebuilt',
  label: { en: 'Learn to rebuild', zh: '学习重建' },
  help: {
    en: 'Learns to give back the items of a history, as in the paper; otherwise it learns the item that follows.',
    zh: '如论文所述学习还原历史中的物品；否则学习其后的物品。',
  },
  default: true,
}

/** Units of layers that read a sequence, first to last. */
export function unitsField(fallback: number[]): IntegersField {
  return {
    kind: 'integers',
    name: 'units',
    label: { en: 'Recurrent layers', zh: '循环层' },
    help: {
      en: 'Units of each recurrent layer, first to last; all but the last give every step.',
      zh: '各循环层的单元数，从前到后；除最后一层外都给出每一步的状态。',
    },
    default: fallback,
    min: 1,
    max: 4096,
    minLength: 1,
    maxLength: 8,
  }
}
