// prepare.js, which goes out with a model, does every recipe step exactly as the engine does.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { recipeSteps, spread } from '../../main/engine/datasets'
import type { ColumnValues, RecipeStep } from '../../main/engine/datasets'
import { prepareSource } from '../../main/engine/exports/formats/prepareSource'
import { defaultsOf } from '../../shared/fields'
import type { Settings } from '../../shared/fields'

const numberCells = ['1', null, '4.5', '-3', '4.5', '1e3', '0.25']
const wordCells = [
  ...['a', null, 'b', 'b', 'a|b', '["a", "c", 2]', "['a', 'c']", 'Good food, good 好吃的面', '2020-02-03'],
  ...['2021-03-04 15:30:00', '2020-01-31T10:00:00.5+02:00', '2020-02-31', '\u00e9t\u00e9', '3'],
]
const target = {
  ...{ goal: 'multiclass' as const, classes: ['p', 'q', 'r'] },
  values: Float64Array.from(wordCells, (_, row) => row % 3),
}

interface Prepare {
  prepareRows(preparation: unknown, rows: [string, unknown][][]): Float32Array
}

let room = ''
let code: Prepare
beforeAll(async () => {
  room = mkdtempSync(join(tmpdir(), 'netloom-prepare-'))
  const file = join(room, 'prepare.mjs')
  writeFileSync(file, prepareSource)
  code = (await import(pathToFileURL(file).href)) as Prepare
})
afterAll(() => rmSync(room, { recursive: true, force: true }))

describe('prepare.js', () => {
  const variants: [string, Settings][] = [
    ...Object.keys(recipeSteps).map((name): [string, Settings] => [name, {}]),
    ['minMax', { clip: true }],
    ['quantile', { shape: 'uniform' }],
    ['impute', { strategy: 'mode', flag: false }],
    ['encode', { other: false, minCount: 2 }],
    ['hashing', { sign: true, buckets: 7 }],
    ['multiHot', { other: false, separator: '' }],
    ['tokens', { values: 'count' }],
    ['tokens', { values: 'presence' }],
    ['dateParts', { day: true, quarter: true, cyclic: false }],
    ['targetEncode', { smoothing: 'rows', rows: 2 }],
  ]

  test.each(variants)('does the step %s with %j', (name, chosen) => {
    const step: RecipeStep = recipeSteps[name as keyof typeof recipeSteps]
    const cells = step.takes === 'numbers' ? numberCells : wordCells
    const values = cells.map((cell) => (step.takes === 'words' ? cell : cell === null ? NaN : Number(cell)))
    const column = {
      ...{ kind: step.takes, name: 'c' },
      values: step.takes === 'words' ? values : Float64Array.from(values as number[]),
    } as ColumnValues
    const settings = { ...defaultsOf(step.fields), ...(name === 'tokens' ? { minRows: 1 } : {}), ...chosen }
    const learnt = step.fit(column, settings, target)
    const steps = [{ step: step.name, column: 'c', settings: {}, learnt }]
    let outputs = spread(step.apply(column, learnt))
    if (step.gives === 'words') {
      const { encode } = recipeSteps
      const more = encode.fit(outputs[0] as ColumnValues, defaultsOf(encode.fields), target)
      steps.push({ step: 'encode', column: 'c', settings: {}, learnt: more })
      outputs = [...spread(encode.apply(outputs[0] as ColumnValues, more)), ...outputs.slice(1)]
    }
    const preparation = { facts: { width: outputs.length }, steps }
    const features = code.prepareRows(
      preparation,
      cells.map((cell) => [['c', cell]]),
    )
    const expected = cells.flatMap((_, row) => outputs.map((output) => Number(output.values[row])))
    expect([...features]).toEqual([...Float32Array.from(expected)])
  })
})
