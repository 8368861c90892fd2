// Template `mmoe`: experts side by side that a gate mixes for each row and target.
import { asRow, enter } from '../entrance'
import { integerField } from '../fields'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { headed } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Ma et al. 2018: for each target softmax(gate x) · experts(x) with a gate of its own, then a tower of dense layers and a head.
 */
export const mmoe: Template = {
  name: 'mmoe',
  label: { en: 'Mixture of experts (MMoE)', zh: '多门混合专家（MMoE）' },
  summary: {
    en: 'Several small networks side by side, mixed for each row by a gate; each target has a gate of its own.',
    zh: '多个并列的小网络，由门针对每行加以混合；每个目标各有一个门。',
  },
  family: 'table',
  predictsSeveral: true,
  paper: 'Ma et al. 2018, doi:10.1145/3219819.3220007',
  fields: [
    widthField(16),
    integerField({
      name: 'experts',
      label: { en: 'Experts', zh: '专家数' },
      help: { en: 'How many small networks stand side by side.', zh: '并列的小网络个数。' },
      default: 8,
      min: 1,
      max: 256,
    }),
    integerField({
      name: 'expertUnits',
      label: { en: 'Units of an expert', zh: '每个专家的单元数' },
      help: { en: 'Hidden units of each expert.', zh: '每个专家的隐藏单元数。' },
      default: 16,
      min: 1,
      max: 4096,
    }),
    ...stackFields([8]),
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const row = asRow(paper, facts, { width: Number(settings.width) })
    const { experts = 8, expertUnits = 16, activation = 'relu' } = settings
    const side = paper.add('experts', 'experts', row, { experts, units: expertUnits, activation })
    const gated = { units: experts, activation: 'softmax', useBias: false }
    return headed(paper, facts, (target) => {
      const of = target === 0 ? '' : String(target + 1)
      const gate = paper.add(`gate${of}`, 'dense', row, gated)
      const mixed = paper.add(`mixed${of}`, 'dot', [side, gate])
      return stacked(paper, mixed, settings, `tower${of === '' ? '' : `${of}x`}`)
    })
  },
}
