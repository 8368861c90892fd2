// Template `transformerEncoder`: every step looks at all others.
import { encoded, encoderOf } from '../encoder'
import { asSteps, enter, joined } from '../entrance'
import { sketch } from '../sketch'
import { dropoutField } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { depthField, headsField, innerField, widthField } from '../templateFields'

/** Each step is projected to `width` numbers, its place is added, and the blocks' mean over all steps goes to the head. */
export const transformerEncoder: Template = {
  name: 'transformerEncoder',
  label: { en: 'Transformer encoder', zh: 'Transformer 编码器' },
  summary: {
    en: 'Every step looks at all others and takes what fits: for windows, histories and the columns of a table.',
    zh: '每一步关注其他所有步并取其所需：适用于窗口、历史和表格的各列。',
  },
  family: 'series',
  paper: 'Vaswani et al. 2017, arXiv:1706.03762',
  fields: [widthField(32), headsField(2), innerField(64), depthField(1), dropoutField()],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const width = Number(settings.width)
    const { from, beside } = asSteps(paper, facts, width)
    const wide = paper.add('projected', 'dense', from, { units: width, activation: 'linear' })
    const placed = paper.add('placed', 'positionalEmbedding', wide)
    const pooled = paper.add('pooled', 'globalAveragePooling1d', encoded(paper, placed, encoderOf(settings)))
    paper.layers.push(head(facts, joined(paper, 'joined', [pooled, ...beside])))
    return paper.graph('output')
  },
}
