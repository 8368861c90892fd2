// Baseline `logistic`: a weight for each feature, by maximum likelihood.
import type { Pieces } from '../datasets'
import type { Baseline } from './baseline'
import { designOf, lineOf, solved } from './linearModel'
import type { Design } from './linearModel'

const penalty = 1
const mostRounds = 25
const tolerance = 1e-6

/**
 * Logistic regression with penalty 1 (scikit-learn's `LogisticRegression(C=1)`), by iteratively reweighted least squares, which is Newton's
 * method; of several classes each against the rest, the probabilities divided by their sum (`OneVsRestClassifier`). Fitted on at most 50,000
 * evenly chosen training rows, unweighted. Null for more than 600 features.
 */
export const logistic: Baseline = {
  name: 'logistic',
  label: { en: 'Logistic regression', zh: '逻辑回归' },
  summary: {
    en: 'A weight for each feature, by maximum likelihood with a small penalty; of several classes each against the rest.',
    zh: '为每个特征求一个权重，采用带微小惩罚的最大似然法；多类别时每个类别与其余类别相比。',
  },
  suits: ({ facts, arrangement }) => facts.goal !== 'regression' && arrangement === undefined,
  *fit(prepared) {
    const design = designOf(prepared)
    if (design === null) return null
    const { goal, classes } = prepared.preparation.facts
    const codes = goal === 'binary' ? [1] : classes.map((_, code) => code)
    const models: Float64Array[] = []
    for (const [at, code] of codes.entries()) {
      yield { done: at, total: codes.length }
      models.push(yield* against(design, code))
    }
    return {
      outputs: (rows) => {
        const given = new Float32Array(rows.length * codes.length)
        rows.forEach((row, place) => {
          const chances = models.map((weights) => sigmoid(lineOf(design, row, weights)))
          const whole = goal === 'binary' ? 1 : chances.reduce((sum, chance) => sum + chance, 0)
          given.set(
            chances.map((chance) => chance / whole),
            place * codes.length,
          )
        })
        return given
      },
    }
  },
}

const sigmoid = (z: number) => 1 / (1 + Math.exp(-z))

/** Half steps are taken back towards the last weights where a whole one would raise the loss. */
function* against(design: Design, code: number): Pieces<Float64Array> {
  const { prepared, rows, width } = design
  const isOf = (row: number) => (prepared.target[row] === code ? 1 : 0)
  let weights: Float64Array = new Float64Array(width + 1)
  let loss = lossOf(design, weights, isOf)
  for (let round = 0; round < mostRounds; round += 1) {
    const lines = new Map(Array.from(rows, (row) => [row, lineOf(design, row, weights)] as const))
    const weight = (row: number) => {
      const chance = sigmoid(lines.get(row) as number)
      return Math.max(chance * (1 - chance), 1e-6)
    }
    const value = (row: number) => {
      const line = lines.get(row) as number
      return line + (isOf(row) - sigmoid(line)) / weight(row)
    }
    let next = yield* solved(design, { weight, value }, penalty)
    let lossThere = lossOf(design, next, isOf)
    for (let half = 0; half < 10 && lossThere > loss; half += 1) {
      next = next.map((one, at) => (one + (weights[at] as number)) / 2)
      lossThere = lossOf(design, next, isOf)
    }
    if (lossThere > loss) return weights
    weights = next
    const gain = loss - lossThere
    loss = lossThere
    if (gain <= tolerance * Math.abs(loss)) return weights
  }
  return weights
}

/** Minus the logarithm of the likelihood, and half of the penalty. */
function lossOf(design: Design, weights: Float64Array, isOf: (row: number) => number): number {
  let sum = 0
  for (const row of design.rows) {
    const line = lineOf(design, row, weights)
    sum += Math.log1p(Math.exp(-Math.abs(line))) + Math.max(line, 0) - isOf(row) * line
  }
  for (let at = 0; at < design.width; at += 1) sum += (penalty / 2) * (weights[at] as number) ** 2
  return sum
}
