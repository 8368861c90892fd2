// Split kind for series: a test window that rolls forward in time, what lies before it trains, what lies after it is left out.
import type { Settings } from '../../../../shared/fields/field'
import { timesOf } from './columns'
import { timeColumn } from './fields'
import { leftOut, partCodes, validationShare } from './kind'
import type { SplitKind } from './kind'
import { noSuchFold, seriesTooShort } from './problems'

/**
 * As scikit-learn's `TimeSeriesSplit`: with `steps` different times, `folds` windows of `window` steps end at the last
 * one, and the training steps of a window end `gap` steps before it. The last share of them validates, again after a
 * gap. Without a time column the order of the table is the order of time. Rows of one time are one step.
 */
export const rollingOrigin: SplitKind = {
  name: 'rollingOrigin',
  label: { en: 'Rolling origin', zh: '滚动起点' },
  summary: {
    en: 'For series: a window tests, all before it trains and validates, all after it is left out; the window rolls forward by fold.',
    zh: '用于时间序列：一个窗口用于测试，之前的用于训练和验证，之后的排除；窗口随折数向前滚动。',
  },
  fields: [
    {
      ...timeColumn,
      help: {
        en: 'Numbers, or dates such as 2024-05-31. Left empty, the column with the role of a time, or else the order of the table.',
        zh: '数值，或形如 2024-05-31 的日期。留空则使用用途为时间的列，没有时按表中顺序。',
      },
    },
    whole(
      'folds',
      { en: 'Folds', zh: '折数' },
      { en: 'How many windows there are.', zh: '共有多少个窗口。' },
      [5, 1, 1000],
    ),
    whole(
      'fold',
      { en: 'Fold', zh: '第几折' },
      { en: 'Which window tests, counted from 1.', zh: '使用第几个窗口测试（从 1 起）。' },
      [5, 1, 1000],
    ),
    whole(
      'window',
      { en: 'Window', zh: '窗口长度' },
      {
        en: 'How many steps in time a window has; 0 takes the steps divided by one more than the folds.',
        zh: '一个窗口有多少个时间步；0 表示取时间步数除以（折数加一）。',
      },
      [0, 0, 10_000_000],
    ),
    whole(
      'gap',
      { en: 'Gap', zh: '间隔' },
      {
        en: 'How many steps are left out between the parts. Raise it to the steps ahead, or where neighbours share values.',
        zh: '各部分之间留空的步数。预测多步之后，或相邻步共享数值时请调大。',
      },
      [0, 0, 1_000_000],
    ),
    {
      ...validationShare,
      help: {
        en: 'Share of the steps before the window, the last ones, that validate.',
        zh: '窗口之前的时间步中，最后多少比例用于验证。',
      },
    },
  ],
  needs: [{ field: 'time', as: 'times', role: 'time', optional: true }],
  assign(input, settings) {
    const [fold, folds] = [Number(settings.fold), Number(settings.folds)]
    const none = new Uint8Array(input.count)
    if (fold > folds) return { part: none, problems: [noSuchFold('fold', fold, folds)] }
    const { step, steps } = stepsOf(timesOf(input, 'time') ?? Float64Array.from(none, (_, place) => place))
    const cuts = cutsOf(steps, settings)
    if (cuts.trainEnd < 1) return { part: none, problems: [seriesTooShort(fold, steps)] }
    return { part: Uint8Array.from(step, (at) => partAt(at, cuts)), problems: [] }
  },
}

interface Cuts {
  /** One past the last training step. */
  trainEnd: number
  validationStart: number
  validationEnd: number
  testStart: number
  testEnd: number
}

function cutsOf(steps: number, settings: Settings): Cuts {
  const [fold, folds, gap] = [settings.fold, settings.folds, settings.gap].map(Number) as [number, number, number]
  const window = Number(settings.window) === 0 ? Math.max(1, Math.floor(steps / (folds + 1))) : Number(settings.window)
  const testStart = steps - (folds - fold + 1) * window
  const validationEnd = testStart - gap
  const validationStart = validationEnd - Math.max(1, Math.round(validationEnd * Number(settings.validationShare)))
  return { trainEnd: validationStart - gap, validationStart, validationEnd, testStart, testEnd: testStart + window }
}

function partAt(at: number, cuts: Cuts): number {
  if (at < cuts.trainEnd) return partCodes.train
  if (at >= cuts.validationStart && at < cuts.validationEnd) return partCodes.validation
  return at >= cuts.testStart && at < cuts.testEnd ? partCodes.test : leftOut
}

/** For each row which step in time it belongs to, from 0, and how many there are. */
function stepsOf(times: Float64Array): { step: Int32Array; steps: number } {
  const different = [...new Set(times)].sort((a, b) => a - b)
  const rank = new Map(different.map((value, index) => [value, index]))
  return { step: Int32Array.from(times, (value) => rank.get(value) ?? 0), steps: different.length }
}

function whole(
  name: string,
  label: { en: string; zh: string },
  help: { en: string; zh: string },
  [start, min, max]: [number, number, number],
) {
  return { kind: 'integer', name, label, help, default: start, min, max } as const
}
