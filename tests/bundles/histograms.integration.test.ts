// Histograms and series with gaps between their positions in bundles: they arrive whole, and bad ones are refused.
import { describe, expect, test } from 'vitest'
import { openBundle } from '../../main/engine/exports/bundle'
import { packed } from '../../main/engine/workspace'
import { histogram, histogramsOf } from '../workspace/histograms'
import { opened, temporaryFolder, tickingClock } from '../workspace/sample'
import { Forge } from './forge'
import { bundleIn, sampleWorkspace } from './sample'

const open = (file: string, workspace: ReturnType<typeof opened>) =>
  openBundle({ file, workspace, clock: tickingClock() })

test('arrive whole, and are known again', async () => {
  const home = sampleWorkspace()
  const name = `gradientNorm/${'long '.repeat(60)}`
  home.series.append('run-1', [{ name, axis: 'step', first: 1, every: 7, values: Float64Array.of(3, 1, 2) }])
  home.histograms.append('run-1', histogramsOf(2, 4, 6))
  const file = await bundleIn(temporaryFolder(), home)
  const away = opened(temporaryFolder())
  const [run = ''] = (await open(file, away)).runs
  expect(away.series.read(run, { names: [name] })[0]).toMatchObject({ at: [7, 14, 21], values: [3, 1, 2] })
  expect(away.series.read(run).map((series) => ({ ...series, run: 'run-1' }))).toEqual(home.series.read('run-1'))
  expect(away.histograms.read(run)).toEqual(histogramsOf(2, 4, 6))
  expect(await open(file, away)).toMatchObject({ runs: [], already: [run] })
  expect(await open(file, home)).toMatchObject({ runs: [], already: ['run-1'] })
  // With other histograms it is another run.
  home.histograms.append('run-1', [{ ...histogram(2, 'activation', 'output'), mean: 99 }])
  expect((await open(file, home)).runs).toHaveLength(1)
})

describe('are refused', () => {
  const index = { bins: 30, histograms: [{ kind: 'weight', name: 'output/kernel', epochs: [1, 2] }] }
  const bytes = (...numbers: Float64Array[]) => Buffer.concat(numbers.map((one) => Buffer.from(one.buffer)))
  const [first, second] = [1, 2].map((epoch) => packed(histogram(epoch, 'weight', 'output/kernel'))) as [
    Float64Array,
    Float64Array,
  ]

  async function forged(json: unknown, values: Buffer): Promise<Forge> {
    const forge = await Forge.make()
    forge.put('runs/001/histograms.json', JSON.stringify(json))
    forge.put('runs/001/histograms.f64', values)
    return forge
  }

  test('not when they are sound', async () => {
    const forge = await forged(index, bytes(first, second))
    const { runs } = await open(await forge.zipped(), forge.away)
    expect(forge.away.histograms.read(runs[0] ?? '')).toEqual([
      histogram(1, 'weight', 'output/kernel'),
      histogram(2, 'weight', 'output/kernel'),
    ])
  })

  test.each<[string, unknown, Buffer]>([
    ['too few values', index, bytes(first)],
    ['too many values', index, bytes(first, second, second)],
    ['other bins', { ...index, bins: 31 }, bytes(first, second)],
    ['bins without end', { ...index, bins: 2 ** 31 }, bytes(first, second)],
    ['the same twice', { bins: 30, histograms: [{ ...index.histograms[0], epochs: [1, 1] }] }, bytes(first, second)],
    ['a kind that is none', { bins: 30, histograms: [{ ...index.histograms[0], kind: 'soul' }] }, bytes(first, second)],
    ['epoch 0', { bins: 30, histograms: [{ ...index.histograms[0], epochs: [0, 1] }] }, bytes(first, second)],
    [
      'counts that are none',
      index,
      bytes(
        first,
        second.map((value, at) => (at === 9 ? value - 0.5 : value)),
      ),
    ],
    [
      'counts that do not add up',
      index,
      bytes(
        first,
        second.map((value, at) => (at === 9 ? value + 1 : value)),
      ),
    ],
    ['nothing in them', { bins: 30, histograms: [] }, bytes()],
  ])('%s', async (_what, json, values) => {
    expect(await (await forged(json, values)).refusal()).toBe('bundle/bad-record')
  })

  test('one file without the other', async () => {
    const forge = await Forge.make()
    forge.put('runs/001/histograms.json', JSON.stringify(index))
    expect(await forge.refusal()).toBe('bundle/wrong-entries')
    const other = await Forge.make()
    other.put('runs/001/histograms.f64', bytes(first, second))
    expect(await other.refusal()).toBe('bundle/wrong-entries')
  })

  test('stretches of one series at different intervals', async () => {
    const forge = await Forge.make()
    const stretch = { name: 'loss/step', axis: 'step' }
    const series = [
      { ...stretch, first: 1, count: 600 },
      { ...stretch, first: 601, count: 403, every: 2 },
    ]
    forge.put('runs/001/series.json', JSON.stringify(series))
    expect(await forge.refusal()).toBe('bundle/bad-record')
  })
})
