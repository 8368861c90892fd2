// Template `autoRec`: an autoencoder from the items of a history to all items.
import { activationField, hiddenActivations } from '../activations'
import { enter } from '../entrance'
import { integerField } from '../fields'
import { blockOf, historyAlone } from '../pairs'
import { sketch } from '../sketch'
import { l2Field } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { rebuiltField } from '../templateFields'

/**
 * Sedhain et al. 2015: f(W g(V r + m) + b), 2 n k + n + k parameters for n items and k hidden units. r marks the items of a
 * history and f is a softmax, where the paper has ratings and a linear f: the marks are to be given back, and what follows is found.
 */
export const autoRec: Template = {
  name: 'autoRec',
  label: { en: 'AutoRec', zh: 'AutoRec' },
  summary: {
    en: 'Squeezes the items of a history through few units and ranks all items out of them; their order does not count.',
    zh: '将历史中的物品压缩到少量单元，再由其对全部物品排序；不考虑顺序。',
  },
  family: 'histories',
  paper: 'Sedhain et al. 2015, doi:10.1145/2740908.2742726',
  fields: [
    integerField({
      name: 'squeezed',
      label: { en: 'Units in the middle', zh: '中间单元数' },
      help: { en: 'To how few numbers a history is squeezed.', zh: '历史被压缩成的数值个数。' },
      default: 500,
      min: 1,
      max: 65_536,
    }),
    activationField(hiddenActivations, 'sigmoid', { en: 'The curve in the middle.', zh: '中间层所用的曲线。' }),
    l2Field,
    rebuiltField,
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const entries = blockOf(facts, 'sequence').size ?? 2
    const { squeezed: units = 500, activation = 'sigmoid', l2 = 0 } = settings
    const marks = paper.add('marks', 'multiHot', 'sequence', { entries, rebuilt: settings.rebuilt !== false })
    const last = head(facts, paper.add('hidden', 'dense', marks, { units, activation, l2 }))
    paper.layers.push({ ...last, settings: { ...last.settings, l2 } })
    return paper.graph('output')
  },
}
