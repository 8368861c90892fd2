// Template `sasRec`: attention over a history, in which no step sees a later one.
import { encoded, encoderFields, encoderOf, placed } from '../encoder'
import { enter } from '../entrance'
import { history, historyAlone, scored } from '../pairs'
import { sketch } from '../sketch'
import { ended } from '../template'
import type { Template } from '../template'
import { everyStepField } from '../templateFields'

/**
 * Kang and McAuley 2018, as RecBole 1.2 has it: items and trained places, a norm, causal blocks normalised behind each part,
 * the product with every item's row; as in the paper every step is trained on the item after it, and the last one is used.
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
  fields: [...encoderFields, everyStepField],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const width = Number(settings.width)
    const encoder = encoderOf(settings, { causal: true, epsilon: 1e-12, activation: 'gelu' })
    const read = encoded(paper, placed(paper, history(paper, facts, width), encoder), encoder)
    const last = paper.add('last', 'lastStep', read, { everyStep: settings.everyStep !== false })
    return ended(paper, facts, scored(paper, facts, last, width))
  },
}
