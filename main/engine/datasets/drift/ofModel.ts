// Drift by a model alone, whose training rows are not here: what its steps have learnt of the columns that it reads.
import { formatNumber } from '../../../../shared/numbers/format'
import type {
  Column,
  ColumnType,
  DriftFinding,
  DriftReport,
  FittedStep,
  Preparation,
  Role,
} from '../../../../shared/records'
import { stepsByColumn } from '../features'
import { isoTime } from '../isoTime'
import { readAs, recipeStep } from '../recipe'
import type { ColumnValues } from '../recipe'
import { countAndShare, short } from './check'
import { rowsOf, worstFirst } from './common'
import { schemaFindings } from './schema'

/** From this share of the present values on it is a warning. */
const warned = 0.01
/** So many deviations between two means are a note, and a warning. */
const shifted = { note: 0.5, warning: 1 }
const named = 5

interface Read {
  name: string
  type: ColumnType
  role: Role
  fitted: readonly FittedStep[]
}

/** Reads whole columns of the table. */
type ReadColumns = (columns: { name: string; kind: ColumnValues['kind'] }[]) => Promise<ColumnValues[]>

/**
 * What all rows of a table have that the model of `preparation` can make nothing of. Distributions are not known to it,
 * so that no columns are described. `progressed` is told how many of the columns are done.
 */
export async function findModelDrift(
  preparation: Preparation,
  now: readonly Pick<Column, 'name' | 'type'>[],
  read: ReadColumns,
  progressed: (done: number, total: number) => void,
): Promise<DriftReport> {
  const reads = readsOf(preparation)
  // The model does not know which other columns its table had.
  const findings = schemaFindings(reads, now).filter(({ code }) => code !== 'drift/new-columns')
  const unread = new Set(findings.filter(({ code }) => code === 'drift/type-changed').map(({ column }) => column))
  const present = reads.filter(({ name }) => now.some((column) => column.name === name))
  let rows = 0
  for (const [done, column] of present.entries()) {
    progressed(done, present.length)
    const [values] = await read([{ name: column.name, kind: 'words' }])
    if (values?.kind !== 'words') continue
    rows = values.values.length
    if (!unread.has(column.name)) findings.push(...notRead(column, values.values), ...meanShift(column, values.values))
  }
  if (present.length === 0) rows = await rowsOf(now, read)
  progressed(present.length, present.length)
  findings.sort(worstFirst)
  const trained = preparation.facts.counts.train
  return { rows: { before: trained, now: rows }, training: true, findings, columns: [] }
}

function readsOf({ steps, arrangement }: Preparation): Read[] {
  const features = [...stepsByColumn(steps)].map(([name, group]) => ({
    ...{ name, role: 'feature' as const, fitted: group },
    type:
      readAs(group) === 'numbers'
        ? ('number' as const)
        : group[0]?.step === 'dateParts'
          ? ('date' as const)
          : ('category' as const),
  }))
  const known = new Set(features.map(({ name }) => name))
  const others = (arrangement?.columns ?? []).filter(({ column }) => !known.has(column))
  return [
    ...features,
    ...others.map(({ role, column }) => ({ name: column, role, type: 'category' as const, fitted: [] })),
  ]
}

/** Words of which nothing was learnt, and what is no number or date where one is read. */
function notRead({ name, type, fitted }: Read, words: readonly (string | null)[]): DriftFinding[] {
  const judge = fitted.find(({ step }) => recipeStep(step)?.unfit?.what === 'unseen')
  const unfit = judge === undefined ? undefined : recipeStep(judge.step)?.unfit
  const isStrange = (word: string) => {
    if (type === 'number') return !Number.isFinite(Number(word))
    return type === 'date' ? Number.isNaN(isoTime(word)) : (unfit?.is(word, judge?.learnt ?? {}) ?? false)
  }
  const counts = new Map<string, number>()
  let present = 0
  for (const word of words) {
    if (word === null) continue
    present++
    if (counts.has(word) || isStrange(word)) counts.set(word, (counts.get(word) ?? 0) + 1)
  }
  const rows = [...counts.values()].reduce((sum, count) => sum + count, 0)
  if (rows === 0) return []
  const list = [...counts].sort(([, a], [, b]) => b - a).slice(0, named)
  const said = { code: 'drift/not-learnt', column: name, severity: severityOf(rows, present) } as const
  return [
    {
      ...said,
      ...notLearnt(name, type, {
        list: list.map(([word]) => word),
        different: counts.size,
        rows: countAndShare(rows, present),
      }),
    },
  ]
}

const severityOf = (rows: number, present: number) => (rows >= warned * present ? 'warning' : 'note')

function notLearnt(
  name: string,
  type: ColumnType,
  { list, different, rows }: { list: string[]; different: number; rows: string },
): Pick<DriftFinding, 'message' | 'hint'> {
  const words = list.map((word) => word.slice(0, 100))
  const more = different > list.length
  const en = `${words.map((word) => `"${word}"`).join(', ')}${more ? ', …' : ''}`
  const zh = `${words.map((word) => `“${word}”`).join('、')}${more ? '……' : ''}`
  const [what, which] =
    type === 'number'
      ? ['are no numbers', '不是数值']
      : type === 'date'
        ? ['are no dates', '不是日期']
        : ['the model has not learnt', '模型没有学过']
  return {
    message: {
      en: `"${short(name)}" has ${different} values that ${what}: ${en}, in "${rows}" rows.`,
      zh: `“${short(name)}”有 ${different} 个取值${which}：${zh}，涉及“${rows}”行。`,
    },
    hint:
      type === 'category'
        ? {
            en: 'They are taken as unknown. Check spellings, or train on a table that has them.',
            zh: '它们会被当作未知取值。请检查写法，或使用包含这些取值的数据训练。',
          }
        : {
            en: 'They count as missing. Correct them, or convert the column in the recipe.',
            zh: '它们按缺失处理。请更正，或在处理步骤中转换该列。',
          },
  }
}

/** How far the mean is from that of the training rows, in their deviations. */
function meanShift({ name, fitted }: Read, words: readonly (string | null)[]): DriftFinding[] {
  const learnt = fitted.find(({ step }) => step === 'standardise')?.learnt
  const plain = fitted.every(({ step }) => step === 'impute' || step === 'standardise')
  const numbers = words
    .filter((word) => word !== null)
    .map(Number)
    .filter(Number.isFinite)
  if (learnt === undefined || !plain || numbers.length === 0) return []
  const mean = numbers.reduce((sum, value) => sum + value / numbers.length, 0)
  const [then, deviation] = [Number(learnt.mean), Number(learnt.deviation)]
  const distance = Math.abs(mean - then) / deviation
  if (distance < shifted.note) return []
  const [from, to, far] = [then, mean, distance].map((value) => formatNumber(value)) as [string, string, string]
  return [
    {
      code: 'drift/mean-shifted',
      severity: distance < shifted.warning ? 'note' : 'warning',
      column: name,
      message: {
        en: `The mean of "${short(name)}" is ${to}, expected about ${from} as in training: "${far}" standard deviations away.`,
        zh: `“${short(name)}”的均值为 ${to}，训练时约为 ${from}：相差“${far}”个标准差。`,
      },
      hint: {
        en: 'Check units, or train on a table that is like this one.',
        zh: '请检查单位，或使用与此相似的数据训练。',
      },
    },
  ]
}
