// A comparison of made-up runs. All expected values are worked out by hand.
import { describe, expect, test } from 'vitest'
import { compare } from '../../main/engine/comparisons'
import type { MeasuredBaselines } from '../../main/engine/comparisons'
import type { BaselineInfo, MetricInfo, Run, SeriesSummary } from '../../shared/records'
import { finishedRun, sampleRun } from '../workspace/childRecords'

const text = { en: 'x', zh: 'x' }
const info = (name: string, direction: MetricInfo['direction'], goals: MetricInfo['goals']): MetricInfo => ({
  name,
  label: text,
  summary: text,
  direction,
  goals,
  leading: true,
})
const infos = [
  info('accuracy', 'higher', ['binary', 'multiclass']),
  info('loss', 'lower', ['binary', 'multiclass']),
  info('mae', 'lower', ['regression']),
]
const summary = (run: string, name: string, numbers: Partial<SeriesSummary>): SeriesSummary => ({
  run,
  name,
  axis: 'epoch',
  count: 10,
  min: 0.1,
  minAt: 2,
  max: 0.9,
  maxAt: 7,
  last: 0.5,
  ...numbers,
})

function regressionRun(change: Partial<Run> = {}): Run {
  const run = finishedRun({ id: 'r', number: 3 })
  const scores = { train: { mae: 1 }, validation: { mae: 2 }, test: { mae: 3 } }
  const outcome = run.outcome === null ? null : { ...run.outcome, scores }
  return { ...run, protocol: { ...run.protocol, goal: 'regression' }, outcome, ...change }
}
const baselines: BaselineInfo[] = [{ name: 'mean', label: text, summary: text }]
const compared = (runs: Run[], summaries: SeriesSummary[] = [], known: MeasuredBaselines[] = []) =>
  compare(runs, { summaries, infos, baselines, known })
const codes = (runs: Run[]) => compared(runs).problems.map((problem) => problem.code)

describe('metrics', () => {
  test('have a final value by part, and best and last by epoch, the best by the direction of the metric', () => {
    const summaries = [summary('run-1', 'accuracy/validation', {}), summary('run-1', 'loss/train', {})]
    const { metrics } = compared([finishedRun()], summaries).runs[0] ?? { metrics: [] }
    expect(metrics).toEqual([
      { metric: 'accuracy', part: 'train', final: 0.9, best: null, bestAt: null, last: null },
      { metric: 'accuracy', part: 'validation', final: 0.85, best: 0.9, bestAt: 7, last: 0.5 },
      { metric: 'accuracy', part: 'test', final: 0.8, best: null, bestAt: null, last: null },
      { metric: 'loss', part: 'train', final: 0.3, best: 0.1, bestAt: 2, last: 0.5 },
      { metric: 'loss', part: 'validation', final: 0.4, best: null, bestAt: null, last: null },
      { metric: 'loss', part: 'test', final: 0.45, best: null, bestAt: null, last: null },
    ])
  })

  test('of a live run are what was logged so far; of a queued one none', () => {
    const live = sampleRun({ status: 'training' })
    const both = compared([live, sampleRun({ id: 'q' })], [summary('run-1', 'loss/train', {})])
    expect(both.runs.map((run) => run.metrics)).toEqual([
      [{ metric: 'loss', part: 'train', final: null, best: 0.1, bestAt: 2, last: 0.5 }],
      [],
    ])
  })

  test('of a series without a number have no best, and a last that says so', () => {
    const nan = summary('run-1', 'loss/train', { min: NaN, max: NaN, last: NaN })
    const { metrics } = compared([sampleRun({ status: 'failed' })], [nan]).runs[0] ?? { metrics: [] }
    expect(metrics).toEqual([{ metric: 'loss', part: 'train', final: null, best: null, bestAt: null, last: NaN }])
  })

  test('only those of the goals at hand are listed', () => {
    expect(compared([finishedRun()]).metrics.map((one) => one.name)).toEqual(['accuracy', 'loss'])
    expect(compared([regressionRun()]).metrics.map((one) => one.name)).toEqual(['mae'])
  })
})

describe('settings', () => {
  test('that differ are named, those that only one has too; equal lists are equal', () => {
    const first = finishedRun()
    const second = finishedRun({
      id: 'run-2',
      number: 2,
      seed: 2,
      architecture: { ...first.architecture, settings: { hidden: [16], activation: 'tanh' } },
      training: { ...first.training, patience: 3 },
    })
    const both = compared([first, second])
    expect(both.differing).toEqual(['architecture.activation', 'seed', 'training.patience'])
    expect(both.runs[0]?.settings).toMatchObject({
      template: 'mlp',
      'training.epochs': 10,
      'split.seed': 1,
      seed: 1,
    })
    expect(compared([first]).differing).toEqual([])
  })

  test('called __proto__ are settings like any other', () => {
    const training = JSON.parse('{"__proto__": 5}') as Run['training']
    const both = compared([finishedRun(), finishedRun({ id: 'run-2', training })])
    expect(both.differing).toContain('training.__proto__')
    expect(both.runs[1]?.settings['training.__proto__']).toBe(5)
  })
})

