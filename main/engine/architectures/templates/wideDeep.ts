// Template `wideDeep`: a linear model beside a deep network.
import { asRow, enter } from '../entrance'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { ended, outputsOf } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/** Cheng et al. 2016: sigmoid(w x + w' deep(x) + b). The wide part has a number for each code where one output is asked for. */
export const wideDeep: Template = {
  name: 'wideDeep',
  label: { en: 'Wide & Deep', zh: 'Wide & Deep' },
  summary: {
    en: 'A linear model that remembers beside a deep network that generalises; their sums are added.',
    zh: '负责记忆的线性模型与负责泛化的深层网络并列，二者之和为输出。',
  },
  family: 'table',
  paper: 'Cheng et al. 2016, arXiv:1606.07792',
  fields: [widthField(16), ...stackFields([64, 32])],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const units = outputsOf(facts)
    const [narrow, broad] = [units === 1 ? 1 : Number(settings.width), Number(settings.width)]
    const linear = { units, activation: 'linear' }
    const wide = paper.add('wide', 'dense', asRow(paper, facts, { of: 'Wide', width: narrow }), linear)
    const deepest = stacked(paper, asRow(paper, facts, { width: broad }), settings, 'deep')
    const deep = paper.add('deep', 'dense', deepest, { ...linear, useBias: false })
    return ended(paper, facts, paper.add('sum', 'add', [wide, deep]))
  },
}
