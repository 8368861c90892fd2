// Template `bert4Rec`: attention over a history in both directions, gathered where the next item will stand.
import { encoded, encoderFields, encoderOf, placed } from '../encoder'
import { enter } from '../entrance'
import { numberField } from '../fields'
import { history, historyAlone, scored } from '../pairs'
import { sketch } from '../sketch'
import { ended } from '../template'
import type { Template } from '../template'

/**
 * Sun et al. 2019: a trained mask behind the history, trained places, a norm, blocks in which every step sees all others, and
 * the product of what stands at the mask with every item's row. While training a share of the items is hidden behind the mask as
 * well, other ones at each step, and all that are hidden are to be found. The paper hides the last one in some histories alone,
 * here it is hidden in all, as it is at prediction.
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
  fields: [
    ...encoderFields,
    numberField({
      name: 'hiddenShare',
      label: { en: 'Share of items hidden', zh: '隐藏物品的比例' },
      help: {
        en: 'So many items of a history are hidden at random at each step and are to be found beside the one to come.',
        zh: '每一步随机隐藏历史中这一比例的物品，与下一个物品一起作为学习目标。',
      },
      default: 0.2,
      min: 0,
      max: 0.9,
    }),
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const width = Number(settings.width)
    const share = Number(settings.hiddenShare ?? 0)
    const masked = paper.add('masked', 'appendedStep', history(paper, facts, width), { share })
    const encoder = encoderOf(settings, { epsilon: 1e-12, activation: 'gelu' })
    const read = encoded(paper, placed(paper, masked, encoder), encoder)
    const last = paper.add('last', 'lastStep', read, { everyStep: share > 0 })
    return ended(paper, facts, scored(paper, facts, last, width))
  },
}
