// Template `twoTower`: a network for users, one for items, and the product of what they give.
import { enter, joined } from '../entrance'
import { beside, lookedUp } from '../pairs'
import { sketch } from '../sketch'
import { stacked, stackFields } from '../stack'
import { head } from '../template'
import type { Template } from '../template'
import { widthField } from '../templateFields'

/**
 * Yi et al. 2019: items are found by the nearness of the towers' ends, so that they can be kept ready. Features of the row
 * belong to the user's tower. The last unit weighs the product and adds a bias: that of the output is linear in it.
 */
export const twoTower: Template = {
  name: 'twoTower',
  label: { en: 'Two towers', zh: '双塔模型' },
  summary: {
    en: 'A network for users and one for items; how near their ends are is the answer, so that items can be kept ready.',
    zh: '用户与物品各用一个网络，以其输出的接近程度作答，物品一侧可预先算好。',
  },
  family: 'pairs',
  paper: 'Yi et al. 2019, doi:10.1145/3298689.3346996',
  fields: [
    widthField(32),
    ...stackFields([64, 32]),
    {
      kind: 'switch',
      name: 'cosine',
      label: { en: 'Cosine', zh: '余弦' },
      help: {
        en: 'Nearness by direction alone: the ends of both towers are brought to length 1.',
        zh: '仅按方向衡量接近程度：两塔的输出先归一化为长度 1。',
      },
      default: false,
    },
  ],
  graph(settings, facts) {
    const paper = sketch()
    enter(paper, facts)
    const width = Number(settings.width)
    const user = joined(paper, 'query', [lookedUp(paper, facts, { name: 'user', width, of: 'Row' }), ...beside(facts)])
    const item = lookedUp(paper, facts, { name: 'item', width, of: 'Row' })
    const ends = [stacked(paper, user, settings, 'userTower'), stacked(paper, item, settings, 'itemTower')]
    const near = paper.add('near', 'dot', ends, { normalise: settings.cosine === true })
    paper.layers.push(head(facts, near))
    return paper.graph('output')
  },
}
