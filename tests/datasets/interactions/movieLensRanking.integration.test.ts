// Lists for MovieLens 100K by popularity, beside the published figures of that protocol. Skipped where the data cannot be had.
import { describe, expect, it } from 'vitest'
import { rankingCases } from '../../../main/engine/datasets'
import { rankingScores } from '../../../main/engine/metrics'
import { TopList } from '../../../main/engine/training/ranking/topList'
import type { Settings } from '../../../shared/fields'
import { movieLens } from '../../helpers/movieLens'
import { leaveLastOut, preparedOf, rowsOf } from './tables'

const table = await movieLens()

describe.skipIf(table === null)('popularity on MovieLens 100K, leave last out', () => {
  const { user, item, time } = table ?? { user: [], item: [], time: [] }

  function popularity(settings: Settings) {
    const columns = {
      user: { role: 'user' as const, values: user },
      item: { role: 'item' as const, values: item },
      at: { role: 'time' as const, values: time },
    }
    const prepared = preparedOf({ task: 'topN', settings: { negatives: 1, ...settings }, split: leaveLastOut, columns })
    const all = rankingCases(prepared, 'test')
    if (all === null) throw new Error('no lists')
    // All rows but the test ones, as in the protocol.
    const visits = new Int32Array(all.items + 1)
    rowsOf(prepared, 'item').forEach(([code = 0], row) => {
      if (prepared.target[row] === 1 && prepared.part[row] !== 2) visits[code] = (visits[code] ?? 0) + 1
    })
    const cases = all.cases.map((one) => {
      const list = new TopList(all.cutoff)
      const among = one.candidates ?? Int32Array.from({ length: all.items }, (_, index) => index + 1)
      for (const code of among) {
        if (!one.isSeen(code)) list.add(code, visits[code] ?? 0, one.relevant.includes(code))
      }
      return list.result(one.count)
    })
    return { cases, scores: rankingScores({ cutoff: all.cutoff, cases, items: all.items }) }
  }

  it('among all items: HR@10 .0859 and NDCG@10 .0439 over 943 users', () => {
    const { cases, scores } = popularity({})
    expect(cases).toHaveLength(943)
    expect(scores.hitRate).toBeCloseTo(0.0859, 4)
    expect(scores.ndcg).toBeCloseTo(0.0439, 4)
    expect(scores.recall).toBe(scores.hitRate)
  })

  it('among 1 and 99 drawn: .4083 and .2296 with other draws, within three standard errors (.016)', () => {
    const { scores } = popularity({ rankedAmong: 'drawn', others: 99 })
    expect(Math.abs((scores.hitRate ?? 0) - 0.4083)).toBeLessThan(0.048)
    expect(Math.abs((scores.ndcg ?? 0) - 0.2296)).toBeLessThan(0.035)
  })
})
