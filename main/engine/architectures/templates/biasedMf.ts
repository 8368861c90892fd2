// Template `biasedMf`: matrix factorisation with a bias for each user and item.
import { enter } from '../entrance'
import { beside, lookedUp } from '../pairs'
import { sketch } from '../sketch'
import { ended } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Koren et al. 2009: b_u + b_i + p_u · q_i, (users + items)(width + 1) parameters with the codes of the unknown counted. The
 * mean of all ratings is no weight: ratings are standardised. Features of the rating's row add a linear term.
 */
export const biasedMf: Template = {
  name: 'biasedMf',
  label: { en: 'Matrix factorisation with biases', zh: '带偏置的矩阵分解' },
  summary: {
    en: 'A few numbers for each user and item, whose product, with a bias of each, is the rating.',
    zh: '为每个用户和物品学习若干数值，二者的内积加上各自的偏置即为评分。',
  },
  family: 'pairs',
  paper: 'Koren et al. 2009, doi:10.1109/MC.2009.263',
  fields: [widthField(32)],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const width = Number(settings.width)
    const [user, item] = ['user', 'item'].map((name) => lookedUp(paper, facts, { name, width, of: 'Factors' }))
    const biases = ['user', 'item'].map((name) => lookedUp(paper, facts, { name, width: 1, of: 'Bias' }))
    const product = paper.add('product', 'dot', [user ?? '', item ?? ''])
    const known = beside(facts).map((name) => paper.add(`${name}Sum`, 'dense', name, linear))
    return ended(paper, facts, paper.add('sum', 'add', [product, ...biases, ...known]))
  },
}

const linear = { units: 1, activation: 'linear', useBias: false }
