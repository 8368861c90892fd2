// Template `narm`: a recurrent network whose states are weighed by how they fit the last one.
import { enter } from '../entrance'
import { integerField } from '../fields'
import { history, historyAlone, scored } from '../pairs'
import { sketch } from '../sketch'
import { dropoutField, droppedOut } from '../stack'
import { ended } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Li et al. 2017, as RecBole 1.2 has it: GRU states h, weights v · sigmoid(A1 h_last + A2 h) without a softmax, their sum
 * behind the last state, a dense layer without bias back to the width, the product with every item's row.
 */
export const narm: Template = {
  name: 'narm',
  label: { en: 'NARM', zh: 'NARM' },
  summary: {
    en: 'Reads a session, weighs its steps by how they fit the last one, and ranks what comes next.',
    zh: '读取会话，按各步与最后一步的契合程度加权，对下一个物品排序。',
  },
  family: 'histories',
  paper: 'Li et al. 2017, arXiv:1711.04725',
  fields: [
    widthField(64),
    integerField({
      name: 'stateUnits',
      label: { en: 'Units of the state', zh: '状态单元数' },
      help: { en: 'Units of the GRU and of the attention.', zh: 'GRU 与注意力的单元数。' },
      default: 128,
      min: 1,
      max: 4096,
    }),
    dropoutField(0.25),
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const [width, units] = [Number(settings.width), Number(settings.stateUnits)]
    const items = droppedOut(paper, 'itemsDropout', history(paper, facts, width), settings.dropout)
    const states = paper.add('states', 'gru', items, { units, useBias: false, returnSequences: true })
    const last = paper.add('last', 'lastStep', states)
    const plain = { activation: 'linear', useBias: false }
    const wanted = paper.add('lastProjected', 'dense', last, { units, ...plain })
    const asked = paper.add('wanted', 'reshape', wanted, { shape: [1, units] })
    const offered = paper.add('statesProjected', 'dense', states, { units, ...plain })
    const fit = paper.add('fit', 'activation', paper.add('fits', 'add', [offered, asked]), { activation: 'sigmoid' })
    const shares = paper.add('shares', 'dense', fit, { units: 1, ...plain })
    const purpose = paper.add('purpose', 'globalSumPooling1d', paper.add('weighed', 'multiply', [states, shares]))
    const both = droppedOut(paper, 'bothDropout', paper.add('both', 'concatenate', [purpose, last]), settings.dropout)
    const query = paper.add('query', 'dense', both, { units: width, ...plain })
    return ended(paper, facts, scored(paper, facts, query, width))
  },
}
