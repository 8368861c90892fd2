// Stored histograms and series with a value at every so manieth position: what comes in comes out. Expected values by hand.
import { describe, expect, test } from 'vitest'
import type { SeriesBlock, Workspace } from '../../main/engine/workspace'
import { Database } from '../../main/engine/workspace/database'
import { checkpoints } from '../../main/engine/workspace/migrations/2-checkpoints'
import { migrate } from '../../main/engine/workspace/migrations'
import { records } from '../../main/engine/workspace/migrations/1-records'
import { SeriesStore } from '../../main/engine/workspace/series'
import { join } from 'node:path'
import { histogram, histogramsOf } from './histograms'
import { opened, sampleRun, temporaryFolder } from './sample'

function withRun(): Workspace {
  const workspace = opened(temporaryFolder())
  workspace.runs.create([sampleRun(), sampleRun({ id: 'run-2' })])
  return workspace
}

describe('histograms', () => {
  test('come back by epoch and in the order in which they came', () => {
    const { histograms } = withRun()
    histograms.append('run-1', histogramsOf(3))
    expect(histograms.append('run-1', histogramsOf(1))).toEqual([])
    expect(histograms.read('run-1')).toEqual(histogramsOf(1, 3))
    expect(histograms.read('run-2')).toEqual([])
  })

  test('those of nothing but what is not finite come back as they are', () => {
    const { histograms } = withRun()
    const none = { count: 0, min: NaN, max: NaN, mean: NaN, deviation: NaN, zeros: NaN, counts: new Array(30).fill(0) }
    const empty = { ...histogram(1, 'weight', 'w'), ...none }
    histograms.append('run-1', [empty])
    expect(histograms.read('run-1')).toEqual([empty])
  })

  test('sent again they are stored once; others in their place are told and kept', () => {
    const { histograms } = withRun()
    histograms.append('run-1', histogramsOf(1, 2))
    expect(histograms.append('run-1', histogramsOf(2))).toEqual([])
    const changed = { ...histogram(2, 'activation', 'output'), mean: 7 }
    expect(histograms.append('run-1', [changed])).toEqual(['output'])
    expect(histograms.read('run-1')).toEqual([...histogramsOf(1), ...histogramsOf(2).slice(0, 2), changed])
  })

  test('can be asked for by kind, by name, and of so many epochs', () => {
    const { histograms } = withRun()
    histograms.append('run-1', histogramsOf(2, 4, 6, 8, 10, 12, 14))
    const names = ['__proto__/bias']
    expect(histograms.read('run-1', { names, epochs: 3 }).map(({ epoch, name }) => [epoch, name])).toEqual([
      [2, '__proto__/bias'],
      [8, '__proto__/bias'],
      [14, '__proto__/bias'],
    ])
    expect(histograms.read('run-1', { kind: 'activation', epochs: 2 }).map(({ epoch }) => epoch)).toEqual([2, 14])
    expect(histograms.read('run-1', { epochs: 100 })).toHaveLength(21)
  })

  test('of one run can be forgotten', () => {
    const { histograms } = withRun()
    histograms.append('run-1', histogramsOf(1))
    histograms.append('run-2', histogramsOf(1))
    histograms.clear('run-1')
    expect(histograms.read('run-1')).toEqual([])
    expect(histograms.read('run-2')).toHaveLength(3)
  })
})

/** Values at 10 x first, 10 x (first + 1), ... */
const tenth = (first: number, values: number[]): SeriesBlock => {
  return { name: 'gradientNorm/a/b', axis: 'step', first, every: 10, values: Float64Array.from(values) }
}

describe('a series with a value at every tenth step', () => {
  test('stands at those steps, in its summary too, however its blocks came', () => {
    const { series } = withRun()
    series.append('run-1', [tenth(1, [5, 1])])
    series.append('run-1', [tenth(3, [9, 4])])
    expect(series.append('run-1', [tenth(2, [1, 9])])).toEqual([])
    const at = [10, 20, 30, 40]
    expect(series.read('run-1')).toEqual([
      { run: 'run-1', name: 'gradientNorm/a/b', axis: 'step', total: 4, at, values: [5, 1, 9, 4] },
    ])
    expect(series.summaries(['run-1'])[0]).toMatchObject({ min: 1, minAt: 20, max: 9, maxAt: 30, last: 4, count: 4 })
    expect(series.stretches('run-1')).toEqual([tenth(1, [5, 1, 9, 4])])
  })

  test('obeys a window of steps and a number of points', () => {
    const { series } = withRun()
    const values = Array.from({ length: 1000 }, (_, index) => (index === 700 ? 50 : index % 3))
    series.append('run-1', [tenth(1, values)])
    expect(series.read('run-1', { from: 11, to: 45 })[0]?.at).toEqual([20, 30, 40])
    expect(series.read('run-1', { from: 20, to: 20 })[0]?.at).toEqual([20])
    const drawn = series.read('run-1', { points: 50 })[0]
    expect(drawn?.at.length).toBeLessThanOrEqual(50)
    expect(drawn?.at[drawn.values.indexOf(50)]).toBe(7010)
  })
})

test('series of a database of version 2 count by one', () => {
  const database = new Database(join(temporaryFolder(), 'old.db'))
  database.exec(records)
  database.exec(checkpoints)
  database.exec(`PRAGMA application_id = ${0x4e4c4f4d}; PRAGMA user_version = 2`)
  database.run(
    "INSERT INTO runs (id, number, status, json, created) VALUES ('run-1', 1, 'finished', '{}', '2026-01-01')",
  )
  database.run(`INSERT INTO series (run, name, axis, count, min, max, min_at, max_at, last)
    VALUES ('run-1', 'loss/step', 'step', 2, 1, 3, 2, 1, 1)`)
  const data = new Uint8Array(Float64Array.of(3, 1).buffer)
  database.run(
    `INSERT INTO blocks (series, first, count, min, max, min_at, max_at, last, data) VALUES (1, 1, 2, 1, 3, 2, 1, 1, ?)`,
    data,
  )
  migrate(database)
  const series = new SeriesStore(database)
  series.append('run-1', [{ name: 'loss/step', axis: 'step', first: 3, values: Float64Array.of(7) }])
  expect(series.read('run-1')[0]).toMatchObject({ at: [1, 2, 3], values: [3, 1, 7] })
  expect(series.stretches('run-1')[0]).toEqual({
    name: 'loss/step',
    axis: 'step',
    first: 1,
    values: Float64Array.of(3, 1, 7),
  })
  database.dispose()
})
