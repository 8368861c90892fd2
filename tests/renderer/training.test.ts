// How runs train, as the page tells it: what can be done in which state, pace, forecasts, health of layers, histograms, what is taken over.
import { describe, expect, it } from 'vitest'
import { heatOf } from '../../renderer/components/charts/heat'
import { sectionsOf } from '../../renderer/components/forms/fieldGroups'
import { actionsOfStatus, stopKeeps } from '../../renderer/composables/actionsOfStatus'
import { compileForecast } from '../../renderer/composables/compileForecast'
import { paceOf, withMoment } from '../../renderer/stores/pace'
import type { Moment } from '../../renderer/stores/pace'
import { endings } from '../../renderer/views/runs/endings'
import { byVerdict, verdictOf } from '../../renderer/views/runs/health'
import { trainingGroups } from '../../renderer/views/runs/trainingGroups'
import { startLayers } from '../../renderer/views/runs/useStartLayers'
import { trainingFields } from '../../main/engine/training/fields'
import type { Histogram, LayerSummary, Plan, Run } from '../../shared/records'
import { runMoves, runStatuses } from '../../shared/records/run'
import { messages } from '../../renderer/locales'
import { run } from './records'

describe('what can be done with a run', () => {
  it('is what its state allows', () => {
    for (const status of runStatuses) {
      const acts = actionsOfStatus(status)
      expect([status, acts.includes('pause')]).toEqual([status, runMoves[status].includes('paused')])
      expect([status, acts.includes('restart')]).toEqual([status, runMoves[status].includes('queued')])
    }
  })

  it('is to go on where something waits or was lost on the way, never after a failure that would come again', () => {
    expect(runStatuses.filter((status) => actionsOfStatus(status).includes('resume'))).toEqual([
      'paused',
      'stopped',
      'interrupted',
    ])
    expect(runStatuses.filter((status) => actionsOfStatus(status).includes('stop') && !stopKeeps(status))).toEqual([
      'queued',
      'starting',
      'compiling',
    ])
  })
})

describe('steps a second', () => {
  const told = (moments: Moment[]) => moments.reduce<Moment[]>((known, next) => withMoment(known, next), [])

  it('are those of the last three seconds', () => {
    const slowThenFast = told(
      [0, 1, 2, 3, 4, 5, 6].map((second) => ({
        elapsedMs: second * 1000,
        step: second <= 3 ? second * 10 : 30 + (second - 3) * 100,
      })),
    )
    expect(paceOf(slowThenFast)).toBe(100)
  })

  it('are unknown at first, and after a run began again', () => {
    expect(paceOf(told([{ elapsedMs: 5, step: 1 }]))).toBeNull()
    expect(
      paceOf(
        told([
          { elapsedMs: 500, step: 100 },
          { elapsedMs: 1000, step: 200 },
          { elapsedMs: 10, step: 1 },
        ]),
      ),
    ).toBeNull()
  })
})

describe('what compiling is expected to take', () => {
  const plan = (...compileMs: number[]): Plan => ({
    parts: [{ tier: 'graph', fromStep: 0 }],
    reason: { en: '', zh: '' },
    threads: 1,
    libraryVersion: '2',
    chunkSteps: 0,
    notes: [],
    forecast: compileMs.map((ms, index) => ({
      tier: index === 0 ? 'graph' : 'xla',
      msAStep: 1,
      compileMs: ms,
      memoryBytes: ms * 10,
    })),
  })
  const compiling = run('new', 'compiling', 9)

  it('is what an equal run had measured, all ways together', () => {
    const other: Run = {
      ...run('other', 'finished', 7),
      architecture: { ...compiling.architecture, settings: { hidden: [9] } },
      plan: plan(9999),
    }
    const equal: Run = { ...run('equal', 'finished', 8), plan: plan(500, 4000) }
    expect(compileForecast(compiling, [compiling, other, equal])).toEqual({ compileMs: 4500, memoryBytes: 40_000 })
  })

  it('is not told by a plan that uses what was not measured', () => {
    const parts: Plan['parts'] = [
      { tier: 'graph', fromStep: 0 },
      { tier: 'xla', fromStep: 100 },
    ]
    expect(compileForecast(compiling, [{ ...run('short', 'stopped', 8), plan: { ...plan(230), parts } }])).toBeNull()
  })

  it('is not guessed', () => {
    expect(compileForecast(compiling, [compiling, { ...run('eager', 'finished', 3), plan: plan(0) }])).toBeNull()
  })
})

