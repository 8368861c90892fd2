// Ranking metrics and the lists that they are computed from: values by RecBole 1.2.1 and numpy (fixtures/ranking/make_ranking.py), and by hand.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { metricInfos, metrics, rankingMetrics, rankingScores } from '../../main/engine/metrics'
import type { RankedCase } from '../../main/engine/metrics'
import { TopList } from '../../main/engine/training/ranking/topList'

interface Lists {
  cutoff: number
  items: number
  scores: number[][]
  seen: number[][]
  relevant: number[][]
  count: number[]
  tops: number[][]
  values: Record<string, number>
}
const file = new URL('../fixtures/ranking/ranking.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Lists[]

function listed({ cutoff, scores, seen, relevant, count }: Lists): RankedCase[] {
  return scores.map((row, one) => {
    const list = new TopList(cutoff)
    row.forEach((score, index) => {
      if (!seen[one]?.includes(index + 1)) list.add(index + 1, score, relevant[one]?.includes(index + 1) ?? false)
    })
    return list.result(count[one] ?? 0)
  })
}

describe.each(fixture)('lists of $cutoff out of $items items', (lists) => {
  const cases = listed(lists)

  it('hold the best items, of equal ones those that are not right first', () => {
    expect(cases.map(({ top }) => [...top])).toEqual(lists.tops)
  })

  it.each(Object.keys(rankingMetrics))('%s is that of RecBole', (name) => {
    const scores = rankingScores({ cutoff: lists.cutoff, cases, items: lists.items })
    expect(scores[name]).toBeCloseTo(lists.values[name] ?? NaN, 12)
  })
})

it('by hand: right items at places 2 and 4 of 5, three to be found', () => {
  const one = { relevant: 3, top: Int32Array.of(9, 4, 7, 2, 5), places: [2, 4] }
  const scores = rankingScores({ cutoff: 5, cases: [one], items: 10 })
  const ideal = 1 + 1 / Math.log2(3) + 1 / 2
  expect(scores).toEqual({
    hitRate: 1,
    ndcg: (1 / Math.log2(3) + 1 / Math.log2(5)) / ideal,
    recall: 2 / 3,
    precision: 2 / 5,
    mrr: 1 / 2,
    map: (1 / 2 + 2 / 4) / 3,
    coverage: 1 / 2,
  })
})

it('a network that gives all items the same, or no numbers, finds nothing', () => {
  for (const score of [0.5, NaN]) {
    const list = new TopList(3)
    for (let item = 1; item <= 4; item++) list.add(item, score, item === 1)
    expect(list.result(1)).toEqual({ relevant: 1, top: Int32Array.of(2, 3, 4), places: [] })
  }
})

it('nothing is defined without lists, and coverage not where lists are drawn from a few items', () => {
  expect(rankingScores({ cutoff: 5, cases: [], items: 3 })).toEqual({})
  const one = { relevant: 1, top: Int32Array.of(2), places: [1] }
  expect(Object.keys(rankingScores({ cutoff: 5, cases: [one], items: null }))).not.toContain('coverage')
})

it('are told beside the metrics of rows, by names of their own', () => {
  const names = metricInfos().map(({ name }) => name)
  expect(names).toEqual([...Object.keys(metrics), ...Object.keys(rankingMetrics)])
  expect(new Set(names).size).toBe(names.length)
})
