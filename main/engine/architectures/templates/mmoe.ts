// Template `mmoe`: experts side by side that a gate mixes for each row.
import { asRow, enter } from '../entrance'
import { integerField } from '../fields'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Ma et al. 2018 for one objective: softmax(gate x) · experts(x), then a tower of dense layers. Drawn by hand, a gate, a tower
 * and an output more make it one of several objectives.
 */
export const mmoe: Template = {
  name: 'mmoe',
  label: { en: 'Mixture of experts (MMoE)', zh: '多门混合专家（MMoE）' },
  summary: {
    en: 'Several small networks side by side, mixed for each row by a gate.',
    zh: '多个并列的小网络，由门针对每行加以混合。',
  },
  family: 'table',
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
    const gate = paper.add('gate', 'dense', row, { units: experts, activation: 'softmax', useBias: false })
    const mixed = paper.add('mixed', 'dot', [side, gate])
    paper.layers.push(head(facts, stacked(paper, mixed, settings, 'tower')))
    return paper.graph('output')
  },
}
