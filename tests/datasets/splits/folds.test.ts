// Folds and windows, held to scikit-learn's KFold, StratifiedKFold, TimeSeriesSplit and train_test_split (fixtures/splits/make_splits.py).
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { assign, countOf, inputOf, range } from './input'

interface Fixture {
  kFold: { rows: number; folds: number; sizes: number[] }[]
  stratifiedKFold: { counts: number[]; folds: number; classes: number[][] }[]
  timeSeriesSplit: {
    steps: number
    folds: number
    window: number
    gap: number
    windows: { before: [number, number]; test: [number, number] }[]
  }[]
  stratified: { counts: number[]; test: number[] }[]
}
const file = fileURLToPath(new URL('../../fixtures/splits/splits.json', import.meta.url))
const fixture = JSON.parse(readFileSync(file, 'utf8')) as Fixture

const classesOf = (counts: number[]) => counts.flatMap((count, code) => new Array<number>(count).fill(code))
const placesOf = (part: number[], codes: number[]) =>
  range(part.length).filter((row) => codes.includes(part[row] ?? -1))

describe.each(['kFold', 'repeatedKFold'])('split %s', (kind) => {
  it.each(fixture.kFold)('has folds of scikit-learn’s sizes: $rows rows, $folds folds', ({ rows, folds, sizes }) => {
    const tested = sizes.map((_, index) => {
      const { part } = assign(kind, inputOf(rows), { folds, fold: index + 1, stratified: false })
      return placesOf(part, [2])
    })
    expect(tested.map(({ length }) => length)).toEqual(sizes)
    // Every row tests once.
    expect(tested.flat().sort((a, b) => a - b)).toEqual(range(rows))
  })

  it.each(fixture.stratifiedKFold)(
    'deals classes like scikit-learn: $counts in $folds folds',
    ({ counts, folds, classes }) => {
      const strata = classesOf(counts)
      const found = classes.map((_, index) => {
        const { part } = assign(kind, inputOf(strata.length, { strata }), { folds, fold: index + 1 })
        return counts.map((_count, code) => placesOf(part, [2]).filter((row) => strata[row] === code).length)
      })
      expect(found).toEqual(classes)
    },
  )

  it('validates a share of the rest, and refuses a fold that there is not', () => {
    const { part } = assign(kind, inputOf(100), { folds: 4, validationShare: 0.2 })
    expect([0, 1, 2].map((code) => countOf(part, code))).toEqual([60, 15, 25])
    const { problems } = assign(kind, inputOf(100), { folds: 4, fold: 5 })
    expect(problems).toMatchObject([{ code: 'split/no-such-fold', path: 'split.fold' }])
  })
})

describe('split repeatedKFold', () => {
  const parts = (settings: Record<string, number>) => assign('repeatedKFold', inputOf(100), settings).part

  it('begins with the k-fold of its seed and deals anew at each repeat', () => {
    expect(parts({ repeat: 1, seed: 7 })).toEqual(assign('kFold', inputOf(100), { seed: 7 }).part)
    expect(parts({ repeat: 2, seed: 7 })).not.toEqual(parts({ repeat: 1, seed: 7 }))
    expect(parts({ repeat: 2, seed: 7 })).not.toEqual(parts({ repeat: 1, seed: 8 }))
    const tested = range(5).flatMap((fold) => placesOf(parts({ repeat: 3, fold: fold + 1 }), [2]))
    expect(tested.sort((a, b) => a - b)).toEqual(range(100))
  })

  it('refuses a repeat that there is not', () => {
    const { problems } = assign('repeatedKFold', inputOf(100), { repeats: 2, repeat: 3 })
    expect(problems).toMatchObject([{ code: 'split/no-such-fold', path: 'split.repeat' }])
  })
})

describe('split rollingOrigin', () => {
  it.each(fixture.timeSeriesSplit)(
    'has the windows of TimeSeriesSplit: $steps steps, $folds folds of $window, gap $gap',
    ({ steps, folds, window, gap, windows }) => {
      windows.forEach(({ before, test }, index) => {
        const settings = { folds, fold: index + 1, window, gap, validationShare: 0.2 }
        const { part, codes } = assign('rollingOrigin', inputOf(steps), settings)
        const tested = placesOf(part, [2])
        const validated = placesOf(part, [1])
        if (before[1] - gap < 1) return expect(codes).toContain('split/series-too-short')
        expect([tested[0], tested.at(-1)]).toEqual(test)
        expect(validated.at(-1)).toBe(before[1])
        expect(placesOf(part, [0])).toEqual(range((validated[0] ?? 0) - gap))
        const left = steps - tested.length - validated.length - placesOf(part, [0]).length
        expect(codes).toEqual(left > 0 ? ['split/rows-left-out'] : [])
      })
    },
  )

  it('counts steps in time, not rows, and takes them in the order of the column', () => {
    // By hand: times 6, 6, 5, 5, ..., 0, 0; seven steps, one window of two steps at the end.
    const time = range(14).map((row) => 6 - Math.floor(row / 2))
    const settings = { folds: 1, fold: 1, window: 2, validationShare: 0.4 }
    const { part } = assign('rollingOrigin', inputOf(14, { times: { time } }), settings)
    expect(part).toEqual(time.map((step) => (step >= 5 ? 2 : step >= 3 ? 1 : 0)))
  })

  it('refuses a fold that there is not', () => {
    expect(assign('rollingOrigin', inputOf(20), { folds: 2, fold: 3 }).codes).toEqual(['split/no-such-fold'])
  })
})

it.each(fixture.stratified)(
  'stratified tests as many of each class as train_test_split: $counts',
  ({ counts, test }) => {
    const strata = classesOf(counts)
    const { part } = assign('stratified', inputOf(strata.length, { strata }), { testShare: 0.2 })
    const found = counts.map((_, code) => placesOf(part, [2]).filter((row) => strata[row] === code).length)
    // Both round every class to a whole row, and the sum over all.
    found.forEach((count, code) => expect(Math.abs(count - (test[code] ?? 0))).toBeLessThanOrEqual(1))
  },
)
