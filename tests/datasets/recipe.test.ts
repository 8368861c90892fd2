import { describe, expect, it } from 'vitest'
import { recipeStep, recipeSteps, spread, stepsByType } from '../../main/engine/datasets'
import type { ColumnValues, RecipeStep, StepTarget } from '../../main/engine/datasets'
import { checkSettings, defaultsOf, withDefaults } from '../../shared/fields'

const numbers = (...values: number[]): ColumnValues => ({
  kind: 'numbers',
  name: 'x',
  values: Float64Array.from(values),
})
const words = (...values: (string | null)[]): ColumnValues => ({ kind: 'words', name: 'w', values })

const noTarget: StepTarget = { goal: 'regression', classes: [], values: new Float64Array(0) }

/** Fits on `training`, applies to `rows`, learning and settings having gone through JSON: inputs by name. */
function through(step: RecipeStep, training: ColumnValues, rows: ColumnValues, settings = {}) {
  const complete = { ...defaultsOf(step.fields), ...settings }
  const learnt = JSON.parse(JSON.stringify(step.fit(training, complete, noTarget))) as ReturnType<RecipeStep['fit']>
  return spread(step.apply(rows, learnt)).map((output) => [output.name, [...output.values]])
}

describe('impute', () => {
  it('fills with the mean and flags, like SimpleImputer(strategy="mean", add_indicator=True)', () => {
    // Source: scikit-learn 1.9.1 on [1, 2, nan, 4, 10].
    const column = numbers(1, 2, NaN, 4, 10)
    expect(through(recipeSteps.impute, column, column, { strategy: 'mean' })).toEqual([
      ['x', [1, 2, 4.25, 4, 10]],
      ['x (missing)', [0, 0, 1, 0, 0]],
    ])
  })

  it('fills with the median: 3 for 1, 2, 4, 10 and 2 for 1, 2, 10', () => {
    expect(through(recipeSteps.impute, numbers(10, 1, NaN, 4, 2), numbers(NaN))[0]).toEqual(['x', [3]])
    expect(through(recipeSteps.impute, numbers(10, 1, NaN, 2), numbers(NaN))[0]).toEqual(['x', [2]])
  })

  it('adds no flag when the training rows are whole, and fills all the same', () => {
    expect(through(recipeSteps.impute, numbers(1, 2, 3), numbers(NaN, 5))).toEqual([['x', [2, 5]]])
  })

  it('fills with the most frequent number, the smaller of two, or with one of one\u2019s own', () => {
    const training = numbers(7, 2, 7, 2, 1)
    expect(through(recipeSteps.impute, training, numbers(NaN), { strategy: 'mode' })).toEqual([['x', [2]]])
    expect(through(recipeSteps.impute, training, numbers(NaN), { strategy: 'constant', value: -1 })).toEqual([
      ['x', [-1]],
    ])
  })

  it('makes 0 of a column without any value', () => {
    expect(through(recipeSteps.impute, numbers(NaN, NaN), numbers(NaN, 7), { flag: false })).toEqual([['x', [0, 7]]])
  })
})

describe('standardise', () => {
  it('numbers whose squares overflow, as it does ordinary ones', () => {
    // By hand: mean 2e300, population deviation sqrt(2/3) * 1e300.
    const [[, values]] = through(recipeSteps.standardise, numbers(1e300, 2e300, 3e300), numbers(1e300, 2e300)) as [
      [string, number[]],
    ]
    expect(values[0]).toBeCloseTo(-Math.sqrt(1.5), 12)
    expect(values[1]).toBeCloseTo(0, 12)
  })

  it('gives what StandardScaler gives', () => {
    // Source: scikit-learn 1.9.1; by hand: mean 5, population deviation 2.
    const column = numbers(2, 4, 4, 4, 5, 5, 7, 9)
    expect(through(recipeSteps.standardise, column, column)).toEqual([['x', [-1.5, -0.5, -0.5, -0.5, 0, 0, 1, 2]]])
  })

  it('never divides by zero', () => {
    expect(through(recipeSteps.standardise, numbers(3, 3, 3), numbers(3, 5))).toEqual([['x', [0, 2]]])
    expect(through(recipeSteps.standardise, numbers(0.1, 0.1, 0.1), numbers(0.1))[0]?.[1]).toEqual([
      expect.closeTo(0, 12),
    ])
  })
})

