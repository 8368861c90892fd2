// Template `caser`: convolutions over the latest items.
import { enter, joined } from '../entrance'
import { integerField } from '../fields'
import { blockOf, history, lookedUp, scored } from '../pairs'
import { sketch } from '../sketch'
import type { Sketch } from '../sketch'
import { dropoutField, droppedOut } from '../stack'
import { ended } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'
import type { Settings } from '../../../../shared/fields'

/**
 * Tang and Wang 2018: filters over 1, 2, ... all items of the history with their maximum over time, filters over the times of
 * each number, a dense layer, the user's row beside it, a second one, and the product with every item's row.
 */
export const caser: Template = {
  name: 'caser',
  label: { en: 'Caser', zh: 'Caser' },
  summary: {
    en: 'Looks for patterns of the latest items by convolutions over time and over each number; for short histories.',
    zh: '用沿时间和沿每个数值的卷积寻找最近物品的模式；适用于较短的历史。',
  },
  family: 'histories',
  paper: 'Tang and Wang 2018, arXiv:1809.07426',
  fields: [
    widthField(64),
    integerField({
      name: 'across',
      label: { en: 'Filters over items', zh: '横向卷积核数' },
      help: { en: 'Filters for each number of items that one extends over.', zh: '每种覆盖物品数对应的卷积核个数。' },
      default: 16,
      min: 1,
      max: 1024,
    }),
    integerField({
      name: 'along',
      label: { en: 'Filters over time', zh: '纵向卷积核数' },
      help: { en: 'Filters that weigh the times of each number.', zh: '对每个数值的各时刻加权的卷积核个数。' },
      default: 8,
      min: 1,
      max: 1024,
    }),
    dropoutField(0.4),
  ],
  graph(settings, facts) {
    const paper = sketch()
    const blocks = facts.blocks?.filter(({ name }) => name === 'sequence' || name === 'user') ?? []
    enter(paper, { ...facts, blocks })
    const width = Number(settings.width)
    const found = patterns(paper, history(paper, facts, width), blockOf(facts, 'sequence').shape[0] ?? 1, settings)
    const kept = droppedOut(paper, 'patternsDropout', joined(paper, 'patterns', found), settings.dropout)
    const dense = paper.add('hidden', 'dense', kept, { units: width, activation: 'relu' })
    const hasUser = blocks.some(({ name }) => name === 'user')
    const beside = hasUser ? [lookedUp(paper, facts, { name: 'user', width, of: 'Row' })] : []
    const both = joined(paper, 'both', [dense, ...beside])
    const query = paper.add('query', 'dense', both, { units: width, activation: 'relu' })
    return ended(paper, facts, scored(paper, facts, query, width))
  },
}

function patterns({ add }: Sketch, items: string, length: number, { across = 16, along = 8 }: Settings): string[] {
  const turned = add('turned', 'permute', items, { axes: [2, 1] })
  const weighed = add('vertical', 'dense', turned, { units: along, activation: 'linear' })
  const flat = add('verticalFlat', 'flatten', weighed)
  const horizontal = Array.from({ length }, (_, index) => {
    const settings = { filters: across, kernelSize: index + 1, activation: 'relu' }
    const found = add(`horizontal${index + 1}`, 'conv1d', items, settings)
    return add(`horizontal${index + 1}Most`, 'globalMaxPooling1d', found)
  })
  return [flat, ...horizontal]
}
