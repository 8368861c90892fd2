// The fields by which a layer's kernel is penalised, and what its weight takes from them.
import type { NumberField, Settings } from '../../../../shared/fields'
import type { Chosen } from '../layerType'

/** `l1` and `l2`, both 0 for none. */
export const penaltyFields: NumberField[] = [
  {
    kind: 'number',
    name: 'l1',
    label: { en: 'L1 penalty', zh: 'L1 惩罚' },
    help: {
      en: 'Adds this times the sum of absolute kernel weights to the loss; drives needless ones to zero.',
      zh: '在损失中加入该系数乘以核权重的绝对值之和，使多余的权重趋于零。',
    },
    default: 0,
    min: 0,
    max: 1,
    advanced: true,
  },
  {
    kind: 'number',
    name: 'l2',
    label: { en: 'L2 penalty', zh: 'L2 惩罚' },
    help: {
      en: 'Adds this times the sum of squared kernel weights to the loss; keeps weights small.',
      zh: '在损失中加入该系数乘以核权重的平方和，使权重保持较小。',
    },
    default: 0,
    min: 0,
    max: 1,
  },
]

/** What the two fields ask for, to be spread into a weight. */
export function penalised({ l1, l2 }: Settings): { regulariser?: Chosen[] } {
  const rates = { l1: Number(l1 ?? 0), l2: Number(l2 ?? 0) }
  if (rates.l1 === 0 && rates.l2 === 0) return {}
  const name = rates.l2 === 0 ? 'l1' : rates.l1 === 0 ? 'l2' : 'l1l2'
  return { regulariser: [{ name, settings: rates }] }
}
