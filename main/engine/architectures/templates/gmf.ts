// Template `gmf`: matrix factorisation with a weight for each factor.
import { enter, joined } from '../entrance'
import { beside, lookedUp } from '../pairs'
import { sketch } from '../sketch'
import { head } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/** He et al. 2017: a(h · (p_u ⊙ q_i)), (users + items) width + width + 1 parameters. */
export const gmf: Template = {
  name: 'gmf',
  label: { en: 'Generalised matrix factorisation (GMF)', zh: '广义矩阵分解（GMF）' },
  summary: {
    en: 'Multiplies the numbers of user and item one by one and weighs each product.',
    zh: '将用户与物品的数值逐个相乘，并为每个乘积学习权重。',
  },
  family: 'pairs',
  paper: 'He et al. 2017, arXiv:1708.05031',
  fields: [widthField(32)],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const width = Number(settings.width)
    const rows = ['user', 'item'].map((name) => lookedUp(paper, facts, { name, width, of: 'Factors' }))
    const product = paper.add('product', 'multiply', rows)
    paper.layers.push(head(facts, joined(paper, 'joined', [product, ...beside(facts)])))
    return paper.graph('output')
  },
}
