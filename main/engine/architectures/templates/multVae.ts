// Template `multVae`: a variational autoencoder from the items of a history to all items.
import { enter } from '../entrance'
import { integerField, numberField } from '../fields'
import { blockOf, historyAlone } from '../pairs'
import { sketch } from '../sketch'
import { dropoutField, droppedOut } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { rebuiltField } from '../templateFields'

/**
 * Liang et al. 2018: marks of length 1, dropout, tanh 600, means and variances of 200 numbers that are drawn while training,
 * tanh 600, a softmax over all items. It learns to give back what was marked, the divergence weighing more from step to step.
 */
export const multVae: Template = {
  name: 'multVae',
  label: { en: 'Mult-VAE', zh: 'Mult-VAE' },
  summary: {
    en: 'Draws around what the items of a history say while training, and ranks all items out of it; order does not count.',
    zh: '训练时围绕历史物品的编码采样，再由其对全部物品排序；不考虑顺序。',
  },
  family: 'histories',
  paper: 'Liang et al. 2018, arXiv:1802.05814',
  fields: [
    integerField({
      name: 'outer',
      label: { en: 'Outer units', zh: '外层单元数' },
      help: { en: 'Units of the layers before and behind the middle.', zh: '中间层前后各层的单元数。' },
      default: 600,
      min: 1,
      max: 65_536,
    }),
    integerField({
      name: 'latent',
      label: { en: 'Latent numbers', zh: '隐变量个数' },
      help: { en: 'How many numbers are drawn in the middle.', zh: '中间采样的数值个数。' },
      default: 200,
      min: 1,
      max: 65_536,
    }),
    numberField({
      name: 'divergence',
      label: { en: 'Weight of the divergence', zh: '散度权重' },
      help: {
        en: 'How much it counts that draws stay near a normal distribution.',
        zh: '采样接近正态分布的要求所占的权重。',
      },
      default: 0.2,
      min: 0,
      max: 1000,
    }),
    integerField({
      name: 'annealSteps',
      label: { en: 'Steps until then', zh: '达到该权重的步数' },
      help: {
        en: 'The weight grows evenly from 0 over so many steps; 0 has it whole from the first one.',
        zh: '权重在这么多步内从 0 均匀增长；0 表示从第一步起即为全部权重。',
      },
      default: 200_000,
      min: 0,
      max: 100_000_000,
    }),
    dropoutField(0.5),
    rebuiltField,
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, historyAlone(facts))
    const entries = blockOf(facts, 'sequence').size ?? 2
    const { outer: units = 600, divergence = 0.2, annealSteps = 0, latent = 200, dropout } = settings
    const marks = paper.add('marks', 'multiHot', 'sequence', {
      entries,
      normalise: true,
      rebuilt: settings.rebuilt !== false,
    })
    const wide = { units, activation: 'tanh' }
    const coded = paper.add('encoder', 'dense', droppedOut(paper, 'marksDropout', marks, dropout), wide)
    const pair = paper.add('meansAndVariances', 'dense', coded, { units: 2 * Number(latent), activation: 'linear' })
    const drawn = paper.add('drawn', 'variationalSampling', pair, { divergence, annealSteps })
    paper.layers.push(head(facts, paper.add('decoder', 'dense', drawn, wide)))
    return paper.graph('output')
  },
}
