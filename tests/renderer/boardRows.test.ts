// The board's table as data: columns, the best of each, sorting.
import { describe, expect, it } from 'vitest'
import type { ComparedRun, Comparison } from '../../shared/records'
import { bestOf, boardColumns, cellOfBaseline, sortRuns } from '../../renderer/views/boards/boardRows'

function compared(number: number, auc: number | null, loss: number | null, units: number[]): ComparedRun {
  const metric = (name: string, final: number | null) => ({
    metric: name,
    part: 'test' as const,
    final,
    best: null,
    bestAt: null,
    last: null,
  })
  return {
    run: `r${number}`,
    number,
    name: `run ${number}`,
    status: 'finished',
    seed: 1,
    parameters: 100 * number,
    trainingMs: 1000,
    settings: { units, epochs: 10, seed: 1 },
    metrics: [metric('auc', auc), metric('loss', loss)],
  }
}
const text = { en: 'x', zh: 'x' }
const comparison: Comparison = {
  runs: [compared(1, 0.9, 0.3, [16]), compared(2, null, NaN, [64, 32]), compared(3, 0.95, 0.4, [128])],
  metrics: [
    { name: 'auc', label: text, summary: text, direction: 'higher', goals: ['binary'], leading: true },
    { name: 'loss', label: text, summary: text, direction: 'lower', goals: ['binary'], leading: true },
  ],
  baselines: [
    {
      name: 'majority',
      label: text,
      summary: text,
      runs: ['r1', 'r2', 'r3'],
      metrics: [{ metric: 'auc', part: 'test', final: 0.5, best: null, bestAt: null, last: null }],
      elapsedMs: 3,
    },
  ],
  differing: ['units', 'seed'],
  secondChart: { metric: 'accuracy', note: text },
  problems: [],
}
const usual = { reading: 'final', onlyDiffering: true, allMetrics: false } as const
const columns = boardColumns(comparison, usual)
const column = (id: string) => columns.find((one) => one.id === id)!
const order = (id: string | null, descending: boolean) =>
  sortRuns(comparison.runs, id === null ? null : column(id), descending).map((run) => run.number)

describe('boardColumns', () => {
  it('has facts, the settings that differ, and the metrics that some run has', () => {
    expect(columns.map((one) => one.id)).toEqual([
      'fact/seed',
      'fact/parameters',
      'fact/time',
      'setting/units',
      'metric/auc/test',
      'metric/loss/test',
    ])
  })

  it('has every setting when asked, and no metric of a reading that nobody has', () => {
    const ids = boardColumns(comparison, { ...usual, reading: 'last', onlyDiffering: false }).map((one) => one.id)
    expect(ids).toContain('setting/epochs')
    expect(ids.filter((id) => id.startsWith('metric/'))).toEqual([])
  })

  it('has the metrics that a goal is first judged by, and the others when asked', () => {
    const metrics = comparison.metrics.map((metric) => ({ ...metric, leading: metric.name === 'auc' }))
    const idsOf = (allMetrics: boolean) =>
      boardColumns({ ...comparison, metrics }, { ...usual, allMetrics }).map((one) => one.id)
    expect(idsOf(false)).not.toContain('metric/loss/test')
    expect(idsOf(true)).toContain('metric/loss/test')
  })

  it('gives of a baseline its time and metrics, nothing that it cannot have', () => {
    const [majority] = comparison.baselines
    const cells = columns.map((one) => majority && cellOfBaseline(one, majority))
    expect(cells).toEqual([null, null, 3, null, 0.5, null])
  })
})

describe('bestOf', () => {
  it('goes by the direction of the metric and passes over what is missing or not finite', () => {
    expect([...bestOf(column('metric/auc/test'), comparison.runs)]).toEqual(['r3'])
    expect([...bestOf(column('metric/loss/test'), comparison.runs)]).toEqual(['r1'])
  })

  it('names nobody best of one, and nobody where nothing is better', () => {
    expect(bestOf(column('metric/auc/test'), comparison.runs.slice(0, 1)).size).toBe(0)
    expect(bestOf(column('fact/seed'), comparison.runs).size).toBe(0)
  })
})

describe('sortRuns', () => {
  it('sorts numbers both ways, what is missing or not finite last', () => {
    expect(order('metric/auc/test', true)).toEqual([3, 1, 2])
    expect(order('metric/auc/test', false)).toEqual([1, 3, 2])
    expect(order('metric/loss/test', false)).toEqual([1, 3, 2])
  })

  it('sorts words by the numbers in them, and runs by their number', () => {
    expect(order('setting/units', false)).toEqual([1, 2, 3])
    expect(order(null, true)).toEqual([3, 2, 1])
  })
})
