// Baseline `mean`: the mean of the target over the training rows, whatever the row.
import type { Baseline } from './baseline'
import { rowsOf, stepsOf } from './rows'

/** Its R² on the training rows is 0. */
export const mean: Baseline = {
  name: 'mean',
  label: { en: 'Mean', zh: '平均值' },
  summary: { en: 'Gives every row the mean of the training rows.', zh: '对每一行都给出训练行的平均值。' },
  suits: ({ facts }) => facts.goal === 'regression',
  *fit(prepared) {
    const steps = stepsOf(prepared)
    const rows = rowsOf(prepared, 'train')
    const sums = new Float64Array(steps)
    for (const row of rows) {
      for (let step = 0; step < steps; step += 1) {
        sums[step] = (sums[step] as number) + (prepared.target[row * steps + step] as number)
      }
    }
    const means = sums.map((sum) => sum / Math.max(1, rows.length))
    return { outputs: (asked) => new Float32Array(asked.length * steps).map((_, at) => means[at % steps] as number) }
  },
}
