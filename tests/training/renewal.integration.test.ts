// Negatives that are drawn anew for each epoch: other steps, the same again for the same seed, however the run was taken.
import { describe, expect, it } from 'vitest'
import type { Checkpoint } from '../../main/engine/workspace'
import type { Settings } from '../../shared/fields'
import { leaveLastOut, preparedOf } from '../datasets/interactions/tables'
import { trainMlp } from './training'

const users = Array.from({ length: 240 }, (_, row) => `u${Math.floor(row / 8)}`)
const columns = {
  user: { role: 'user' as const, values: users },
  item: { role: 'item' as const, values: users.map((_, row) => `i${(row * row + 5 * row) % 61}`) },
  at: { role: 'time' as const, values: users.map((_, row) => row) },
}
const preparedWith = (settings: Settings) => preparedOf({ task: 'topN', settings, split: leaveLastOut, columns })

describe.each(['eager', 'graph'])('negatives anew in each epoch, tier %s', (tier) => {
  const training = { epochs: 3, batchSize: 64, learningRate: 0.01, keep: 'last', tier }
  const run = { prepared: preparedWith({ fresh: true }), network: { hidden: [8] }, training, seed: 4 }

  it('give other steps than those that stay, and the same again', async () => {
    const [first, again] = [await trainMlp(run), await trainMlp(run)]
    expect(again.model.weights).toEqual(first.model.weights)
    expect(again.outcome.scores).toEqual(first.outcome.scores)
    const plain = await trainMlp({ ...run, prepared: preparedWith({}) })
    expect(first.model.weights).not.toEqual(plain.model.weights)
    // What is measured at the end are the prepared rows, of which both have the same.
    expect(Object.keys(first.outcome.scores.train)).toEqual(Object.keys(plain.outcome.scores.train))
  })

  it('are the same where rows are streamed', async () => {
    const [loaded, streamed] = [await trainMlp(run), await trainMlp({ ...run, from: { memoryLimit: 0 } })]
    expect(streamed.model.weights).toEqual(loaded.model.weights)
  })

  it('are the same when the run is stopped on the way and goes on', async () => {
    const whole = await trainMlp(run)
    const status = whole.reports.find((report) => report.kind === 'status' && report.plan !== null)
    if (status?.kind !== 'status' || status.plan === null) throw new Error('no plan')
    const from = { plan: status.plan }
    for (const stops of [1, 2, 3]) {
      let saved: Checkpoint | null = null
      const store = { write: (made: Checkpoint) => ((saved = structuredClone(made)), 'one'), read: () => saved }
      let asked = 0
      const before = await trainMlp({ ...run, store, from, stopAsked: () => (asked += 1) > stops })
      expect(before.outcome.endedBy).toBe('stopped-by-user')
      const after = await trainMlp({ ...run, store, from: { ...from, resumes: true } })
      expect(after.model.weights).toEqual(whole.model.weights)
    }
  })
})
