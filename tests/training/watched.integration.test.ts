// The best epoch by recommended lists: their metrics after every epoch, what they decide, and what is said where there are none.
import { describe, expect, test } from 'vitest'
import { rankingMetrics } from '../../main/engine/metrics'
import { trainingFields, watchProblems } from '../../main/engine/training'
import { defaultsOf } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import { leaveLastOut, preparedOf } from '../datasets/interactions/tables'
import { preparedFor } from './prepared'
import { trainMlp } from './training'

const users = Array.from({ length: 180 }, (_, row) => Math.floor(row / 6))
const columns = {
  user: { role: 'user' as const, values: users.map((user) => `u${user}`) },
  item: { role: 'item' as const, values: users.map((user, row) => `i${(user % 3) * 8 + ((user + row) % 8)}`) },
  at: { role: 'time' as const, values: users.map((_, row) => row) },
}
const visits = preparedOf({ task: 'topN', settings: { cutoff: 5, negatives: 2 }, split: leaveLastOut, columns })
const run = (training: Settings) => {
  const common = { batchSize: 64, learningRate: 0.02, tier: 'graph' }
  return trainMlp({ prepared: visits, network: { hidden: [8] }, training: { ...common, ...training } })
}

describe('the best epoch by lists', () => {
  test('is the first of those with the best value, whose weights and scores are kept', async () => {
    const { series, outcome } = await run({ epochs: 5, watch: 'ndcg' })
    const curve = series['ndcg/validation'] ?? []
    expect(curve).toHaveLength(5)
    expect(new Set(curve).size).toBeGreaterThan(1)
    expect(outcome.keptEpoch).toBe(1 + curve.indexOf(Math.max(...curve)))
    expect(outcome.scores.validation.ndcg).toBeCloseTo(Math.max(...curve), 6)
    for (const name of Object.keys(rankingMetrics)) expect(series[`${name}/validation`], name).toHaveLength(5)
    expect(series['ndcg/train']).toBeUndefined()
  })

  test('ends a run that finds no better lists', async () => {
    const { series, outcome } = await run({ epochs: 60, watch: 'hitRate', patience: 3 })
    const curve = series['hitRate/validation'] ?? []
    expect(outcome.endedBy).toBe('early-stopping')
    expect(curve).toHaveLength(outcome.keptEpoch + 3)
    expect(Math.max(...curve.slice(outcome.keptEpoch))).toBeLessThanOrEqual(curve[outcome.keptEpoch - 1] ?? NaN)
  })

  test('the loss decides by default, and there are no lists until the end', async () => {
    const { series, outcome, reports } = await run({ epochs: 2 })
    expect(series['ndcg/validation']).toBeUndefined()
    expect(outcome.scores.validation.ndcg).toBeGreaterThan(0)
    expect(reports.filter(({ kind }) => kind === 'problem')).toEqual([])
  })
})

describe('without lists', () => {
  test('a run says that the loss decides', async () => {
    const { reports, outcome } = await trainMlp({
      prepared: preparedFor('binary'),
      training: { epochs: 2, watch: 'ndcg' },
    })
    const said = reports.flatMap((report) => (report.kind === 'problem' ? [report.problem] : []))
    expect(said.map(({ code, severity }) => [code, severity])).toEqual([['run/nothing-to-rank', 'note']])
    expect(outcome.epochsDone).toBe(2)
  })

  test('it is refused before, for tasks that recommend nothing', () => {
    const training = { ...defaultsOf(trainingFields), watch: 'recall' }
    const [problem] = watchProblems(training, { task: 'rating', settings: {} }, 'training.')
    expect(problem).toMatchObject({ code: 'run/nothing-to-rank', path: 'training.watch', severity: 'error' })
    expect(watchProblems(training, null)).toHaveLength(1)
    expect(watchProblems(training, { task: 'nextItem', settings: {} })).toEqual([])
    expect(watchProblems(defaultsOf(trainingFields), null)).toEqual([])
  })
})
