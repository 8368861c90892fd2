// Leakage check: training rows are later than test rows, so that the future helps to tell the past.
import { partCodes } from '../splits'
import { cutInTime, finding, isByUser, placesIn } from './check'
import type { LeakCheck } from './check'

export const futureInTraining: LeakCheck = {
  name: 'futureInTraining',
  label: { en: 'The future in training', zh: '训练中含有未来' },
  summary: {
    en: 'Test rows that are earlier than the latest training row.',
    zh: '早于最晚训练行的测试行。',
  },
  find(input) {
    const { time, part, split } = input
    if (time === null) return []
    const latest = time.values.reduce(
      (max, at, place) => (part[place] === partCodes.train && at > max ? at : max),
      -Infinity,
    )
    const tested = placesIn(part, partCodes.test)
    const early = tested.filter((place) => (time.values[place] as number) < latest)
    if (early.length === 0) return []
    return [
      finding(input, early, {
        code: 'leak/future-in-training',
        severity: time.sure && !isByUser(split) ? 'warning' : 'note',
        message: {
          en: `"${early.length}" of ${tested.length} test rows are earlier in "${time.column}" than the latest training row, expected none when the future is to be predicted.`,
          zh: `按“${time.column}”，${tested.length} 行测试行中有“${early.length}”行早于最晚的训练行；若要预测未来，应当没有。`,
        },
        hint: {
          en: 'Split by time when the model is to predict what comes later. When rows do not depend on each other in time, nothing needs to be done.',
          zh: '若模型要预测之后的情况，请按时间划分。若各行在时间上互不相关，则无需处理。',
        },
        remedy: cutInTime(time.column),
      }),
    ]
  },
}
