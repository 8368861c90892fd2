import { describe, expect, it } from 'vitest'
import { recipeStep, recipeSteps, stepsByType } from '../../main/engine/datasets'
import type { ColumnValues, RecipeStep } from '../../main/engine/datasets'
import { checkSettings, defaultsOf } from '../../shared/fields'

const numbers = (...values: number[]): ColumnValues => ({
  kind: 'numbers',
  name: 'x',
  values: Float64Array.from(values),
})
const words = (...values: (string | null)[]): ColumnValues => ({ kind: 'words', name: 'w', values })

/** Fits on `training`, applies to `rows`, learning and settings having gone through JSON: inputs by name. */
function through(step: RecipeStep, training: ColumnValues, rows: ColumnValues, settings = {}) {
  const complete = { ...defaultsOf(step.fields), ...settings }
  const learnt = JSON.parse(JSON.stringify(step.fit(training, complete))) as ReturnType<RecipeStep['fit']>
  return step.apply(rows, learnt).map((output) => [output.name, [...output.values]])
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
      expect(checkSettings(recipeStep(step)?.fields ?? [], settings)).toEqual([])
    }
    expect(recipeStep('constructor')).toBeUndefined()
  })
})

it('standardised numbers near the largest stay finite in float32, seen in training or not', () => {
  const [[, values]] = through(recipeSteps.standardise, numbers(1, 2, 3), numbers(1.7e308, -1.7e308, 2)) as [
    [string, number[]],
  ]
  expect([...Float32Array.from(values)]).toEqual([1e6, -1e6, 0])
})
