// Drift check: words, users or items that training has never seen.
import { countAndShare, present, short } from './check'
import type { DriftCheck } from './check'

const warned = 0.01
const named = 5

export const newValues: DriftCheck = {
  name: 'newValues',
  label: { en: 'New values', zh: '新出现的取值' },
  summary: {
    en: 'Categories, users or items without a training row: a note, from 1% of the rows a warning.',
    zh: '没有训练行的类别、用户或物品：提示；达到 1% 的行时为警告。',
  },
  find({ column, before, now }) {
    if (before.kind !== 'words' || now.kind !== 'words') return []
    const { counts } = before
    const strange = [...now.counts].filter(([word]) => !counts.has(word)).sort(([, a], [, b]) => b - a)
    if (strange.length === 0) return []
    const rows = strange.reduce((sum, [, count]) => sum + count, 0)
    const list = strange.slice(0, named).map(([word]) => `"${word.slice(0, 100)}"`)
    const more = strange.length > named
    return [
      {
        code: 'drift/new-values',
        severity: rows >= warned * present(now) ? 'warning' : 'note',
        column,
        message: {
          en: `"${short(column)}" has ${strange.length} values that training has not: ${list.join(', ')}${more ? ', …' : ''}, in "${countAndShare(rows, present(now))}" rows.`,
          zh: `“${short(column)}”有 ${strange.length} 个训练中没有的取值：${list.join('、')}${more ? '……' : ''}，涉及“${countAndShare(rows, present(now))}”行。`,
        },
        hint: {
          en: 'They are taken as unknown, and nothing has been learnt of them. Check spellings, or train on a table that has them.',
          zh: '它们会被当作未知取值，模型对其一无所知。请检查写法，或使用包含这些取值的数据训练。',
        },
      },
    ]
  },
}
