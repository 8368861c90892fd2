// Problems of a graph in the order in which they are worth mending.
import type { GraphProblem } from '../../../../shared/records'

const order = ['error', 'warning', 'note']

/** Errors first, then warnings, then notes; the order of the layers within each is kept. */
export function sortedProblems(problems: readonly GraphProblem[]): GraphProblem[] {
  return [...problems].sort((a, b) => order.indexOf(a.severity) - order.indexOf(b.severity))
}
