// Weights and names of targets, and the numbers of each among the outputs of a row.
import { expect, test } from 'vitest'
import { compare } from '../../main/engine/comparisons'
import { metricInfos } from '../../main/engine/metrics'
import { checkTraining, targetWeightProblems, trainingFields } from '../../main/engine/training'
import { measured } from '../../main/engine/training/data'
import { headsFor } from '../../main/engine/training/heads'
import { metricNameOf, targetsIn, targetWeights } from '../../main/engine/training/targets'
import { defaultsOf } from '../../shared/fields'
import { finishedRun } from '../workspace/childRecords'
import { preparedWithTargets } from './severalTargets'

const prepared = preparedWithTargets(20)
const { facts } = prepared.preparation

test('each target knows its numbers in the outputs, and where its classes lie', () => {
  const found = targetsIn(prepared.preparation).map(({ column, width, firstClass }) => [column, width, firstClass])
  expect(found).toEqual([
    ['y', 1, 0],
    ['kind', 3, 2],
    ['amount', 1, 5],
  ])
})

test('its numbers are taken out of those of all, numbers in their own unit', () => {
  // Of two rows: a probability, three of classes, a standardised number.
  const outputs = Float32Array.of(0.25, 0.5, 0.25, 0.25, 1, 0.75, 0, 0.5, 0.5, -2)
  const rows = Int32Array.of(3, 7)
  expect(Array.from(measured(prepared, rows, outputs, 0).outputs)).toEqual([0.25, 0.75])
  expect(measured(prepared, rows, outputs, 1)).toMatchObject({ goal: 'multiclass', width: 3 })
  expect(Array.from(measured(prepared, rows, outputs, 1).outputs)).toEqual([0.5, 0.25, 0.25, 0, 0.5, 0.5])
  // Mean 10 and deviation 2.
  expect(Array.from(measured(prepared, rows, outputs, 2).outputs)).toEqual([12, 6])
})

test('metrics of the first have their own names, of others the column behind', () => {
  expect(metricNameOf('auc', { column: 'y' }, 0)).toBe('auc')
  expect(metricNameOf('auc', { column: 'a@b' }, 1)).toBe('auc@a@b')
})

test('weights are named by column, all others are 1', () => {
  const settings = { targetWeights: ['amount=0.25', 'a=b = 3'] }
  expect(targetWeights([{ column: 'y' }, { column: 'amount' }, { column: 'a=b' }], settings)).toEqual([1, 0.25, 3])
  expect(targetWeights([{ column: 'y' }], {})).toEqual([1])
})

test('a weight that is none, or of no target, is told', () => {
  const known = { facts, column: 'y' }
  for (const text of ['amount', 'amount=', 'amount=much', 'amount=-1', '=2e7']) {
    expect(targetWeightProblems({ targetWeights: [text] }, null), text).toHaveLength(1)
  }
  const [problem] = targetWeightProblems({ targetWeights: ['sold=2'] }, known, 'training.')
  expect(problem).toMatchObject({ code: 'run/bad-target-weight', path: 'training.targetWeights', severity: 'error' })
  expect(problem?.message.en).toContain('y, kind, amount')
  expect(targetWeightProblems({ targetWeights: ['amount=2', 'y=0'] }, known)).toEqual([])
  const training = { ...defaultsOf(trainingFields), targetWeights: ['x'] }
  expect(checkTraining(training, 'binary').map(({ code }) => code)).toEqual(['run/bad-target-weight'])
})

test('the chosen loss is that of every target that it is for, others have their own', () => {
  const targets = targetsIn(prepared.preparation)
  const names = (loss: string) => headsFor(3, targets, { loss, labelSmoothing: 0.1 }).map((head) => head.loss.name)
  expect(names('automatic')).toEqual(['binaryCrossentropy', 'categoricalCrossentropy', 'meanSquaredError'])
  expect(names('hinge')[0]).toBe('hinge')
  expect(names('hinge').slice(1)).toEqual(['categoricalCrossentropy', 'meanSquaredError'])
  const heads = headsFor(3, targets, { loss: 'automatic', labelSmoothing: 0.1 })
  expect(heads.map(({ smoothing, firstClass }) => [smoothing, firstClass])).toEqual([
    [0.1, 0],
    [0.1, 2],
    [0, null],
  ])
})

test('comparisons have a row for each metric of each target', () => {
  const run = finishedRun()
  const also = facts.alsoTargets ?? []
  const both = {
    ...run,
    facts: { ...run.facts, alsoTargets: also },
    protocol: { ...run.protocol, alsoTargets: also.map(({ column }) => column) },
    outcome: run.outcome && {
      ...run.outcome,
      scores: { ...run.outcome.scores, test: { ...run.outcome.scores.test, 'rmse@amount': 1.5, 'accuracy@kind': 0.6 } },
    },
  }
  const compared = compare([both], { summaries: [], infos: metricInfos(), baselines: [], known: [] })
  const rows = compared.runs[0]?.metrics.filter(({ metric }) => metric.includes('@')) ?? []
  expect(rows.map(({ metric, part, final }) => [metric, part, final])).toEqual([
    ['accuracy@kind', 'test', 0.6],
    ['rmse@amount', 'test', 1.5],
  ])
  expect(compared.metrics.find(({ name }) => name === 'rmse@amount')?.label.en).toContain('(amount)')
  expect(compared.runs[0]?.settings.target).toMatch(/, kind, amount$/)
  const other = compare([both, run], { summaries: [], infos: metricInfos(), baselines: [], known: [] })
  expect(other.problems.map(({ code }) => code)).toContain('comparison/different-targets')
})
