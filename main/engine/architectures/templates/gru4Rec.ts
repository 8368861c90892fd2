// Template `gru4Rec`: a recurrent network reads what a user came to, and ranks what comes next.
import { enter } from '../entrance'
import { history, historyAlone, scored } from '../pairs'
import { sketch } from '../sketch'
import { dropoutField, droppedOut } from '../stack'
import { ended } from '../template'
import type { Template } from '../template'
import { everyStepField, unitsField, widthField } from '../templateFields'

/**
 * Hidasi et al. 2016, as RecBole 1.2 has it: items looked up, GRU layers without bias, a dense layer back to the width, the
 * product with every item's row, which is also how items are looked up. Every step is trained on the item after it.
 */
export const gru4Rec: Template = {
  name: 'gru4Rec',
  label: { en: 'GRU4Rec', zh: 'GRU4Rec' },
  summary: {
    en: 'Reads a history item by item and ranks what comes next.',
    zh: '逐个物品读取历史，对下一个物品排序。',
  },
  family: 'histories',
  paper: 'Hidasi et al. 2016, arXiv:1511.06939',
  fields: [widthField(64), unitsField([128]), dropoutField(0.3), everyStepField],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const width = Number(settings.width)
    const layers = settings.units as number[]
    const everyStep = settings.everyStep !== false
    const read = droppedOut(paper, 'itemsDropout', history(paper, facts, width), settings.dropout)
    const state = layers.reduce((before, units, index) => {
      const returnSequences = everyStep || index < layers.length - 1
      return paper.add(`gru${index + 1}`, 'gru', before, { units, useBias: false, returnSequences })
    }, read)
    const last = everyStep ? paper.add('last', 'lastStep', state, { everyStep }) : state
    const query = paper.add('query', 'dense', last, { units: width, activation: 'linear' })
    return ended(paper, facts, scored(paper, facts, query, width))
  },
}