describe('health of layers', () => {
  it('is told by the median ratio, so that one odd step and the end of a schedule decide nothing', () => {
    expect(verdictOf([1e-3, 5, 1e-3])).toBe('fine')
    expect(verdictOf([2e-3, 1e-3, 9e-4, 1e-6, 1e-8])).toBe('fine')
    expect(verdictOf([1e-6, 1e-6, 1e-3])).toBe('still')
    expect(verdictOf([0.5, 0.4, NaN])).toBe('jumps')
    expect(verdictOf([NaN])).toBeNull()
  })

  it('names layers by what is said of them', () => {
    const layers = [
      { layer: 'a', ratios: [1e-3] },
      { layer: '__proto__', ratios: [1] },
      { layer: 'c', ratios: [2e-3] },
      { layer: 'frozen', ratios: [] },
    ]
    expect([...byVerdict(layers)]).toEqual([
      ['fine', ['a', 'c']],
      ['jumps', ['__proto__']],
    ])
  })
})

describe('histograms over the epochs', () => {
  const histogram = (epoch: number, min: number, max: number, counts: number[]): Histogram => ({
    ...{ epoch, kind: 'weight' as const, name: 'hidden1/kernel', count: counts.reduce((a, b) => a + b, 0) },
    ...{ min, max, mean: (min + max) / 2, deviation: 1, zeros: 0, dead: null, counts },
  })

  it('share one scale, each epoch with bins of its own', () => {
    const heat = heatOf([histogram(1, 0, 2, [1, 3]), histogram(2, -2, 2, [4, 0])])
    expect([heat?.low, heat?.high]).toEqual([-2, 2])
    expect(heat?.means).toEqual([
      { x: 0.25, y: 0.25 },
      { x: 0.75, y: 0.5 },
    ])
    expect(heat?.cells).toEqual([
      { x: 0, y: 0.25, width: 0.5, height: 0.25, weight: 1 / 3 },
      { x: 0, y: 0, width: 0.5, height: 0.25, weight: 1 },
      { x: 0.5, y: 0.5, width: 0.5, height: 0.5, weight: 1 },
    ])
  })

  it('show values that are all equal as a line, and leave out what was not finite', () => {
    expect(heatOf([histogram(1, 3, 3, [5, 0])])?.cells).toEqual([{ x: 0, y: 0.5, width: 1, height: 0.008, weight: 1 }])
    expect(heatOf([histogram(1, NaN, NaN, [0, 0])])).toBeNull()
  })
})

describe('layers that could be frozen', () => {
  const layer = (id: string, parameters: number, width: number): LayerSummary => ({
    ...{ id, type: 'dense', label: { en: '', zh: '' } },
    ...{ outputShape: [width], parameters, multiplyAdds: 0 },
  })

  it('are those that all networks have, each with what becomes of its weights', () => {
    const one = [layer('input', 0, 10), layer('hidden1', 176, 16), layer('output', 17, 1)]
    const two = [layer('input', 0, 10), layer('hidden1', 176, 16), layer('hidden2', 136, 8), layer('output', 9, 1)]
    expect(startLayers([one, two], [layer('hidden1', 176, 16), layer('output', 17, 1)])).toEqual([
      { id: 'hidden1', parameters: 176, fate: 'taken' },
      { id: 'output', parameters: 17, fate: 'otherSize' },
    ])
    expect(startLayers([two], one).map(({ fate }) => fate)).toEqual(['taken', 'notThere', 'otherSize'])
    expect(startLayers([two], null).map(({ fate }) => fate)).toEqual([null, null, null])
  })
})

describe('the launch form', () => {
  it('has a named place for every training setting of the engine', () => {
    const sections = sectionsOf(
      trainingFields.filter(({ name }) => name !== 'freeze'),
      trainingGroups((key) => key),
      'rest',
    )
    expect(sections.map(({ title }) => title)).not.toContain('rest')
    const names = sections.flatMap(({ fields }) => fields.map(({ name }) => name))
    expect(names.sort()).toEqual(
      trainingFields
        .map(({ name }) => name)
        .filter((name) => name !== 'freeze')
        .sort(),
    )
  })

  it('puts what belongs nowhere last', () => {
    const [first] = trainingFields
    expect(sectionsOf(first ? [first] : [], [{ title: 'a', names: ['other'] }], 'rest')).toEqual([
      { title: 'rest', fields: [first] },
    ])
  })
})

it('has words for every way in which a training ends', () => {
  expect(Object.keys(messages.en.endings)).toEqual([...endings])
})
