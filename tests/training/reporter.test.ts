// Blocks and progress, at most ten times a second by a clock that the test moves.
import { expect, test } from 'vitest'
import type { TrainReport } from '../../shared/contract/worker'
import { createReporter } from '../../main/engine/training/reporter'

test('values are gathered for a tenth of a second and sent as blocks with the time left', () => {
  const reports: TrainReport[] = []
  let clock = 0
  const reporter = createReporter({ report: (report) => reports.push(report), now: () => clock, steps: 100 })
  for (let step = 1; step <= 20; step += 1) {
    clock += 10
    reporter.add('loss/step', 'step', step, step / 10)
    reporter.at(1, step)
  }
  expect(reports).toEqual([
    { kind: 'block', name: 'loss/step', axis: 'step', first: 1, values: values(1, 10) },
    { kind: 'progress', epoch: 1, step: 10, steps: 100, elapsedMs: 100, remainingMs: 900 },
    { kind: 'block', name: 'loss/step', axis: 'step', first: 11, values: values(11, 20) },
    { kind: 'progress', epoch: 1, step: 20, steps: 100, elapsedMs: 200, remainingMs: 800 },
  ])
})

test('the time left is unknown before the first step', () => {
  const reports: TrainReport[] = []
  createReporter({ report: (report) => reports.push(report), now: () => 0, steps: 10 }).flush()
  expect(reports).toEqual([{ kind: 'progress', epoch: 1, step: 0, steps: 10, elapsedMs: 0, remainingMs: null }])
})

function values(from: number, to: number): Float64Array {
  return Float64Array.from({ length: to - from + 1 }, (_, index) => (from + index) / 10)
}