describe('the second chart', () => {
  test('is accuracy for classes, MAE with the reason for numbers, and says so when they are mixed', () => {
    expect(compared([finishedRun()]).secondChart.metric).toBe('accuracy')
    const numbers = compared([regressionRun()]).secondChart
    expect([numbers.metric, numbers.note.en]).toEqual(['mae', expect.stringContaining('no accuracy')])
    const mixed = compared([finishedRun(), regressionRun()]).secondChart
    expect([mixed.metric, mixed.note.en]).toEqual(['accuracy', expect.stringContaining('predict a number')])
  })
})

describe('problems', () => {
  const other = (change: Partial<Run['protocol']>) =>
    finishedRun({ id: 'run-2', number: 2, protocol: { ...finishedRun().protocol, ...change } })

  test('none for runs of one protocol, whatever their seeds and the order of their split settings', () => {
    const split = { kind: 'random', settings: { seed: 1, share: 0.2 } }
    const turned = { kind: 'random', settings: { share: 0.2, seed: 1 } }
    const first = { ...finishedRun(), protocol: { ...finishedRun().protocol, split } }
    expect(codes([first, { ...other({ split: turned }), seed: 9 }])).toEqual([])
  })

  test('one for each way in which protocols differ', () => {
    expect(codes([finishedRun(), other({ table: 'c'.repeat(64) })])).toEqual(['comparison/different-tables'])
    expect(codes([finishedRun(), other({ target: 'Weekend' })])).toEqual(['comparison/different-targets'])
    const split = { kind: 'random', settings: { seed: 2 } }
    const counts = { train: 5, validation: 3, test: 2 }
    expect(codes([finishedRun(), other({ split, counts })])).toEqual(['comparison/different-splits'])
    expect(codes([finishedRun(), other({ counts })])).toEqual(['comparison/different-counts'])
    expect(codes([finishedRun(), regressionRun()])).toEqual(['comparison/mixed-goals'])
    const topN = (negatives: number) => other({ task: { task: 'topN', settings: { negatives } } })
    expect(codes([topN(4), topN(4)])).toEqual([])
    expect(codes([topN(4), topN(9)])).toEqual(['comparison/different-tasks'])
    expect(codes([finishedRun(), topN(4)])).toEqual(['comparison/different-tasks'])
  })

  test('say in words which runs differ, in both languages', () => {
    const [problem] = compared([finishedRun(), other({ target: 'Weekend' })]).problems
    expect(problem).toMatchObject({ path: 'protocol.target', severity: 'warning' })
    expect(problem?.message.en).toBe('The runs predict different columns: "Revenue" (run 1); "Weekend" (run 2).')
    expect(problem?.message.zh).toBe('这些运行预测的列不同：“Revenue”（运行 1）；“Weekend”（运行 2）。')
  })

  test('a run that is not finished is noted', () => {
    const [note, ...others] = compared([sampleRun({ status: 'training', epochsDone: 4 })]).problems
    expect(others).toEqual([])
    expect(note).toMatchObject({ code: 'comparison/unfinished-run', path: 'runs.run-1', severity: 'note' })
    expect(note?.message.en).toContain('4 of 10 epochs')
  })
})

describe('baselines', () => {
  const measured = { baseline: 'mean', scores: { train: {}, validation: { mae: 3 }, test: { mae: 4 } }, elapsedMs: 5 }
  const [one, other] = [regressionRun({ prepared: 'p1' }), regressionRun({ id: 's', prepared: 'p2' })]

  test('stand beside the runs that were measured on the same rows', () => {
    const { baselines } = compared([one, other], [], [{ prepared: 'p2', scores: [measured] }])
    expect(baselines).toEqual([
      {
        ...{ name: 'mean', label: text, summary: text },
        runs: ['s'],
        metrics: [
          { metric: 'mae', part: 'validation', final: 3, best: null, bestAt: null, last: null },
          { metric: 'mae', part: 'test', final: 4, best: null, bestAt: null, last: null },
        ],
        elapsedMs: 5,
      },
    ])
  })

  test('that this program does not know, or that no run stands against, are left out', () => {
    const strange = { ...measured, baseline: 'oracle' }
    expect(compared([one], [], [{ prepared: 'p1', scores: [strange] }]).baselines).toEqual([])
    expect(compared([one], [], [{ prepared: 'p9', scores: [measured] }]).baselines).toEqual([])
  })
})
