// Leakage check: a column was standardised before the split, by the mean and deviation of all rows.
import { momentsOf } from '../recipe'
import { partCodes } from '../splits'
import { finding, placesIn } from './check'
import type { LeakCheck } from './check'

const fewestRows = 30
/** Chance does not come so near to 0 and 1 below some million rows. */
const [meanTolerance, deviationTolerance] = [1e-4, 1e-3]

export const standardisedBefore: LeakCheck = {
  name: 'standardisedBefore',
  label: { en: 'Standardised before the split', zh: '划分前已标准化' },
  summary: {
    en: 'Number features whose mean over all rows is 0 and whose deviation is 1.',
    zh: '全部行的均值为 0、标准差为 1 的数值特征。',
  },
  find(input) {
    const names = input.features.flatMap(({ kind, name, values }) =>
      kind === 'numbers' && isStandard(values) ? [name] : [],
    )
    if (names.length === 0) return []
    const list = names
      .slice(0, 5)
      .map((name) => `"${name}"`)
      .join(', ')
    return [
      finding(input, placesIn(input.part, partCodes.test), {
        code: 'leak/standardised-before',
        severity: 'note',
        message: {
          en: `${names.length} columns (${list}) have the mean 0 and the deviation 1 over all rows: they were standardised with the test rows, before the split.`,
          zh: `有 ${names.length} 列（${list}）在全部行上的均值为 0、标准差为 1：它们在划分前连同测试行一起被标准化了。`,
        },
        hint: {
          en: 'Import the values as they were measured; numbers are standardised here by the training rows alone.',
          zh: '请导入原始测量值；此处会仅按训练行进行标准化。',
        },
        remedy: null,
      }),
    ]
  },
}

function isStandard(values: Float64Array): boolean {
  const present = values.filter((value) => !Number.isNaN(value))
  if (present.length < fewestRows) return false
  const { mean, deviation } = momentsOf(present)
  // Of a sample or of a population.
  const sample = deviation * Math.sqrt(present.length / (present.length - 1))
  return Math.abs(mean) < meanTolerance && [deviation, sample].some((one) => Math.abs(one - 1) < deviationTolerance)
}
