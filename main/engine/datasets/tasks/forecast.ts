// Task: the next values of a series, or of many, are predicted from those before them.
import type { Text } from '../../../../shared/fields/text'
import { needNumber, needTimes, needTwo } from './needs'
import type { RoleColumn, RoleTable } from './table'
import { quoted, useOf, usesOf } from './task'
import type { TaskKind } from './task'

const needSeries: Text = {
  en: 'A column of numbers whose next values are to be predicted: give it the role target.',
  zh: '需要一列要预测其后续值的数值：请将其用途设为目标。',
}
const aValue: Text = { en: 'a value of a series', zh: '序列的值' }

export const forecast: TaskKind = {
  name: 'forecast',
  label: { en: 'series forecasting', zh: '序列预测' },
  missing: (table) => [
    ...needTimes(table.one('time')),
    ...(table.one('target') === undefined ? [needSeries] : []),
    ...needNumber(table.one('target'), aValue),
    ...[table.one('time'), table.one('target')].flatMap(needTwo),
  ],
  goal(table) {
    const [target, time] = [table.one('target'), table.one('time')].map((column) =>
      quoted({ name: column?.name ?? '' }),
    ) as [Text, Text]
    const series = seriesOf(table)
    const each = series === undefined ? { en: '', zh: '' } : quoted(series)
    return {
      en: `the next values of ${target.en} are predicted from those before them in the order of ${time.en}${series === undefined ? '' : `, for each ${each.en} by itself`}`,
      zh: `按 ${time.zh} 的顺序，由之前的值预测 ${target.zh} 的后续值${series === undefined ? '' : `，每个 ${each.zh} 为一个序列`}`,
    }
  },
  uses: (table) => [
    ...useOf(table.one('target'), { en: 'the series whose next values are predicted', zh: '要预测后续值的序列' }),
    ...useOf(table.one('time'), { en: 'the order of the series', zh: '序列的顺序' }),
    ...useOf(seriesOf(table), { en: 'which series a row belongs to', zh: '该行属于哪个序列' }),
    ...usesOf(table.features(), { en: 'told beside the series', zh: '与序列一并作为输入' }),
  ],
}

/** The column that parts the rows into series: a group, or else an item. */
function seriesOf(table: RoleTable): RoleColumn | undefined {
  return table.one('group') ?? table.one('item')
}
