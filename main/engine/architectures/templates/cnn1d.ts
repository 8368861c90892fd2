// Template `cnn1d`: patterns along a sequence, or along the columns of a table.
import { asSteps, enter, joined } from '../entrance'
import { integerField } from '../fields'
import { sketch } from '../sketch'
import { dropoutField, droppedOut, hiddenActivation } from '../stack'
import { head } from '../template'
import type { Template } from '../template'

/**
 * Convolution (64 filters of 3 steps), maximum of 2 neighbours, flat, dense 128, head: 33,281 parameters on ten numbers. On
 * fewer steps than it has the window is narrower, and nothing is pooled where one place is left.
 */
export const cnn1d: Template = {
  name: 'cnn1d',
  label: { en: '1-D convolutional network', zh: '一维卷积网络' },
  summary: {
    en: 'Looks for the same patterns all along a window, a history or the columns of a table.',
    zh: '沿窗口、历史或表格的各列寻找相同的模式。',
  },
  family: 'series',
  fields: [
    integerField({
      name: 'filters',
      label: { en: 'Filters', zh: '卷积核数' },
      help: { en: 'How many patterns are looked for.', zh: '寻找的模式个数。' },
      default: 64,
      min: 1,
      max: 4096,
    }),
    integerField({
      name: 'kernelSize',
      label: { en: 'Window', zh: '窗口' },
      help: { en: 'Over how many steps a pattern extends.', zh: '一个模式覆盖的步数。' },
      default: 3,
      min: 1,
      max: 1024,
    }),
    integerField({
      name: 'denseUnits',
      label: { en: 'Dense units', zh: '全连接单元数' },
      help: { en: 'Units of the dense layer behind the convolution.', zh: '卷积之后全连接层的单元数。' },
      default: 128,
      min: 1,
      max: 4096,
    }),
    hiddenActivation,
    dropoutField(),
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const { from, time, beside } = asSteps(paper, facts)
    const { activation = 'relu', filters = 64, denseUnits = 128 } = settings
    const kernelSize = Math.min(Number(settings.kernelSize), time)
    const found = paper.add('convolution', 'conv1d', from, { filters, kernelSize, activation })
    const pooled = time - kernelSize + 1 < 2 ? found : paper.add('pooled', 'maxPooling1d', found, { poolSize: 2 })
    const all = joined(paper, 'joined', [paper.add('flat', 'flatten', pooled), ...beside])
    const hidden = paper.add('hidden', 'dense', all, { units: denseUnits, activation })
    paper.layers.push(head(facts, droppedOut(paper, 'hiddenDropout', hidden, settings.dropout)))
    return paper.graph('output')
  },
}
