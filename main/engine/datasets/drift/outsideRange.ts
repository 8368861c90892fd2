// Drift check: numbers or dates outside the range that training has seen.
import { countAndShare, present, shown, short } from './check'
import type { DriftCheck } from './check'

/** From this share of the present values on it is a warning. */
const warned = 0.01

export const outsideRange: DriftCheck = {
  name: 'outsideRange',
  label: { en: 'Outside the range', zh: '超出范围' },
  summary: {
    en: 'Numbers or dates below the smallest or above the largest of training: a note, from 1% of the values a warning.',
    zh: '小于训练最小值或大于训练最大值的数值或日期：提示；达到 1% 时为警告。',
  },
  find({ column, role, before, now }) {
    if (before.kind !== 'numbers' || now.kind !== 'numbers' || before.sorted.length === 0) return []
    const [low, high] = [before.sorted[0] as number, before.sorted.at(-1) as number]
    const outside = now.sorted.reduce((sum, value) => sum + (value < low || value > high ? 1 : 0), 0)
    if (outside === 0) return []
    const [from, to] = [low, high].map((value) => shown(value, before.dates))
    const [least, most] = [now.sorted[0] as number, now.sorted.at(-1) as number].map((value) => shown(value, now.dates))
    return [
      {
        code: 'drift/outside-range',
        // Later rows are what a time is for.
        severity: role !== 'time' && outside >= warned * present(now) ? 'warning' : 'note',
        column,
        message: {
          en: `"${countAndShare(outside, present(now))}" values of "${short(column)}" are outside ${from} to ${to}, which training has seen; they go from ${least} to ${most}.`,
          zh: `“${short(column)}”有“${countAndShare(outside, present(now))}”个值超出训练所见的 ${from} 至 ${to}；其范围为 ${least} 至 ${most}。`,
        },
        hint: {
          en: 'What a network says outside of what it has seen is a guess. Check units, or train on a table that reaches as far.',
          zh: '网络对未见过的范围只能猜测。请检查单位，或使用覆盖该范围的数据训练。',
        },
      },
    ]
  },
}
