// Baselines as lines of a chart.
import { expect, it } from 'vitest'
import type { ComparedBaseline } from '../../shared/records'
import { baselineCurves } from '../../renderer/views/boards/baselineCurves'
import type { Curve } from '../../renderer/components/charts/curve'

const baseline: ComparedBaseline = {
  name: 'majority',
  label: { en: 'Most frequent class', zh: '最常见类别' },
  summary: { en: '', zh: '' },
  runs: ['r1'],
  metrics: [{ metric: 'accuracy', part: 'validation', final: 0.6, best: null, bestAt: null, last: null }],
  elapsedMs: 1,
}
const curve = (at: number[]): Curve => {
  return { id: 'c', group: 'c', name: 'c', at, values: at.map(() => 0.5), colour: '#000000', dash: 'solid' }
}
const wanted = {
  baselines: [baseline],
  metric: 'accuracy',
  say: (text: { en: string }) => text.en,
  word: 'baseline',
}

it('reach from the first place of all curves to the last', () => {
  const [line] = baselineCurves([curve([2, 3]), curve([1, 9]), curve([])], wanted)
  expect(line).toMatchObject({ at: [1, 9], values: [0.6, 0.6], name: 'Most frequent class (baseline)' })
})

it('are not there before there are curves, nor for a metric that they lack', () => {
  expect(baselineCurves([], wanted)).toEqual([])
  expect(baselineCurves([curve([1])], { ...wanted, metric: 'auc' })).toEqual([])
})
