// Recipe step: cuts numbers into bins and makes an input of 0 or 1 for each.
import { oneHot } from './outputs'
import { between, quantilesOf } from './quantiles'
import type { RecipeStep } from './step'
import { numbersIn } from './step'

/**
 * Like scikit-learn's KBinsDiscretizer with one-hot output: edges by quantiles (linear interpolation) or of equal
 * width; an edge belongs to the bin above it; values outside fall into the first or last bin. Edges that are equal are
 * one, so that there may be fewer bins. A missing number is in no bin.
 */
export const bins: RecipeStep = {
  name: 'bins',
  label: { en: 'Bins', zh: '分箱' },
  summary: {
    en: 'Cuts numbers into bins of equal counts or equal width, an input of 0 or 1 for each.',
    zh: '将数值分为等频或等宽的箱，每箱对应一个取 0 或 1 的输入。',
  },
  fields: [
    {
      kind: 'integer',
      name: 'count',
      label: { en: 'Bins', zh: '箱数' },
      help: { en: 'How many at most.', zh: '最多的箱数。' },
      default: 5,
      min: 2,
      max: 1000,
    },
    {
      kind: 'choice',
      name: 'by',
      label: { en: 'Of equal', zh: '方式' },
      help: { en: 'What the bins have in common.', zh: '各箱相等的是什么。' },
      default: 'count',
      options: [
        { value: 'count', label: { en: 'count', zh: '频数' } },
        { value: 'width', label: { en: 'width', zh: '宽度' } },
      ],
    },
  ],
  takes: 'numbers',
  gives: 'inputs',
  fit(training, { count, by }) {
    const bins = Number(count)
    const shares = Array.from({ length: bins + 1 }, (_, index) => index / bins)
    const values = numbersIn(training)
    const [min = NaN, max = NaN] = quantilesOf(values, [0, 1])
    const edges = by === 'width' ? shares.map((share) => between(min, max, share)) : quantilesOf(values, shares)
    // As scikit-learn: edges nearer than 1e-8 are one.
    const inner = edges.filter((edge, index) => index > 0 && edge - (edges[index - 1] as number) > 1e-8).slice(0, -1)
    return { edges: inner }
  },
  apply(column, learnt) {
    const edges = learnt.edges as number[]
    const width = edges.length + 1
    const places = new Int32Array(column.values.length)
    numbersIn(column).forEach((value, row) => (places[row] = Number.isNaN(value) ? -1 : binOf(edges, value)))
    return [
      oneHot(places, width, () => Array.from({ length: width }, (_, bin) => `${column.name} ${binName(edges, bin)}`)),
    ]
  },
}

/** How many of the sorted edges are at most the value. */
function binOf(edges: readonly number[], value: number): number {
  let [from, to] = [0, edges.length]
  while (from < to) {
    const middle = (from + to) >> 1
    if ((edges[middle] as number) <= value) from = middle + 1
    else to = middle
  }
  return from
}

function binName(edges: number[], index: number): string {
  const [from, to] = [edges[index - 1], edges[index]]
  if (from === undefined) return to === undefined ? '(any)' : `< ${to}`
  return to === undefined ? `>= ${from}` : `${from} to ${to}`
}
