// Windows of series on tiny tables, worked by hand: ends of series, holes, parts, strides, several steps ahead.
import { describe, expect, it } from 'vitest'
import { codesIn, given, prepareTable, preparedOf, rowsOf, wordsOf } from './tables'
import type { TestTable } from './tables'

const parts = ['train', 'train', 'train', 'train', 'train', 'train', 'valid', 'valid', 'test', 'test']
const series: TestTable = {
  task: 'forecast',
  settings: { window: 2 },
  split: given,
  columns: {
    value: { role: 'target', values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] },
    hour: { role: 'time', values: parts.map((_, row) => row) },
    part: { role: 'ignore', values: parts },
  },
}
const [mean, deviation] = [2.5, Math.sqrt(35 / 12)]
const back = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * deviation + mean))

/** Each example in the units of the table: its window, what follows, and its part. */
function told(table: TestTable): string[] {
  const prepared = preparedOf(table)
  const steps = prepared.target.length / prepared.part.length
  return rowsOf(prepared, 'sequence').map((window, example) => {
    const ahead = prepared.target.subarray(example * steps, (example + 1) * steps)
    return `${back(window).join(' ')} > ${back(ahead).join(' ')} ${prepared.part[example]}`
  })
}

describe('forecast', () => {
  it('has a window before each value, in the part of that value, standardised by the training rows', () => {
    const prepared = preparedOf(series)
    expect(told(series)).toEqual([
      ...['0 1 > 2 0', '1 2 > 3 0', '2 3 > 4 0', '3 4 > 5 0'],
      ...['4 5 > 6 1', '5 6 > 7 1', '6 7 > 8 2', '7 8 > 9 2'],
    ])
    expect(prepared.preparation.target).toMatchObject({ column: 'value', goal: 'regression', mean })
    expect(prepared.preparation.target.deviation).toBeCloseTo(deviation, 12)
    expect(prepared.preparation.facts).toMatchObject({ counts: { train: 4, validation: 2, test: 2 } })
    expect(prepared.preparation.facts.outputs).toBeUndefined()
    expect([...prepared.row]).toEqual([2, 3, 4, 5, 6, 7, 8, 9])
  })

  it('predicts several steps, all of them in one part', () => {
    const two = { ...series, settings: { window: 2, horizon: 2 } }
    expect(told(two)).toEqual(['0 1 > 2 3 0', '1 2 > 3 4 0', '2 3 > 4 5 0', '4 5 > 6 7 1', '6 7 > 8 9 2'])
    expect(preparedOf(two).preparation.facts.outputs).toBe(2)
    expect(codesIn(prepareTable(two).problems)).toEqual(['dataset/windows-left-out'])
  })

  it('counts strides from the end of a series', () => {
    expect(told({ ...series, settings: { window: 2, stride: 3 } })).toEqual(['1 2 > 3 0', '4 5 > 6 1', '7 8 > 9 2'])
  })

  it('never crosses the end of a series, and tells them apart', () => {
    const columns: TestTable['columns'] = {
      value: { role: 'target', values: [0, 100, 1, 101, 2, 102, 3, 103, 4, 104] },
      shop: { role: 'group', values: parts.map((_, row) => (row % 2 === 0 ? 'x' : 'y')) },
      hour: { role: 'time', values: parts.map((_, row) => 10 - (row >> 1)) },
      part: {
        role: 'ignore',
        values: ['test', 'test', 'valid', 'valid', 'train', 'train', 'train', 'train', 'train', 'train'],
      },
    }
    const prepared = preparedOf({ ...series, columns })
    const { mean: middle, deviation: spread } = prepared.preparation.target
    const raw = (values: ArrayLike<number>) => Array.from(values, (value) => Math.round(value * spread + middle))
    // Time runs upwards in the table.
    expect(rowsOf(prepared, 'sequence').map(raw)).toEqual([
      [2, 1],
      [102, 101],
      [3, 2],
      [103, 102],
      [4, 3],
      [104, 103],
    ])
    expect(raw(prepared.target)).toEqual([0, 100, 1, 101, 2, 102])
    expect(rowsOf(prepared, 'series').map(([code = 0]) => wordsOf(prepared, 'series')[code])).toEqual([
      'x',
      'y',
      'x',
      'y',
      'x',
      'y',
    ])
  })

  it('leaves out windows with a missing value, and all that a training window must not see', () => {
    const holes = { ...series.columns, value: { role: 'target' as const, values: [0, 1, 2, NaN, 4, 5, 6, 7, 8, 9] } }
    const { prepared, problems } = prepareTable({ ...series, columns: holes })
    expect([...(prepared?.row ?? [])]).toEqual([2, 6, 7, 8, 9])
    expect(codesIn(problems)).toEqual(['dataset/windows-left-out'])
    const mixed = ['train', 'train', 'train', 'test', 'train', 'train', 'train', 'valid', 'test', 'test']
    const columns = { ...series.columns, part: { role: 'ignore' as const, values: mixed } }
    expect([...preparedOf({ ...series, columns }).row]).toEqual([2, 3, 6, 7, 8, 9])
  })

  it('puts the features of the window beside it, and says when a window is longer than every series', () => {
    const columns = { ...series.columns, rain: { role: 'feature' as const, values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9] } }
    const prepared = preparedOf({ ...series, columns })
    expect(prepared.preparation.facts.blocks).toEqual([
      { name: 'sequence', shape: [2, 1], kind: 'numbers' },
      { name: 'features', shape: [2, 1], kind: 'numbers' },
    ])
    expect(rowsOf(prepared, 'features')).toEqual(rowsOf(prepared, 'sequence'))
    expect(codesIn(prepareTable({ ...series, settings: { window: 50 } }).problems)).toEqual(['dataset/no-examples'])
  })

  it('refuses to fill more than 4 GB', () => {
    const rows = Array.from({ length: 120_000 }, (_, row) => row)
    const columns: TestTable['columns'] = {
      value: { role: 'target', values: rows },
      hour: { role: 'time', values: rows },
    }
    const large = { ...series, settings: { window: 10_000 }, split: { kind: 'time', settings: {} }, columns }
    expect(codesIn(prepareTable(large).problems)).toEqual(['dataset/arrays-too-large'])
  })

  it('refuses times that are words', () => {
    const hour = { role: 'time' as const, values: parts.map((_, row) => `hour ${row}`) }
    const { prepared, problems } = prepareTable({ ...series, columns: { ...series.columns, hour } })
    expect(prepared).toBeNull()
    expect(codesIn(problems).some((code) => ['dataset/task-not-ready', 'dataset/not-a-time'].includes(code))).toBe(true)
  })
})
