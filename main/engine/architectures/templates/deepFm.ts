// Template `deepFm`: a factorisation machine beside a deep network on the same numbers.
import { asFields, asRow, enter } from '../entrance'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { ended, outputsOf } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Guo et al. 2017: w x + the sum of <v_i, v_j> over all pairs + deep(v). Each input or code has one row of numbers, which the
 * pairs and the deep network share. With several outputs the pairs are summed number by number and weighed for each.
 */
export const deepFm: Template = {
  name: 'deepFm',
  label: { en: 'DeepFM', zh: 'DeepFM' },
  summary: {
    en: 'Interactions of all pairs of inputs beside a deep network on the same embeddings.',
    zh: '在同一组嵌入上并列计算所有两两交互与深层网络。',
  },
  family: 'table',
  paper: 'Guo et al. 2017, arXiv:1703.04247',
  fields: [widthField(10), ...stackFields([64, 32])],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const [units, width] = [outputsOf(facts), Number(settings.width)]
    const linear = { units, activation: 'linear' }
    const first = paper.add(
      'linear',
      'dense',
      asRow(paper, facts, { of: 'Linear', width: units === 1 ? 1 : width }),
      linear,
    )
    const fields = asFields(paper, facts, width)
    const give = units === 1 ? 'sum' : 'each'
    const pairs = paper.add('pairs', 'pairwiseInteraction', fields, { give })
    const weighed = units === 1 ? pairs : paper.add('pairsWeighed', 'dense', pairs, { ...linear, useBias: false })
    const deepest = stacked(paper, paper.add('embedded', 'flatten', fields), settings, 'deep')
    const deep = paper.add('deep', 'dense', deepest, { ...linear, useBias: false })
    return ended(paper, facts, paper.add('sum', 'add', [first, weighed, deep]))
  },
}
