// Leakage check: one feature alone tells the target almost perfectly, as a thing does that is known only afterwards.
import type { Finding } from '../../../../shared/records'
import { codesOf, partCodes } from '../splits'
import type { ColumnValues } from '../recipe'
import { finding, placesIn } from './check'
import type { LeakCheck, LeakInput } from './check'
import { areaUnderCurve, bestClasses, correlation, meansByCode } from './scores'

/** From here on a single feature is too good: an area under the ROC curve, or a correlation. */
const tooGood = { area: 0.98, correlation: 0.95 }
/** The same for a feature whose name means what is known afterwards only, as `duration` in the bank marketing data. */
const suspicious = { area: 0.8, correlation: 0.9 }
/** Of several classes, the share of the errors of the commonest class that is left. */
const errorsLeft = 0.02
const fewestRows = 30
const bins = 100
const mostCells = 20_000_000

const afterwards =
  /(^|[^a-z])(duration|elapsed|outcome|result|resolution|resolved|status|closed|ended|final|cancell?ed|refund(ed)?)([^a-z]|$)|时长|结果|结局|状态/i

interface Verdict {
  name: string
  /** What was measured, to be shown. */
  measure: { en: string; zh: string }
  value: number
  sure: boolean
}

type Judged = Pick<LeakInput, 'part'> & { target: NonNullable<LeakInput['target']> }

export const givesAway: LeakCheck = {
  name: 'givesAway',
  label: { en: 'A feature that gives the target away', zh: '泄露目标的特征' },
  summary: {
    en: 'Features that tell the target by themselves: single-feature AUC or correlation near 1.',
    zh: '单独就能判断目标的特征：单特征 AUC 或相关系数接近 1。',
  },
  *find(input) {
    const all = [...input.part.keys()].filter((place) => (input.part[place] as number) <= partCodes.test)
    const { target } = input
    if (target === null || all.length < fewestRows) return []
    const findings: Finding[] = []
    for (const [done, column] of input.features.entries()) {
      yield { done, total: input.features.length }
      const verdict = judge(column, { part: input.part, target })
      if (verdict !== null) findings.push(report(input, all, { ...verdict, target: target.column }))
    }
    return findings
  },
}

function judge(column: ColumnValues, input: Judged): Verdict | null {
  const { goal, values } = input.target
  if (goal === 'multiclass') return judgeClasses(column, input)
  const learns = column.kind === 'words'
  const held = learns ? heldOut(input) : null
  if (held !== null && held.length < fewestRows) return null
  const scores = column.kind === 'words' ? meansOf(column.values, input) : column.values
  const of = (array: Float64Array) => (held === null ? array : Float64Array.from(held, (row) => array[row] as number))
  const value = goal === 'binary' ? areaOf(of(scores), of(values)) : Math.abs(correlation(of(scores), of(values)))
  const measure = goal === 'binary' ? { en: 'AUC', zh: 'AUC' } : { en: 'correlation', zh: '相关系数' }
  const kind = goal === 'binary' ? 'area' : 'correlation'
  const named = afterwards.test(wordsIn(column.name))
  if (value < (named ? suspicious : tooGood)[kind]) return null
  return { name: column.name, measure, value, sure: value >= tooGood[kind] }
}

/** In either direction; missing numbers taken as the lowest or as the highest, for a gap may tell as much as a value. */
function areaOf(scores: Float64Array, classes: Float64Array): number {
  const areas = [-Infinity, Infinity].map((stand) =>
    areaUnderCurve(
      scores.map((score) => (Number.isNaN(score) ? stand : score)),
      classes,
    ),
  )
  return Math.max(...areas.map((area) => Math.max(area, 1 - area)))
}

/** The mean target of each word, learnt from the training rows: an id, whose words are new in every row, tells nothing. */
function meansOf(words: readonly (string | null)[], input: Judged): Float64Array {
  const { codes, names } = codesOf(words.map((word) => word ?? ''))
  const means = meansByCode(codes, input.target.values, placesIn(input.part, partCodes.train), names.length)
  return Float64Array.from(codes, (code) => means[code] as number)
}

/** For several classes: the commonest class of each word, or of each hundredth of the numbers, tried on the other rows. */
function judgeClasses(column: ColumnValues, input: Judged): Verdict | null {
  const { values, classes } = input.target
  const held = heldOut(input)
  if (held.length < fewestRows) return null
  const learnt = placesIn(input.part, partCodes.train)
  const { codes, count } = column.kind === 'words' ? wordCodes(column.values) : binned(column.values, learnt)
  // An id of a million words in a thousand classes has nothing to say, and no room.
  if (count * classes.length > mostCells) return null
  const { byCode, overall } = bestClasses(codes, values, { learnt, count, most: classes.length })
  const wrong = held.filter((row) => byCode[codes[row] as number] !== values[row]).length
  const wrongAtBest = held.filter((row) => values[row] !== overall).length
  if (wrongAtBest === 0 || wrong > errorsLeft * wrongAtBest) return null
  return { name: column.name, measure: { en: 'accuracy', zh: '准确率' }, value: 1 - wrong / held.length, sure: true }
}

function wordCodes(words: readonly (string | null)[]): { codes: Int32Array; count: number } {
  const { codes, names } = codesOf(words.map((word) => word ?? ''))
  return { codes, count: names.length }
}

/** Which of at most a hundred bins, of as many training rows each, a number falls into; missing ones have one of their own. */
function binned(values: Float64Array, learnt: readonly number[]): { codes: Int32Array; count: number } {
  const sorted = Float64Array.from(learnt, (row) => values[row] as number)
    .filter((value) => !Number.isNaN(value))
    .sort()
  const edges = [
    ...new Set(Array.from({ length: bins - 1 }, (_, at) => sorted[Math.floor(((at + 1) * sorted.length) / bins)] ?? 0)),
  ]
  const codes = Int32Array.from(values, (value) => (Number.isNaN(value) ? edges.length + 1 : binOf(value, edges)))
  return { codes, count: edges.length + 2 }
}

function binOf(value: number, edges: readonly number[]): number {
  let [low, high] = [0, edges.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] as number) <= value) low = middle + 1
    else high = middle
  }
  return low
}

function heldOut({ part }: Pick<LeakInput, 'part'>): number[] {
  return [...placesIn(part, partCodes.validation), ...placesIn(part, partCodes.test)]
}

function wordsIn(name: string): string {
  return name.replace(/([a-z])([A-Z])/g, '$1 $2')
}

function report(
  input: LeakInput,
  all: readonly number[],
  { name, measure, value, sure, target: column }: Verdict & { target: string },
) {
  const shown = value.toFixed(3)
  const named = afterwards.test(wordsIn(name))
  const because = named
    ? { en: ' Its name, too, means something that is known only afterwards.', zh: '其列名也表示事后才知道的内容。' }
    : { en: '', zh: '' }
  return finding(input, all, {
    code: 'leak/gives-target-away',
    severity: sure ? 'warning' : 'note',
    message: {
      en: `"${name}" alone tells the target "${column}" with ${measure.en} "${shown}", expected less of a feature that is known beforehand.${because.en}`,
      zh: `仅凭“${name}”即可判断目标“${column}”，${measure.zh}为“${shown}”；事先可知的特征不应如此。${because.zh}`,
    },
    hint: {
      en: 'Ignore the column when its value is not known at the time of predicting.',
      zh: '若预测时尚不知道该列的值，请忽略该列。',
    },
    remedy: {
      label: { en: `Ignore "${name}"`, zh: `忽略“${name}”` },
      change: { roles: [{ column: name, role: 'ignore' as const }] },
    },
  })
}
