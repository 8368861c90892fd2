// Template `bert4Rec`: attention over a history in both directions, gathered where the next item will stand.
import { encoded, encoderFields, encoderOf } from '../encoder'
import { enter } from '../entrance'
import { history, historyAlone, scored } from '../pairs'
import { sketch } from '../sketch'
import { droppedOut } from '../stack'
import { ended } from '../template'
import type { Template } from '../template'

/**
 * Sun et al. 2019: a trained mask behind the history, trained places, a norm, blocks in which every step sees all others, and
 * the product of what stands at the mask with every item's row. Masks are put behind histories alone, as at prediction; none
 * are put among their items while training.
 */
export const bert4Rec: Template = {
  name: 'bert4Rec',
  label: { en: 'BERT4Rec', zh: 'BERT4Rec' },
  summary: {
    en: 'Every item of a history looks at all others; a mask behind them stands for the item to come.',
    zh: '历史中的每个物品关注其他所有物品，末尾的掩码代表下一个物品。',
  },
  family: 'histories',
  paper: 'Sun et al. 2019, arXiv:1904.06690',
  fields: encoderFields,
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const width = Number(settings.width)
    const masked = paper.add('masked', 'appendedStep', history(paper, facts, width))
    const placed = paper.add('placed', 'positionalEmbedding', masked)
    const normal = paper.add('normalised', 'layerNormalisation', placed, { epsilon: 1e-12 })
    const begun = droppedOut(paper, 'begunDropout', normal, settings.dropout)
    const read = encoded(paper, begun, encoderOf(settings, { epsilon: 1e-12, activation: 'gelu' }))
    return ended(paper, facts, scored(paper, facts, paper.add('last', 'lastStep', read), width))
  },
}
