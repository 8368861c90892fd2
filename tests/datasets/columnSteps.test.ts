// How columns are prepared is checked before anything is read: columns, steps, settings, and what follows what.
import { describe, expect, it } from 'vitest'
import { checkColumnSteps } from '../../main/engine/datasets'

const columns = [
  { name: 'age', type: 'number' as const },
  { name: 'city', type: 'category' as const },
]

const stepsNamed = (...names: string[]) => names.map((step) => ({ step, settings: {} }))
const codes = (column: string, steps: { step: string; settings: Record<string, string | number> }[]) =>
  checkColumnSteps(columns, [{ column, steps }]).map(({ code }) => code)

describe('checkColumnSteps', () => {
  it.each([
    ['age', ['impute', 'winsorise', 'log', 'standardise']],
    ['age', ['bins']],
    ['age', ['encode']],
    ['city', ['encode']],
    ['city', ['flag', 'standardise']],
    ['city', []],
  ])('lets %s be prepared by %j', (column, names) => {
    expect(codes(column, stepsNamed(...names))).toEqual([])
  })

  it.each([
    ['towns', ['encode'], ['recipe/no-column']],
    ['age', ['imput'], ['recipe/unknown-step']],
    ['age', ['constructor'], ['recipe/unknown-step']],
    ['city', ['standardise'], ['recipe/wrong-type']],
    ['city', ['encode', 'standardise'], ['recipe/cannot-follow']],
    ['age', ['impute', 'encode'], ['recipe/cannot-follow']],
    ['age', Array<string>(21).fill('log'), ['recipe/too-many-steps']],
  ])('%s by %j is refused', (column, names, expected) => {
    expect(codes(column, stepsNamed(...names))).toEqual(expected)
  })

  it('names the column in the path, the nearest step, and settings that do not fit', () => {
    const [step] = checkColumnSteps(columns, [{ column: 'age', steps: stepsNamed('minMx') }])
    expect(step).toMatchObject({ path: 'age', severity: 'error' })
    expect(step?.message.en).toContain('"minMax"')
    const [setting] = checkColumnSteps(columns, [
      { column: 'age', steps: [{ step: 'bins', settings: { count: 1 } }, ...[]] },
    ])
    expect(setting).toMatchObject({ path: 'age', code: 'settings/bad-value' })
    expect(codes('age', [{ step: 'log', settings: { base: 2 } }])).toEqual(['settings/unknown-name'])
  })

  it('refuses a column that is named twice', () => {
    const twice = [stepsNamed('log'), stepsNamed('bins')].map((steps) => ({ column: 'age', steps }))
    expect(checkColumnSteps(columns, twice).map(({ code }) => code)).toEqual(['recipe/column-twice'])
  })
})
