// Template `dcnV2`: crosses of inputs beside a deep network.
import { asRow, enter } from '../entrance'
import { integerField } from '../fields'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { depthField, widthField } from '../templateFields'

/** Wang et al. 2021, the parallel structure: the cross network and the deep one read the same row and are laid behind one another. */
export const dcnV2: Template = {
  name: 'dcnV2',
  label: { en: 'Deep & Cross (DCN v2)', zh: '深度交叉网络（DCN v2）' },
  summary: {
    en: 'Multiplies inputs with each other layer by layer, beside a deep network.',
    zh: '逐层将输入彼此相乘，与深层网络并列。',
  },
  family: 'table',
  paper: 'Wang et al. 2021, arXiv:2008.13535',
  fields: [
    widthField(16),
    depthField(2, { en: 'Cross layers', zh: '交叉层数' }),
    integerField({
      name: 'rank',
      label: { en: 'Rank', zh: '秩' },
      help: {
        en: 'Width of the two thin kernels of a cross layer; 0 for one full kernel.',
        zh: '每个交叉层两个窄核的宽度；0 表示一个完整的核。',
      },
      default: 0,
      min: 0,
      max: 4096,
    }),
    ...stackFields([64, 32]),
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const row = asRow(paper, facts, { width: Number(settings.width) })
    const { depth = 2, rank = 0 } = settings
    const crossed = paper.add('cross', 'crossNetwork', row, { depth, rank })
    const deep = stacked(paper, row, settings, 'deep')
    paper.layers.push(head(facts, paper.add('both', 'concatenate', [crossed, deep])))
    return paper.graph('output')
  },
}
