// Metric series: whatever way the values come in, all of them come out, with a right summary. Expected values by hand.
import { describe, expect, test } from 'vitest'
import type { SeriesBlock, Workspace } from '../../main/engine/workspace'
import { Database } from '../../main/engine/workspace/database'
import { opened, sampleRun, temporaryFolder } from './sample'

function withRun(): Workspace {
  const workspace = opened(temporaryFolder())
  workspace.runs.create([sampleRun()])
  return workspace
}

const block = (first: number, values: number[], name = 'loss/step'): SeriesBlock => ({
  name,
  axis: 'step',
  first,
  values: Float64Array.from(values),
})

/** How many blocks are stored, looked up past the store. */
function blockCount({ paths }: Workspace): number {
  const database = new Database(paths.database)
  const count = database.get<{ n: number }>('SELECT count(*) AS n FROM blocks')?.n ?? -1
  database.dispose()
  return count
}

describe('series', () => {
  test('come back as they were written, with their summary', () => {
    const { series } = withRun()
    series.append('run-1', [block(1, [3, 1, 2]), block(1, [0.5], 'accuracy/validation')])
    series.append('run-1', [block(4, [5, 1])])
    expect(series.read('run-1', { names: ['loss/step'] })).toEqual([
      { run: 'run-1', name: 'loss/step', axis: 'step', total: 5, at: [1, 2, 3, 4, 5], values: [3, 1, 2, 5, 1] },
    ])
    expect(series.summaries(['run-1'])).toEqual([
      {
        run: 'run-1',
        name: 'accuracy/validation',
        axis: 'step',
        count: 1,
        min: 0.5,
        max: 0.5,
        last: 0.5,
        minAt: 1,
        maxAt: 1,
      },
      { run: 'run-1', name: 'loss/step', axis: 'step', count: 5, min: 1, max: 5, last: 1, minAt: 2, maxAt: 4 },
    ])
  })

  test('a block sent again, whole or in part, changes nothing', () => {
    const { series } = withRun()
    series.append('run-1', [block(1, [3, 1, NaN, 4])])
    const before = [series.read('run-1'), series.summaries(['run-1'])]
    series.append('run-1', [block(1, [3, 1, NaN, 4])])
    series.append('run-1', [block(2, [1, NaN])])
    expect([series.read('run-1'), series.summaries(['run-1'])]).toEqual(before)
  })

  test('values written over earlier ones, and past them, count once and renew the summary', () => {
    const { series } = withRun()
    series.append('run-1', [block(1, [9, 8, 7]), block(4, [6])])
    series.append('run-1', [block(3, [1, 2, 3])])
    expect(series.read('run-1')[0]).toMatchObject({ total: 5, at: [1, 2, 3, 4, 5], values: [9, 8, 1, 2, 3] })
    expect(series.summaries(['run-1'])[0]).toMatchObject({ count: 5, min: 1, minAt: 3, max: 9, maxAt: 1, last: 3 })
  })

  test('a gap stays a gap, and what comes late into it fills it', () => {
    const { series } = withRun()
    series.append('run-1', [block(1, [1, 2])])
    series.append('run-1', [block(5, [5, 6])])
    expect(series.read('run-1')[0]).toMatchObject({ total: 4, at: [1, 2, 5, 6] })
    series.append('run-1', [block(3, [-3, 4])])
    expect(series.read('run-1')[0]).toMatchObject({ total: 6, values: [1, 2, -3, 4, 5, 6] })
    expect(series.summaries(['run-1'])[0]).toMatchObject({ min: -3, minAt: 3, last: 6 })
  })

  test('NaN and infinities survive and do not hide the finite extremes', () => {
    const { series } = withRun()
    series.append('run-1', [block(1, [NaN, 2, -Infinity]), block(4, [Infinity, NaN])])
    expect(series.read('run-1')[0]?.values).toEqual([NaN, 2, -Infinity, Infinity, NaN])
    expect(series.summaries(['run-1'])[0]).toMatchObject({
      min: -Infinity,
      max: Infinity,
      minAt: 3,
      maxAt: 4,
      last: NaN,
    })
    series.append('run-1', [block(1, [NaN, NaN], 'all-nan')])
    expect(series.summaries(['run-1'])[0]).toMatchObject({ name: 'all-nan', count: 2, min: NaN, max: NaN, minAt: 1 })
  })

  test('a window and a number of points are obeyed; the extremes stay', () => {
    const { series } = withRun()
    const values = Array.from({ length: 2000 }, (_, index) => Math.sin(index / 50))
    values[777] = 100
    values[1234] = -100
    series.append('run-1', [block(1, values)])
    const window = series.read('run-1', { from: 10, to: 12 })[0]
    expect(window).toMatchObject({ total: 2000, at: [10, 11, 12], values: values.slice(9, 12) })
    const drawn = series.read('run-1', { points: 100 })[0]
    expect(drawn?.at.length).toBeLessThanOrEqual(100)
    expect(drawn?.values).toContain(100)
    expect(drawn?.values).toContain(-100)
    expect(series.read('run-1', { points: 100 })[0]).toEqual(drawn)
    expect(series.read('run-1', { from: 3000 })[0]).toMatchObject({ total: 2000, at: [] })
  })

  test('many small blocks are stored as few', () => {
    const workspace = withRun()
    for (let at = 1; at <= 2000; at++) workspace.series.append('run-1', [block(at, [at])])
    expect(workspace.series.read('run-1')[0]?.values).toEqual(Array.from({ length: 2000 }, (_, index) => index + 1))
    expect(workspace.series.summaries(['run-1'])[0]).toMatchObject({ count: 2000, min: 1, max: 2000, maxAt: 2000 })
    expect(blockCount(workspace)).toBe(4)
  })

  test('a million points come back exactly, and as one stretch', () => {
    const { series } = withRun()
    const values = Float64Array.from({ length: 1_000_000 }, (_, index) => Math.cos(index) / (index + 1))
    for (let start = 0; start < values.length; start += 10_000) {
      series.append('run-1', [
        { name: 'loss/step', axis: 'step', first: start + 1, values: values.subarray(start, start + 10_000) },
      ])
    }
    const back = series.read('run-1')[0]
    expect(back?.total).toBe(1_000_000)
    expect(back?.at[999_999]).toBe(1_000_000)
    expect(back?.values.every((value, index) => value === values[index])).toBe(true)
    const [stretch, ...others] = series.stretches('run-1')
    expect(others).toEqual([])
    expect(Buffer.from(stretch?.values.buffer ?? new ArrayBuffer(0)).equals(Buffer.from(values.buffer))).toBe(true)
  })

  test('a block longer than a row should be is cut, and merges still', () => {
    const workspace = withRun()
    const values = Array.from({ length: 150_000 }, (_, index) => index)
    workspace.series.append('run-1', [block(1, values)])
    expect(blockCount(workspace)).toBe(3)
    workspace.series.append('run-1', [block(70_000, [-1])])
    values[69_999] = -1
    expect(workspace.series.read('run-1')[0]?.values).toEqual(values)
  })

  test('clearing one run leaves the others; a series of a run that is not there is refused', () => {
    const { runs, series } = withRun()
    runs.create([sampleRun({ id: 'run-2' })])
    series.append('run-1', [block(1, [1])])
    series.append('run-2', [block(1, [2], '__proto__')])
    series.clear('run-1')
    expect(series.read('run-1')).toEqual([])
    expect(series.read('run-2')[0]).toMatchObject({ name: '__proto__', values: [2] })
    expect(() => series.append('nobody', [block(1, [1])])).toThrow(/FOREIGN KEY/)
  })

  test('blocks of one call are stored together or not at all', () => {
    const { series } = withRun()
    const bad = { ...block(1, [1]), axis: null as unknown as 'step', name: 'bad' }
    expect(() => series.append('run-1', [block(1, [1]), bad])).toThrow()
    expect(series.read('run-1')).toEqual([])
  })
})
