// Baselines against scikit-learn and numpy (fixtures/baselines/make_baselines.py) and by hand.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { baselines, baselinesFor, measure } from '../../main/engine/baselines'
import type { Baseline } from '../../main/engine/baselines'
import { finished, rankingCases } from '../../main/engine/datasets'
import type { RankingCase } from '../../main/engine/datasets'
import type { Prepared } from '../../main/engine/workspace'
import { given, preparedOf, wordsOf } from '../datasets/interactions/tables'
import { preparedFor } from '../training/prepared'

interface Fixture {
  table: {
    features: number[]
    number: number[]
    binary: number[]
    several: number[]
    trained: number
    linear: number[]
    logistic: number[]
    logisticOfSeveral: number[]
  }
  interactions: { pairs: [number, number][]; popularity: number[]; itemNeighbours: number[][]; ease: number[][] }
  ratings: { users: number[]; items: number[]; stars: number[]; pairMeans: number[] }
}
const file = new URL('../fixtures/baselines/baselines.json', import.meta.url)
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

function fitted(baseline: Baseline, prepared: Prepared) {
  const found = finished(baseline.fit(prepared))
  if (found === null) throw new Error(`${baseline.name} cannot do it`)
  return found
}
const outputsOf = (baseline: Baseline, prepared: Prepared, rows: number[]) =>
  Array.from(fitted(baseline, prepared).outputs?.(Int32Array.from(rows)) ?? [])

function expectClose(found: readonly number[], expected: readonly number[], digits = 5): void {
  expect(found).toHaveLength(expected.length)
  found.forEach((value, at) => expect(value).toBeCloseTo(expected[at] ?? NaN, digits))
}

describe('of a table', () => {
  const { features, trained, ...known } = fixture.table
  const rows = Array.from({ length: 20 }, (_, at) => trained + at)
  const prepared = (goal: 'binary' | 'multiclass' | 'regression', target: number[]): Prepared => ({
    ...preparedFor(goal, 60),
    features: Float32Array.from(features),
    target: Float32Array.from(target),
    part: Uint8Array.from(target, (_, row) => (row < trained ? 0 : 2)),
  })

  it('a linear model is ridge regression', () => {
    expectClose(outputsOf(baselines.linear, prepared('regression', known.number), rows), known.linear)
  })

  it('a logistic model is logistic regression, of several classes each against the rest', () => {
    expectClose(outputsOf(baselines.logistic, prepared('binary', known.binary), rows), known.logistic)
    const ofSeveral = outputsOf(baselines.logistic, prepared('multiclass', known.several), rows)
    expectClose(ofSeveral, known.logisticOfSeveral)
  })

  it('a logistic model of classes that are told apart wholly ends, and tells the training rows apart', () => {
    const target = features.filter((_, at) => at % 4 === 0).map((x) => (x > 0 ? 1 : 0))
    const found = outputsOf(baselines.logistic, prepared('binary', target), [...Array(trained).keys()])
    const right = found.filter((chance, row) => chance > 0.5 === (target[row] === 1))
    expect(right.length).toBeGreaterThan(35)
  })

  it('frequencies and the mean of the training rows', () => {
    const [binary, number] = [known.binary.slice(0, trained), known.number.slice(0, trained)]
    const meanOf = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length
    expectClose(outputsOf(baselines.majority, prepared('binary', known.binary), [50]), [meanOf(binary)])
    expectClose(outputsOf(baselines.mean, prepared('regression', known.number), [50]), [meanOf(number)])
    const shares = [0, 1, 2].map((code) => meanOf(known.several.slice(0, trained).map((one) => Number(one === code))))
    expectClose(outputsOf(baselines.majority, prepared('multiclass', known.several), [50, 51]), [...shares, ...shares])
  })

  it('are scored as networks are, on every part', () => {
    const measured = finished(measure(baselines.majority, preparedFor('binary')))
    expect(measured?.scores.test).toMatchObject({ auc: 0.5 })
    expect(Object.keys(measured?.scores.train ?? {})).toContain('f1')
    const ofMean = finished(measure(baselines.mean, preparedFor('regression')))
    expect(ofMean?.scores.train.r2).toBeCloseTo(0, 9)
  })

  it('of several targets predict each that they are for, under its own name', () => {
    const binary = prepared('binary', known.binary)
    const number = { column: 'spent', goal: 'regression' as const, classes: [], mean: 10, deviation: 2 }
    const { facts } = binary.preparation
    const preparation = {
      ...binary.preparation,
      facts: { ...facts, alsoTargets: [{ column: 'spent', goal: number.goal, classes: [] }] },
      alsoTargets: [number],
    }
    const both = { ...binary, preparation, alsoTargets: [Float32Array.from(known.number)] }
    const names = baselinesFor(preparation).map(({ name }) => name)
    expect(names).toEqual(['majority', 'mean', 'linear', 'logistic'])
    const alone = finished(measure(baselines.linear, prepared('regression', known.number)))?.scores.test
    const found = finished(measure(baselines.linear, both))?.scores.test
    expect(found).toEqual(
      Object.fromEntries(Object.entries(alone ?? {}).map(([name, value]) => [`${name}@spent`, value])),
    )
    expect(finished(measure(baselines.logistic, both))?.scores.test).toEqual(
      finished(measure(baselines.logistic, binary))?.scores.test,
    )
  })

  it('are left out where there are too many features', () => {
    const wide = { ...preparedFor('regression', 4, 601) }
    expect(finished(baselines.linear.fit(wide))).toBeNull()
    expect(finished(measure(baselines.linear, wide))).toBeNull()
  })

  it('suit what they are for', () => {
    const names = (goal: 'binary' | 'regression') => baselinesFor(preparedFor(goal).preparation).map(({ name }) => name)
    expect(names('binary')).toEqual(['majority', 'logistic'])
    expect(names('regression')).toEqual(['mean', 'linear'])
  })
})

