// Small prepared data for the tests of training and exports: seeded, learnable, of any goal.
import type { Goal } from '../../shared/records'
import { createRandom } from '../../shared/numbers/random'
import type { Prepared } from '../../main/engine/workspace/prepared'

const classesOf: Record<Goal, string[]> = { binary: ['no', 'yes'], multiclass: ['a', 'b', 'c'], regression: [] }

/** `rows` rows of `width` numbers whose target follows from them with little noise; six in ten train, two validate, two test. */
export function preparedFor(goal: Goal, rows = 200, width = 4): Prepared {
  const random = createRandom(7)
  const features = Float32Array.from({ length: rows * width }, () => random.next() * 2 - 1)
  const target = new Float32Array(rows)
  const part = new Uint8Array(rows)
  for (let row = 0; row < rows; row += 1) {
    const sum = features.subarray(row * width, row * width + width).reduce((total, value) => total + value, 0)
    const noisy = sum + (random.next() - 0.5) * 0.2
    target[row] = { binary: noisy > 0 ? 1 : 0, multiclass: noisy < -0.5 ? 0 : noisy > 0.5 ? 2 : 1, regression: noisy }[
      goal
    ]
    part[row] = row % 5 < 3 ? 0 : row % 5 === 3 ? 1 : 2
  }
  const count = (code: number) => part.reduce((sum, value) => sum + (value === code ? 1 : 0), 0)
  const facts = {
    goal,
    width,
    inputs: Array.from({ length: width }, (_, index) => `x${index}`),
    classes: classesOf[goal],
    counts: { train: count(0), validation: count(1), test: count(2) },
    droppedRows: 0,
  }
  const targetFacts = { column: 'y', goal, classes: facts.classes, mean: 10, deviation: 2 }
  const preparation = { schemaVersion: 1 as const, facts, steps: [], target: targetFacts }
  return { preparation, features, target, part, row: Int32Array.from({ length: rows }, (_, row) => row) }
}
