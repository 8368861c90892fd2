// Metric `logLoss`: how surprised the probabilities are by the truth.
import { meanOverRows, probability } from './metric'
import type { Metric } from './metric'

/** Probabilities are kept this far from 0 and 1: the float32 step at 1, as scikit-learn does for float32 outputs. */
const margin = 2 ** -23

/** Mean over rows of -ln p(true class), without class weights or penalties. */
export const logLoss: Metric = {
  name: 'logLoss',
  label: { en: 'Log loss', zh: '对数损失' },
  summary: {
    en: 'Mean of minus the logarithm of the probability given to the true class.',
    zh: '真实类别所得概率的负对数的平均值。',
  },
  direction: 'lower',
  goals: ['binary', 'multiclass'],
  eachEpoch: true,
  compute: (input) => {
    const { goal, targets, outputs, width } = input
    if (goal !== 'binary')
      return meanOverRows(input, (row) => surprise(probability(input, row, targets[row] as number)))
    if (targets.length === 0) return null
    // By a plain loop: it is summed after every epoch of a fast run.
    let sum = 0
    for (let row = 0; row < targets.length; row += 1) {
      const positive = outputs[row * width] as number
      sum += surprise(targets[row] === 1 ? positive : 1 - positive)
    }
    return sum / targets.length
  },
}

const surprise = (given: number): number => -Math.log(Math.min(Math.max(given, margin), 1 - margin))
