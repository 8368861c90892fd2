// Column steps beside scikit-learn and numpy: tests/fixtures/recipe/make.py made the numbers.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { bins } from '../../../main/engine/datasets/recipe/bins'
import { log } from '../../../main/engine/datasets/recipe/log'
import { minMax } from '../../../main/engine/datasets/recipe/minMax'
import { robust } from '../../../main/engine/datasets/recipe/robust'
import { winsorise } from '../../../main/engine/datasets/recipe/winsorise'
import type { ColumnValues, RecipeStep } from '../../../main/engine/datasets'
import { defaultsOf } from '../../../shared/fields'
import type { Settings } from '../../../shared/fields'

interface Case {
  step: string
  settings: Settings
  column: string
  training: number[]
  rows: number[]
  outputs: number[][]
}

const steps = new Map([bins, log, minMax, robust, winsorise].map((step) => [step.name, step]))
const file = new URL('../../fixtures/recipe/steps.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }
const numbers = (values: number[]): ColumnValues => ({ kind: 'numbers', name: 'x', values: Float64Array.from(values) })

/** Outputs of a step fitted on `training`, what it learnt having gone through JSON. */
function through(step: RecipeStep, settings: Settings, training: number[], rows: number[]) {
  const fitted = step.fit(numbers(training), { ...defaultsOf(step.fields), ...settings })
  const learnt = JSON.parse(JSON.stringify(fitted)) as typeof fitted
  return step.apply(numbers(rows), learnt)
}

describe('column steps', () => {
  it.each(cases.map((entry) => [entry.step, JSON.stringify(entry.settings), entry.column, entry] as const))(
    '%s %s of %s equals the peer',
    (name, _settings, _column, { settings, training, rows, outputs }) => {
      const found = through(steps.get(name) as RecipeStep, settings, training, rows)
      expect(found).toHaveLength(outputs.length)
      found.forEach(({ values }, output) =>
        values.forEach((value, row) => {
          const wanted = outputs[output]?.[row] as number
          expect(Math.abs(Number(value) - wanted)).toBeLessThanOrEqual(1e-12 * Math.max(1, Math.abs(wanted)))
        }),
      )
    },
  )

  it('are all in the fixture', () => {
    expect(new Set(cases.map(({ step }) => step))).toEqual(new Set(steps.keys()))
  })

  it.each([...steps])('%s passes missing numbers over and bears a column without any', (_name, step) => {
    const [first] = through(step, {}, [1, NaN, 3], [NaN, 2])
    expect(step.name === 'bins' ? 0 : NaN).toEqual(first?.values[0])
    expect(through(step, {}, [NaN, NaN], [5, NaN]).every(({ values }) => values.length === 2)).toBe(true)
    expect(through(step, {}, [NaN], [5])[0]?.values[0]).not.toBeNaN()
  })

  it('names bins by their edges', () => {
    const found = through(bins, { count: 3, by: 'width' }, [0, 3], [1])
    expect(found.map(({ name }) => name)).toEqual(['x < 1', 'x 1 to 2', 'x >= 2'])
    expect(found.map(({ values }) => values[0])).toEqual([0, 1, 0])
  })
})