describe('of a series', () => {
  const load = Array.from({ length: 60 }, (_, at) => [5, 1, 2, 9][at % 4] ?? 0)
  const prepared = preparedOf({
    task: 'forecast',
    settings: { window: 6, horizon: 5 },
    split: { kind: 'time', settings: {} },
    columns: {
      at: { role: 'time', values: load.map((_, at) => at) },
      load: { role: 'target', values: load },
    },
  })
  const { mean, deviation } = prepared.preparation.target
  const inUnits = (values: number[]) => values.map((value) => value * deviation + mean)

  it('the last value stays', () => {
    const before = load[(prepared.row[0] ?? 0) - 1] ?? NaN
    expectClose(inUnits(outputsOf(baselines.lastValue, prepared, [0])), [before, before, before, before, before])
  })

  it('the period that fits is found, and what was a period ago comes again, beyond one period too', () => {
    const expected = Array.from(prepared.target.subarray(5, 10))
    expectClose(outputsOf(baselines.seasonal, prepared, [1]), expected)
    expect(finished(measure(baselines.seasonal, prepared))?.scores.test.mae).toBeCloseTo(0, 5)
  })

  it('all of them are measured', () => {
    expect(baselinesFor(prepared.preparation).map(({ name }) => name)).toEqual(['mean', 'lastValue', 'seasonal'])
  })
})

it('means of users and items are those of alternating means', () => {
  const { users, items, stars, pairMeans } = fixture.ratings
  const prepared = preparedOf({
    task: 'rating',
    split: given,
    columns: {
      // Nobody whom training knows in the other parts, so that they change nothing, and get the mean.
      user: { role: 'user', values: [...users, 98, 99].map((user) => `u${user}`) },
      item: { role: 'item', values: [...items, 98, 99].map((item) => `i${item}`) },
      stars: { role: 'rating', values: [...stars, 1, 1] },
      part: { role: 'ignore', values: [...users.map(() => 'train'), 'valid', 'test'] },
    },
  })
  const { mean, deviation } = prepared.preparation.target
  const found = outputsOf(baselines.pairMeans, prepared, [...prepared.part.keys()])
  expectClose(
    found.map((value) => value * deviation + mean),
    [...prepared.row].map((row) => pairMeans[row] ?? mean),
  )
})

