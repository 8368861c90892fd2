// Steps that learnt from test rows. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { partCodes, recipeStep, spread } from '../../../main/engine/datasets'
import type { ColumnValues } from '../../../main/engine/datasets'
import type { FittedStep } from '../../../shared/records'
import { inputOf, look, numbers } from './input'

const { train, test } = partCodes

const told = { goal: 'regression' as const, classes: [], values: new Float64Array(0) }

describe('fittedOnAll', () => {
  const part = [train, train, train, test, test, 3]
  const feature = numbers('x', [1, 2, NaN, 50, 90, 1e9])

  /** Filled with the median, then standardised, both learnt from the rows at `places`. */
  function steps(places: number[]): FittedStep[] {
    let column: ColumnValues = numbers(
      'x',
      places.map((place) => feature.values[place] as number),
    )
    return [
      { step: 'impute', settings: { strategy: 'median', flag: true } },
      { step: 'standardise', settings: {} },
    ].map(({ step, settings }) => {
      const learnt = recipeStep(step)?.fit(column, settings, told) ?? {}
      const [made] = spread(recipeStep(step)?.apply(column, learnt) ?? [])
      column = made ?? column
      return { step, column: 'x', settings, learnt }
    })
  }

  it('finds steps that learnt from the test rows, and takes those of the training rows as right', () => {
    const wrong = steps([0, 1, 2, 3, 4])
    // By hand: the median of 1, 2, 50, 90 is 26; of the training rows 1, 2 it is 1.5.
    expect(wrong[0]?.learnt).toMatchObject({ fill: 26 })
    const [found, ...others] = look('fittedOnAll', inputOf(part, { features: [feature], steps: wrong }))
    expect(others).toEqual([])
    expect(found).toMatchObject({ code: 'leak/fitted-on-all-rows', severity: 'error', rows: [103, 104] })
    expect(found?.remedy?.change).toEqual({ roles: [{ column: 'x', role: 'ignore' }] })
    expect(found?.message.en).toContain('"impute, standardise"')
    expect(look('fittedOnAll', inputOf(part, { features: [feature], steps: steps([0, 1, 2]) }))).toEqual([])
  })

  it('is silent when there are no arrays yet, and of steps that it does not know', () => {
    expect(look('fittedOnAll', inputOf(part, { features: [feature] }))).toEqual([])
    const unknown = [{ step: 'magic', column: 'x', settings: {}, learnt: { mean: 3 } }]
    expect(look('fittedOnAll', inputOf(part, { features: [feature], steps: unknown }))).toEqual([])
  })
})
