// Template `neuMf`: matrix factorisation beside a deep network of user and item.
import { enter } from '../entrance'
import { beside, lookedUp } from '../pairs'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/** He et al. 2017: GMF and a perceptron with tables of their own, laid behind one another before the last unit. */
export const neuMf: Template = {
  name: 'neuMf',
  label: { en: 'Neural matrix factorisation (NeuMF)', zh: '神经矩阵分解（NeuMF）' },
  summary: {
    en: 'Factorisation beside a deep network of user and item, each with numbers of its own.',
    zh: '矩阵分解与用户—物品深层网络并列，各有自己的嵌入。',
  },
  family: 'pairs',
  paper: 'He et al. 2017, arXiv:1708.05031',
  fields: [widthField(64), ...stackFields([128, 64], 0.1)],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const width = Number(settings.width)
    const rowsOf = (of: string) => ['user', 'item'].map((name) => lookedUp(paper, facts, { name, width, of }))
    const product = paper.add('product', 'multiply', rowsOf('Factors'))
    const pair = paper.add('pair', 'concatenate', [...rowsOf('Deep'), ...beside(facts)])
    paper.layers.push(head(facts, paper.add('both', 'concatenate', [product, stacked(paper, pair, settings, 'deep')])))
    return paper.graph('output')
  },
}
