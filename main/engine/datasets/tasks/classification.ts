// Task: one of two or more classes is predicted for each row from its features.
import type { Text } from '../../../../shared/fields/text'
import { goalOf } from '../goal'
import { mostClasses } from '../prepareProblems'
import { needFeatures, needTwo } from './needs'
import type { RoleTable } from './table'
import { quoted, useOf, usesOf, when } from './task'
import type { TaskKind } from './task'

const needTarget: Text = {
  en: 'A column whose classes are to be predicted: give it the role target.',
  zh: '需要一列作为要预测的类别：请将其用途设为目标。',
}

export const classification: TaskKind = {
  name: 'classification',
  label: { en: 'classification', zh: '分类' },
  missing: (table) => [...missingTarget(table), ...needFeatures(table)],
  goal(table) {
    const target = table.one('target')
    const [name, count] = [quoted({ name: target?.name ?? '' }), table.features().length]
    return {
      en: `which of ${target?.distinct ?? 0} values ${name.en} has is predicted from ${count} ${count === 1 ? 'column' : 'columns'}`,
      zh: `由 ${count} 列预测 ${name.zh} 取 ${target?.distinct ?? 0} 个值中的哪一个`,
    }
  },
  uses: (table) => [
    ...useOf(table.one('target'), { en: 'the class to be predicted', zh: '要预测的类别' }),
    ...usesOf(table.features(), { en: 'predicts', zh: '用于预测' }),
    ...useOf(table.one('weight'), { en: 'how much a row counts in training', zh: '训练时该行的权重' }),
  ],
}

function missingTarget(table: RoleTable): Text[] {
  const target = table.one('target')
  if (target === undefined) return [needTarget]
  const [name, goal, { distinct, type }] = [quoted(target), goalOf(target), target]
  return [
    ...needTwo(target),
    ...when(
      [
        goal === null,
        {
          en: `${name.en} is of the type ${type}, of which there are no classes: change its type to category.`,
          zh: `${name.zh}的类型为 ${type}，无法作为类别：请将其类型改为类别。`,
        },
      ],
      [
        goal === 'regression' && distinct >= 2,
        {
          en: `${name.en} holds numbers: change its type to category if they stand for classes.`,
          zh: `${name.zh}是数值：如果它们代表类别，请将其类型改为类别。`,
        },
      ],
      [
        goal === 'multiclass' && distinct > mostClasses,
        {
          en: `${name.en} has ${distinct} different values, at most ${mostClasses} classes can be told apart: choose another column.`,
          zh: `${name.zh}有 ${distinct} 个不同的值，最多可区分 ${mostClasses} 个类别：请选择其他列。`,
        },
      ],
    ),
  ]
}