describe('encode', () => {
  it('gives each training word an input, unknown words one and missing ones one', () => {
    const rows = words('b', 'a', 'new', null)
    expect(through(recipeSteps.encode, words('a', 'b', 'b', null), rows)).toEqual([
      ['w=a', [0, 1, 0, 0]],
      ['w=b', [1, 0, 0, 0]],
      ['w=(other)', [0, 0, 1, 0]],
      ['w=(missing)', [0, 0, 0, 1]],
    ])
  })

  it('keeps the most frequent words only', () => {
    const training = words('rare', 'often', 'often', 'often', 'some', 'some')
    expect(through(recipeSteps.encode, training, words('rare', 'some'), { maxWords: 2 })).toEqual([
      ['w=often', [0, 0]],
      ['w=some', [0, 1]],
      ['w=(other)', [1, 0]],
    ])
  })

  it('keeps words that enough rows have only, and does without an input for others', () => {
    const training = words('a', 'a', 'b')
    expect(through(recipeSteps.encode, training, words('a', 'b', null), { minCount: 2, other: false })).toEqual([
      ['w=a', [1, 0, 0]],
    ])
  })

  it('orders numbers by size and survives words that name object properties', () => {
    const training = words('10', '9', '__proto__', 'constructor')
    const names = through(recipeSteps.encode, training, training).map(([name]) => name)
    expect(names).toContain('w=__proto__')
    expect(names.indexOf('w=9')).toBeLessThan(names.indexOf('w=10'))
    const values = through(recipeSteps.encode, training, words('__proto__'))
    expect(values.find(([name]) => name === 'w=__proto__')?.[1]).toEqual([1])
    expect(values.flatMap(([, ones]) => ones).filter((one) => one === 1)).toHaveLength(1)
  })
})

describe('flag', () => {
  it.each([
    ['FALSE', 'TRUE'],
    ['no', 'yes'],
    ['0', '1'],
    ['No', 'Yes'],
    ['否', '是'],
  ])('makes %s 0 and %s 1', (no, yes) => {
    expect(through(recipeSteps.flag, words(yes, no, yes), words(no, yes))).toEqual([['w', [0, 1]]])
  })

  it('puts the share of ones where the value is missing or unknown', () => {
    expect(through(recipeSteps.flag, words('no', 'yes', 'yes', 'yes', null), words(null, 'maybe'))).toEqual([
      ['w', [0.75, 0.75]],
    ])
  })
})

describe('the registry of recipe steps', () => {
  it.each(Object.entries(recipeSteps))('%s is called so, has texts and valid defaults', (name, step) => {
    expect(step.name).toBe(name)
    expect(step.label.en && step.label.zh && step.summary.en && step.summary.zh).toBeTruthy()
    expect(checkSettings(step.fields, defaultsOf(step.fields))).toEqual([])
  })

  it('uses only its own steps, with settings that their fields allow', () => {
    for (const { step, settings } of Object.values(stepsByType).flat()) {
      const fields = recipeStep(step)?.fields ?? []
      expect(checkSettings(fields, withDefaults(fields, settings))).toEqual([])
    }
    expect(recipeStep('constructor')).toBeUndefined()
  })
})

describe('imputeWords', () => {
  it('fills with the most frequent word and flags, or with a word of one\u2019s own', () => {
    const training = words('b', 'a', 'b', null)
    expect(through(recipeSteps.imputeWords, training, words(null, 'c'))).toEqual([
      ['w', ['b', 'c']],
      ['w (missing)', [1, 0]],
    ])
    const settings = { strategy: 'constant', word: 'none', flag: false }
    expect(through(recipeSteps.imputeWords, training, words(null), settings)).toEqual([['w', ['none']]])
    expect(through(recipeSteps.imputeWords, words(null), words(null), { flag: false })).toEqual([['w', [null]]])
  })
})

describe('vocabulary', () => {
  it('counts from 2 on by frequency, 1 for other words, 0 for missing ones', () => {
    const training = words('b', 'a', 'b', 'c', null)
    const rows = words('b', 'a', 'c', 'new', null)
    expect(through(recipeSteps.vocabulary, training, rows)).toEqual([['w', [2, 3, 4, 1, 0]]])
    expect(through(recipeSteps.vocabulary, training, rows, { minCount: 2 })).toEqual([['w', [2, 1, 1, 1, 0]]])
    expect(through(recipeSteps.vocabulary, training, rows, { maxWords: 2 })).toEqual([['w', [2, 3, 1, 1, 0]]])
  })
})

