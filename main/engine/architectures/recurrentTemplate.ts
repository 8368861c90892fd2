// What the templates of recurrent layers have in common.
import type { Text } from '../../../shared/fields'
import { asSteps, enter, joined } from './entrance'
import { choiceField } from './fields'
import { sketch } from './sketch'
import { dropoutField, droppedOut } from './stack'
import { head } from './template'
import type { Template } from './template'
import { unitsField } from './templateFields'

interface Texts {
  name: string
  label: Text
  summary: Text
  paper?: string
}

/** steps -> recurrent layers -> head; the layer type is called like the template. */
export function recurrentTemplate(texts: Texts): Template {
  return {
    ...texts,
    family: 'series',
    fields: [
      unitsField([32]),
      choiceField(
        'direction',
        { en: 'Direction', zh: '方向' },
        { en: 'Reads from the first step, or both ways.', zh: '从第一步读起，或双向读取。' },
        [
          ['forward', 'Forward', '正向'],
          ['both', 'Both', '双向'],
        ],
      ),
      dropoutField(),
    ],
    graph(settings, facts) {
      const paper = sketch()
      enter(paper, facts)
      const { from, beside } = asSteps(paper, facts)
      const layers = settings.units as number[]
      const { direction = 'forward', dropout } = settings
      const state = layers.reduce((before, units, index) => {
        const returnSequences = index < layers.length - 1
        const id = paper.add(`recurrent${index + 1}`, texts.name, before, { units, direction, returnSequences })
        return droppedOut(paper, `recurrent${index + 1}Dropout`, id, dropout)
      }, from)
      paper.layers.push(head(facts, joined(paper, 'joined', [state, ...beside])))
      return paper.graph('output')
    },
  }
}
