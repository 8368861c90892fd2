// Template `sasRec`: attention over a history, in which no step sees a later one.
import { encoded, encoderFields, encoderOf } from '../encoder'
import { enter } from '../entrance'
import { history, historyAlone, scored } from '../pairs'
import { sketch } from '../sketch'
import { droppedOut } from '../stack'
import { ended } from '../template'
import type { Template } from '../template'

/**
 * Kang and McAuley 2018, as RecBole 1.2 has it: items and trained places, a norm, causal blocks normalised behind each part,
 * the last step, the product with every item's row. Here only the last step of a history is trained on.
 */
export const sasRec: Template = {
  name: 'sasRec',
  label: { en: 'SASRec', zh: 'SASRec' },
  summary: {
    en: 'Every item of a history looks at those before it; the last one ranks what comes next.',
    zh: '历史中的每个物品关注其前面的物品，由最后一个对下一个物品排序。',
  },
  family: 'histories',
  paper: 'Kang and McAuley 2018, arXiv:1808.09781',
  fields: encoderFields,
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const width = Number(settings.width)
    const placed = paper.add('placed', 'positionalEmbedding', history(paper, facts, width))
    const normal = paper.add('normalised', 'layerNormalisation', placed, { epsilon: 1e-12 })
    const begun = droppedOut(paper, 'begunDropout', normal, settings.dropout)
    const read = encoded(paper, begun, encoderOf(settings, { causal: true, epsilon: 1e-12, activation: 'gelu' }))
    return ended(paper, facts, scored(paper, facts, paper.add('last', 'lastStep', read), width))
  },
}