describe('hashing', () => {
  it('puts letters composed in two ways into one bucket, and a missing word into none', () => {
    const column = words('caf\u00e9', 'cafe\u0301', null)
    const found = through(recipeSteps.hashing, column, column, { buckets: 16 })
    expect(found).toHaveLength(16)
    const rows = [0, 1, 2].map((row) => found.map(([, values]) => (values as number[])[row]))
    expect(rows[0]).toEqual(rows[1])
    expect(rows[0]?.filter((value) => value === 1)).toHaveLength(1)
    expect(rows[2]?.every((value) => value === 0)).toBe(true)
  })
})

describe('multiHot', () => {
  it.each([
    ['x|y', '|'],
    ['["x", "y"]', '|'],
    ["['x', 'y']", '|'],
    ['x, y', ','],
    ['[x,y]', ';'],
    [' y ||x| x', '|'],
  ])('reads %s', (cell, separator) => {
    expect(through(recipeSteps.multiHot, words(cell), words('x'), { separator })).toEqual([
      ['w=x', [1]],
      ['w=y', [0]],
      ['w=(other)', [0]],
    ])
  })

  it('gives words that were not learnt one input, and a missing list none', () => {
    const training = words('a|b', 'a', null)
    expect(through(recipeSteps.multiHot, training, words('a|q|r', null), { maxWords: 1 })).toEqual([
      ['w=a', [1, 0]],
      ['w=(other)', [1, 0]],
    ])
    expect(through(recipeSteps.multiHot, words('[[1], {"a": 1}, 2, null]'), words('2'), { other: false })).toEqual([
      ['w=2', [1]],
    ])
  })
})

describe('dateParts', () => {
  it('standardises years, puts the rest on a circle and leaves out what never varies', () => {
    // By hand: 2020 and 2022 have the mean 2021 and the deviation 1; Monday and Tuesday are a seventh of a circle apart.
    const training = words('2020-03-02', '2022-03-01', null)
    const found = new Map(
      through(recipeSteps.dateParts, training, words('2020-03-02 00:00:00', 'soon', '2024-06-19')) as [
        string,
        number[],
      ][],
    )
    expect([...found.keys()]).toEqual(['w year', 'w weekday sin', 'w weekday cos', 'w (missing)'])
    expect(found.get('w year')).toEqual([-1, 0, 3])
    expect(found.get('w weekday cos')?.[0]).toBe(1)
    expect(found.get('w weekday sin')?.[2]).toBeCloseTo(Math.sin((4 * Math.PI) / 7), 12)
    expect(found.get('w (missing)')).toEqual([0, 1, 0])
  })

  it('keeps a part of dates that are all the same, and of none at all', () => {
    expect(through(recipeSteps.dateParts, words('2020-01-01'), words('2021-01-01'))).toEqual([['w year', [1]]])
    expect(through(recipeSteps.dateParts, words(null), words('2021-01-01', null)).map(([name]) => name)).toEqual([
      'w year',
      'w (missing)',
    ])
  })

  it('gives plain numbers when no circle is wished', () => {
    const only = { year: false, month: false, weekday: false, hour: true, cyclic: false }
    const training = words('2020-01-01T01:00', '2020-01-01T03:00')
    expect(through(recipeSteps.dateParts, training, words('2020-01-01T23:00:00Z'), only)).toEqual([['w hour', [21]]])
  })
})

describe('tokens', () => {
  it('finds words of any script, Chinese ones by pairs of neighbours', () => {
    const column = words('\u597d\u5403\u7684\u9762 noodles, Noodles 2x!')
    const names = through(recipeSteps.tokens, column, column, { minRows: 1 }).map(([name]) => name)
    expect(names).toEqual(['w: noodles', 'w: 2x', 'w: \u5403\u7684', 'w: \u597d\u5403', 'w: \u7684\u9762'])
  })

  it('counts, or says whether a word occurs', () => {
    const training = words('a a b', 'a', null)
    const rows = words('a b a c', null)
    expect(through(recipeSteps.tokens, training, rows, { minRows: 1, values: 'count' })).toEqual([
      ['w: a', [2, 0]],
      ['w: b', [1, 0]],
    ])
    expect(through(recipeSteps.tokens, training, rows, { values: 'presence' })).toEqual([['w: a', [1, 0]]])
  })
})

it('standardised numbers near the largest stay finite in float32, seen in training or not', () => {
  const [[, values]] = through(recipeSteps.standardise, numbers(1, 2, 3), numbers(1.7e308, -1.7e308, 2)) as [
    [string, number[]],
  ]
  expect([...Float32Array.from(values)]).toEqual([1e6, -1e6, 0])
})
