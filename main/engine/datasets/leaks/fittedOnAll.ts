// Leakage check: a step of the preparation learnt from all rows, test rows among them, instead of the training rows.
import type { FittedStep } from '../../../../shared/records'
import { recipeStep } from '../recipe'
import type { ColumnValues } from '../recipe'
import { partCodes } from '../splits'
import { fitColumn, pickRows } from '../features'
import { stepTargetOf } from '../target'
import { finding, placesIn } from './check'
import type { LeakCheck, LeakInput } from './check'

const noTarget = { goal: 'regression' as const, classes: [], values: new Float64Array(0) }

/** Fits each column's steps again, by the training rows and by all: what matches all of them and not the training rows leaks. */
export const fittedOnAll: LeakCheck = {
  name: 'fittedOnAll',
  label: { en: 'Preparation fitted on test rows', zh: '预处理拟合了测试行' },
  summary: {
    en: 'Steps of the preparation that learnt from all rows instead of the training rows.',
    zh: '从全部行而非仅从训练行学习的预处理步骤。',
  },
  find(input) {
    const training = Int32Array.from(placesIn(input.part, partCodes.train))
    const used = Int32Array.from(input.part.keys()).filter((place) => (input.part[place] as number) <= partCodes.test)
    const tested = placesIn(input.part, partCodes.test)
    return input.features.flatMap((column) => {
      const stored = input.steps.filter(({ step, column: of }) => of === column.name && recipeStep(step) !== undefined)
      const right = refit(input, column, stored, training)
      const wrong = refit(input, column, stored, used)
      const leaks = stored.filter(({ learnt }, index) => alike(learnt, wrong[index]) && !alike(learnt, right[index]))
      return leaks.length === 0 ? [] : [report(input, tested, column.name, leaks)]
    })
  },
}

/** What the steps learn from some rows of this column, each from what the one before makes of it. */
function refit({ target }: LeakInput, column: ColumnValues, steps: readonly FittedStep[], rows: Int32Array) {
  const told = target === null ? noTarget : stepTargetOf(target, rows)
  return fitColumn(pickRows(column, rows), steps, told).steps.map(({ learnt }) => learnt)
}

function alike(a: FittedStep['learnt'], b: FittedStep['learnt'] | undefined): boolean {
  return JSON.stringify(rounded(a)) === JSON.stringify(rounded(b ?? {}))
}

/** Sums in another order differ in their last bits. */
function rounded(value: unknown): unknown {
  if (typeof value === 'number') return Number(value.toPrecision(9))
  if (Array.isArray(value)) return value.map(rounded)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value).map(([name, inner]) => [name, rounded(inner)])
}

function report(input: LeakInput, tested: readonly number[], column: string, leaks: readonly FittedStep[]) {
  const steps = leaks.map(({ step }) => step).join(', ')
  return finding(input, tested, {
    code: 'leak/fitted-on-all-rows',
    severity: 'error',
    message: {
      en: `"${steps}" of the column "${column}" learnt from all rows, expected from the training rows alone.`,
      zh: `列“${column}”的“${steps}”从全部行学习，应仅从训练行学习。`,
    },
    hint: {
      en: 'Ignore the column, or check the data set again so that it is prepared anew.',
      zh: '请忽略该列，或重新检查数据集以重新预处理。',
    },
    remedy: {
      label: { en: `Ignore "${column}"`, zh: `忽略“${column}”` },
      change: { roles: [{ column, role: 'ignore' as const }] },
    },
  })
}
