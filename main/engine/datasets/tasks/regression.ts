// Task: a number is predicted for each row from its features.
import type { Text } from '../../../../shared/fields/text'
import { goalOf } from '../goal'
import { needFeatures, needNumber, needTwo } from './needs'
import type { RoleTable } from './table'
import { quoted, useOf, usesOf, when } from './task'
import type { TaskKind } from './task'

const needTarget: Text = {
  en: 'A column of numbers to be predicted: give it the role target.',
  zh: '需要一列作为要预测的数值：请将其用途设为目标。',
}
const aNumber: Text = { en: 'what is predicted', zh: '要预测的值' }

export const regression: TaskKind = {
  name: 'regression',
  label: { en: 'regression', zh: '回归' },
  missing: (table) => [...missingTarget(table), ...needFeatures(table)],
  goal(table) {
    const [name, count] = [quoted({ name: table.one('target')?.name ?? '' }), table.features().length]
    return {
      en: `the number ${name.en} is predicted from ${count} ${count === 1 ? 'column' : 'columns'}`,
      zh: `由 ${count} 列预测数值 ${name.zh}`,
    }
  },
  uses: (table) => [
    ...useOf(table.one('target'), { en: 'the number to be predicted', zh: '要预测的数值' }),
    ...usesOf(table.features(), { en: 'predicts', zh: '用于预测' }),
    ...useOf(table.one('weight'), { en: 'how much a row counts in training', zh: '训练时该行的权重' }),
  ],
}

function missingTarget(table: RoleTable): Text[] {
  const target = table.one('target')
  if (target === undefined) return [needTarget]
  const name = quoted(target)
  return [
    ...needNumber(target, aNumber),
    ...needTwo(target),
    ...when([
      target.type === 'number' && goalOf(target) === 'binary',
      {
        en: `${name.en} has only two values, which are learnt as classes: choose a number that varies.`,
        zh: `${name.zh}只有两个值，会作为类别学习：请选择有更多取值的数值列。`,
      },
    ]),
  ]
}
