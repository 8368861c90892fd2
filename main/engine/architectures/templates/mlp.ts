// Template `mlp`: dense layers one behind another, the plain network for a table of numbers.
import { asRow, enter } from '../entrance'
import { sketch } from '../sketch'
import { normalisationField, stacked, stackFields } from '../stack'
import { headed } from '../template'
import type { Template } from '../template'

/**
 * entrance -> (dense -> batch normalisation? -> dropout?) for each hidden layer -> a head for each target, which share all before
 * it. 10 inputs and [16] make 193 parameters.
 */
export const mlp: Template = {
  name: 'mlp',
  label: { en: 'Multi-layer perceptron', zh: '多层感知机' },
  summary: {
    en: 'Dense layers one behind another: the plain network for tables of numbers and categories.',
    zh: '若干全连接层依次相连：适用于数值和类别表格的基本网络。',
  },
  family: 'table',
  predictsSeveral: true,
  fields: [...stackFields([16]), normalisationField],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const hidden = stacked(paper, asRow(paper, facts), settings)
    return headed(paper, facts, () => hidden)
  },
}
