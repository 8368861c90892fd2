// Template `bprMf`: matrix factorisation that ranks all items for a user.
import { enter } from '../entrance'
import { blockOf, factors, lookedUp } from '../pairs'
import { sketch } from '../sketch'
import { ended, outputsOf } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Rendle et al. 2009: p_u · q_i for all items, (users + items) width parameters, meant for the loss `bpr`. It reads the user
 * of a history alone. Every other item is a negative of the one that came.
 */
export const bprMf: Template = {
  name: 'bprMf',
  label: { en: 'BPR matrix factorisation', zh: 'BPR 矩阵分解' },
  summary: {
    en: 'A few numbers for each user and item; their products rank all items. Train it with the loss BPR.',
    zh: '为每个用户和物品学习若干数值，以内积对全部物品排序。请使用 BPR 损失训练。',
  },
  family: 'histories',
  paper: 'Rendle et al. 2009, arXiv:1205.2618',
  fields: [widthField(64)],
  graph(settings, facts) {
    const paper = sketch()
    const width = Number(settings.width)
    enter(paper, { ...facts, blocks: [blockOf(facts, 'user')] })
    const user = lookedUp(paper, facts, { name: 'user', width, of: 'Factors' })
    const scores = { ...factors, entries: outputsOf(facts), width, scores: true }
    return ended(paper, facts, paper.add('scores', 'embedding', user, scores))
  },
}
