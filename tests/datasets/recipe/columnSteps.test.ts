// Column steps beside scikit-learn and numpy: tests/fixtures/recipe/make.py made the numbers.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { recipeSteps, spread } from '../../../main/engine/datasets'
import type { ColumnValues, RecipeStep, StepTarget } from '../../../main/engine/datasets'
import { crossFitted } from '../../../main/engine/datasets/recipe/targetMeans'
import { defaultsOf } from '../../../shared/fields'
import type { Goal } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'

type Cell = number | string | null

interface Case {
  step: string
  settings: Settings
  column: string
  training: Cell[]
  rows: Cell[]
  /** Inputs x rows. */
  outputs: number[][]
  /** Of the inputs, where the peer has another order. */
  names?: string[]
  target?: { goal: Goal; classes: string[]; values: number[] }
  /** Of the training rows, and what they get themselves. */
  folds?: number[]
  own?: number[][]
}

const steps = new Map<string, RecipeStep>(Object.entries(recipeSteps))
const file = new URL('../../fixtures/recipe/steps.json', import.meta.url)
const { cases } = JSON.parse(readFileSync(file, 'utf8')) as { cases: Case[] }
const noTarget: StepTarget = { goal: 'regression', classes: [], values: new Float64Array(0) }

function columnOf(cells: readonly Cell[], kind: ColumnValues['kind']): ColumnValues {
  if (kind === 'words') return { kind, name: 'x', values: cells.map((cell) => (cell === null ? null : String(cell))) }
  return { kind, name: 'x', values: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) }
}

interface Given extends Pick<Case, 'settings' | 'training' | 'rows'> {
  target?: StepTarget
}

/** Outputs of a step fitted on `training`, what it learnt having gone through JSON. */
function through(step: RecipeStep, { settings, training, rows, target = noTarget }: Given) {
  const complete = { ...defaultsOf(step.fields), ...settings }
  const fitted = step.fit(columnOf(training, step.takes), complete, target)
  const learnt = JSON.parse(JSON.stringify(fitted)) as typeof fitted
  return spread(step.apply(columnOf(rows, step.takes), learnt))
}

function targetOf({ target }: Case): StepTarget {
  return target === undefined ? noTarget : { ...target, values: Float64Array.from(target.values) }
}

/** Scaling steps bring what is further to here, which the peer does not. No other case has numbers as large. */
const farthest = 1e6

function expectNear(found: Iterable<Cell>, wanted: readonly number[], tolerance: number) {
  for (const [row, value] of [...found].entries()) {
    const expected = Math.max(-farthest, Math.min(farthest, wanted[row] as number))
    expect(Math.abs(Number(value) - expected)).toBeLessThanOrEqual(tolerance * Math.max(1, Math.abs(expected)))
  }
}

/** Ranks near the ends are stretched a million times by the normal distribution, rounding with them. */
const toleranceOf = (name: string) => (name === 'quantile' ? 1e-9 : 1e-12)

describe('column steps', () => {
  it.each(cases.map((entry) => [entry.step, JSON.stringify(entry.settings), entry.column, entry] as const))(
    '%s %s of %s equals the peer',
    (name, _settings, _column, entry) => {
      const found = through(steps.get(name) as RecipeStep, { ...entry, target: targetOf(entry) })
      const { names = found.map((output) => output.name) } = entry
      const ordered = names.map((each) => found.find((output) => output.name.endsWith(each)))
      expect(found).toHaveLength(entry.outputs.length)
      ordered.forEach((output, place) =>
        expectNear(output?.values ?? [NaN], entry.outputs[place] ?? [], toleranceOf(name)),
      )
    },
  )

  it.each(cases.filter(({ own }) => own !== undefined).map((entry) => [entry.target?.goal, entry] as const))(
    'targetEncode gives the training rows of a %s target what the peer gives them, by its folds',
    (_goal, entry) => {
      const words = entry.training.map(String)
      const smoothing = entry.settings.smoothing === 'auto' ? null : Number(entry.settings.rows)
      const found = crossFitted(words, targetOf(entry), Int32Array.from(entry.folds ?? []), smoothing)
      expect(found).toHaveLength(entry.own?.length ?? 0)
      found.forEach((values, output) => expectNear(values, entry.own?.[output] ?? [], 1e-12))
    },
  )

  it('are all in the fixture, but for those that no peer has', () => {
    const alone = ['imputeWords', 'flag', 'vocabulary', 'dateParts']
    expect(new Set([...cases.map(({ step }) => step), ...alone])).toEqual(new Set(steps.keys()))
  })

  const scaling = [...steps].filter(([name, { takes }]) => takes === 'numbers' && name !== 'impute')
  it.each(scaling)('%s passes missing numbers over and bears a column without any', (_name, step) => {
    const of = (training: number[], rows: number[]) => through(step, { settings: {}, training, rows })
    expect(of([1, NaN, 3], [NaN, 2])[0]?.values[0]).toEqual(step.name === 'bins' ? 0 : NaN)
    expect(of([NaN, NaN], [5, NaN]).every(({ values }) => values.length === 2)).toBe(true)
    expect(of([NaN], [5])[0]?.values[0]).not.toBeNaN()
  })

  it('names bins by their edges', () => {
    const found = through(recipeSteps.bins, { settings: { count: 3, by: 'width' }, training: [0, 3], rows: [1] })
    expect(found.map(({ name }) => name)).toEqual(['x < 1', 'x 1 to 2', 'x >= 2'])
    expect(found.map(({ values }) => values[0])).toEqual([0, 1, 0])
  })

  it('scale numbers near the largest to what a float32 holds', () => {
    const training = [1.7e308, -1.7e308, 1.7e308]
    for (const name of ['minMax', 'robust', 'standardise', 'quantile']) {
      const [output] = through(steps.get(name) as RecipeStep, { settings: {}, training, rows: training })
      for (const value of output?.values ?? [NaN]) expect(Math.abs(Number(value))).toBeLessThanOrEqual(1e6)
    }
  })
})
