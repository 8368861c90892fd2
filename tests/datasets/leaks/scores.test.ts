// Areas under curves and correlations, held to scikit-learn and numpy (fixtures/splits/make_splits.py) and to hand calculation.
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'
import { areaUnderCurve, bestClasses, correlation, meansByCode } from '../../../main/engine/datasets/leaks/scores'

const file = fileURLToPath(new URL('../../fixtures/splits/splits.json', import.meta.url))
const { auc } = JSON.parse(readFileSync(file, 'utf8')) as {
  auc: { label: number[]; values: number[]; auc: number; number: number[]; correlation: number }
}
const of = (values: number[]) => Float64Array.from(values)

it('the area under the curve is roc_auc_score’s, ties among the scores', () => {
  expect(areaUnderCurve(of(auc.values), of(auc.label))).toBeCloseTo(auc.auc, 12)
  expect(areaUnderCurve(of([1, 2]), of([1, 1]))).toBe(0.5)
})

it('the correlation is corrcoef’s, gaps left out', () => {
  expect(correlation(of(auc.values), of(auc.number))).toBeCloseTo(auc.correlation, 12)
  expect(correlation(of([...auc.values, NaN, 1]), of([...auc.number, 1, NaN]))).toBeCloseTo(auc.correlation, 12)
  expect(correlation(of([1e9 + 1, 1e9 + 2, 1e9 + 3]), of([3, 2, 1]))).toBeCloseTo(-1, 9)
  expect(correlation(of([1, 1]), of([1, 2]))).toBe(0)
})

it('means and best classes by code, with those of all rows where a code was not learnt', () => {
  const codes = Int32Array.of(0, 0, 1, 1, 2)
  expect([...meansByCode(codes, of([1, 2, 3, 6, 9]), [0, 1, 2], 3)]).toEqual([1.5, 3, 2])
  const best = bestClasses(codes, of([1, 1, 0, 0, 0]), { learnt: [0, 1, 2], count: 3, most: 2 })
  expect([...best.byCode]).toEqual([1, 0, 1])
  expect(best.overall).toBe(1)
})
