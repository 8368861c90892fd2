// Runs side by side on a terminal: scores of the test part with the settings that differ, within a hundred columns for a handful of runs.
import type { FieldValue } from '../../shared/fields/field'
import type { ComparedBaseline, ComparedRun, Comparison } from '../../shared/records'
import { shown, shownTime } from './number'
import { language, tableLines, widthOf } from './output'

const widest = 100

interface Column {
  head: string
  cell: (run: ComparedRun) => string
  /** Left out where a baseline has no such thing. */
  ofBaseline?: (baseline: ComparedBaseline) => string
}

/** `all`: every setting that differs, every metric, and the best on the validation part too, however wide. */
export function comparisonLines(comparison: Comparison, all = false): string[] {
  const scores = scoreColumns(comparison, all)
  const settings = settingColumns(comparison)
  const together = lines(comparison, [...names(comparison), ...settings, ...scores])
  if (all || settings.length === 0 || widthOf(together[1] ?? '') <= widest) return [notes.test[language], ...together]
  const apart = lines(comparison, [...names(comparison), ...scores])
  return [notes.test[language], ...apart, '', notes.settings[language], ...turned(comparison, settings)]
}

const notes = {
  test: { en: 'Scores on the test rows:', zh: '测试行上的得分：' },
  baseline: { en: 'baseline', zh: '基线' },
  settings: { en: 'Settings that differ:', zh: '不同的设置：' },
}

function names({ differing }: Comparison): Column[] {
  const seeds = differing.includes('seed') ? [{ head: 'seed', cell: (run: ComparedRun) => String(run.seed) }] : []
  const ofBaseline = ({ label }: ComparedBaseline) => `${label[language]} (${notes.baseline[language]})`
  return [
    { head: 'run', cell: (run) => String(run.number) },
    { head: 'name', cell: (run) => run.name, ofBaseline },
    ...seeds,
  ]
}

function scoreColumns({ metrics, runs, baselines }: Comparison, all: boolean): Column[] {
  const find = (run: Pick<ComparedRun, 'metrics'>, metric: string, part: string) =>
    run.metrics.find((one) => one.metric === metric && one.part === part)
  const isKnown = (name: string) =>
    [...runs, ...baselines].some((one) => one.metrics.some(({ metric }) => metric === name))
  return [
    { head: 'parameters', cell: (run) => String(run.parameters) },
    { head: 'time', cell: (run) => shownTime(run.trainingMs), ofBaseline: (one) => shownTime(one.elapsedMs) },
    ...metrics
      .filter(({ name, leading }) => (leading || all) && isKnown(name))
      .flatMap(({ name }) => [
        {
          head: name,
          cell: (run: ComparedRun) => shown(find(run, name, 'test')?.final),
          ofBaseline: (one: ComparedBaseline) => shown(find(one, name, 'test')?.final),
        },
        ...(all
          ? [{ head: `best val ${name}`, cell: (run: ComparedRun) => shown(find(run, name, 'validation')?.best) }]
          : []),
      ]),
  ]
}

/** Those that the columns of names do not say already. */
function settingColumns({ differing }: Comparison): Column[] {
  const told = differing.filter((name) => name !== 'architecture' && name !== 'seed')
  return told.map((name) => ({ head: shortName(name, told), cell: (run) => valueOf(run.settings[name]) }))
}

/** Without `training.` and the like where no other setting ends the same. */
export function shortName(name: string, all: readonly string[]): string {
  const last = (one: string) => one.slice(one.lastIndexOf('.') + 1)
  return all.filter((other) => last(other) === last(name)).length > 1 ? name : last(name)
}

function valueOf(value: FieldValue | undefined): string {
  if (value === undefined || value === null) return ''
  return typeof value === 'number' ? shown(value) : String(value)
}

/** The runs, and below them what they have to beat. */
function lines({ runs, baselines }: Comparison, columns: Column[]): string[] {
  return tableLines(
    columns.map(({ head }) => head),
    [
      ...runs.map((run) => columns.map(({ cell }) => cell(run))),
      ...baselines.map((baseline) => columns.map(({ ofBaseline }) => ofBaseline?.(baseline) ?? '')),
    ],
  )
}

/** One row a setting, one column a run. */
function turned({ runs }: Comparison, settings: Column[]): string[] {
  return tableLines(
    ['', ...runs.map(({ number }) => `#${number}`)],
    settings.map(({ head, cell }) => [head, ...runs.map(cell)]),
  )
}
