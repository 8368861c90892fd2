// Template `linear`: one weight for each input, what every network should be better than.
import { asRow, enter } from '../entrance'
import { sketch } from '../sketch'
import { l2Field } from '../stack'
import { head, outputsOf } from '../template'
import type { Template } from '../template'

/** A code counts as the numbers that it adds to the outputs, one each. Ten inputs make 11 parameters. */
export const linear: Template = {
  name: 'linear',
  label: { en: 'Linear model', zh: '线性模型' },
  summary: {
    en: 'One weight for each input: linear, logistic or softmax regression, which a network has to beat.',
    zh: '每个输入一个权重：线性、逻辑或 Softmax 回归，是网络应当超越的基准。',
  },
  family: 'table',
  fields: [{ ...l2Field, help: { en: 'Keeps the weights small.', zh: '使权重保持较小。' } }],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const last = head(facts, asRow(paper, facts, outputsOf(facts) === 1 ? { width: 1 } : {}))
    paper.layers.push({ ...last, settings: { ...last.settings, l2: settings.l2 ?? 0 } })
    return paper.graph('output')
  },
}