describe('of users and items', () => {
  const { pairs, ...known } = fixture.interactions
  // A row for each user to be judged by; what he came to in training is seen and cannot be in his list.
  const rows = [
    ...pairs.map(([user, item]) => ({ user, item, part: 'train' })),
    { user: 99, item: 99, part: 'valid' },
    ...Array.from({ length: 12 }, (_, at) => ({ user: at + 1, item: 1 + (at % 8), part: 'test' })),
  ]
  const prepared = preparedOf({
    task: 'topN',
    settings: { negatives: 1, again: true, fewestOfUser: 1, fewestOfItem: 1 },
    split: given,
    columns: {
      user: { role: 'user', values: rows.map(({ user }) => `u${user}`) },
      item: { role: 'item', values: rows.map(({ item }) => `i${item}`) },
      part: { role: 'ignore', values: rows.map(({ part }) => part) },
    },
  })
  const word = (list: string, code: number) => Number(wordsOf(prepared, list)[code]?.slice(1))
  const cases = rankingCases(prepared, 'test')?.cases ?? []

  /** Scores by user and item as they are called, not by their codes. */
  function scoresOf(baseline: Baseline): number[][] {
    const { scores } = fitted(baseline, prepared)
    const found = Array.from({ length: 12 }, () => new Array<number>(8).fill(NaN))
    for (const one of cases) {
      const given = scores?.(one, 8) ?? new Float64Array(9)
      for (let code = 1; code <= 8; code++) {
        const own = found[word('user', one.user) - 1] as number[]
        own[word('item', code) - 1] = given[code] as number
      }
    }
    return found
  }

  it('popularity counts, neighbours are cosines, EASE is solved as by numpy', () => {
    expect(scoresOf(baselines.popularity)).toEqual(Array.from({ length: 12 }, () => known.popularity))
    scoresOf(baselines.itemNeighbours).forEach((own, user) => expectClose(own, known.itemNeighbours[user] ?? [], 9))
    scoresOf(baselines.ease).forEach((own, user) => expectClose(own, known.ease[user] ?? [], 9))
  })

  it('all of them are measured by the lists that they give', () => {
    const names = baselinesFor(prepared.preparation).map(({ name }) => name)
    expect(names).toEqual(['popularity', 'itemNeighbours', 'ease'])
    const scores = finished(measure(baselines.popularity, prepared))?.scores
    expect(scores?.test).toHaveProperty('ndcg')
    expect(scores?.train).toEqual({})
  })
})

describe('of histories', () => {
  // Everybody comes to a, b, c in turn; one comes to d at the end.
  const visits = ['u1', 'u2', 'u3', 'u4'].flatMap((user) => ['a', 'b', 'c', 'a', 'b'].map((item) => ({ user, item })))
  const prepared = preparedOf({
    task: 'nextItem',
    settings: { length: 4, again: true },
    split: { kind: 'leaveLastOut', settings: {} },
    columns: {
      user: { role: 'user', values: visits.map(({ user }) => user) },
      item: { role: 'item', values: visits.map(({ item }) => item) },
      at: { role: 'time', values: visits.map((_, at) => at) },
    },
  })

  it('what followed is recommended, before what is popular', () => {
    const { scores } = fitted(baselines.followers, prepared)
    const words = wordsOf(prepared, 'item')
    const [one] = rankingCases(prepared, 'test')?.cases ?? []
    const given = scores?.(one as RankingCase, words.length - 1) ?? new Float64Array(0)
    const best = [...given.keys()].sort((a, b) => (given[b] as number) - (given[a] as number))[0] ?? 0
    expect(words[best]).toBe('b')
    expect(finished(measure(baselines.followers, prepared))?.scores.test.hitRate).toBe(1)
  })

  it('the oldest items, which are never predicted, count as comings', () => {
    // In training each user came to a, b and c once: the last two rows are held out.
    const { scores } = fitted(baselines.popularity, prepared)
    const [one] = rankingCases(prepared, 'test')?.cases ?? []
    expect([...(scores?.(one as RankingCase, 3) ?? [])].slice(1)).toEqual([4, 4, 4])
  })
})
