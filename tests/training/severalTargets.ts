// Small prepared data with a yes or no, a class and a number to predict, all of which follow from the features.
import type { Prepared } from '../../main/engine/workspace/prepared'
import { preparedFor } from './prepared'

export function preparedWithTargets(rows = 200): Prepared {
  const first = preparedFor('binary', rows)
  const [kind, amount] = [preparedFor('multiclass', rows), preparedFor('regression', rows)]
  const further = [
    { ...kind.preparation.target, column: 'kind' },
    { ...amount.preparation.target, column: 'amount' },
  ]
  return {
    ...first,
    alsoTargets: [kind.target, amount.target],
    preparation: {
      ...first.preparation,
      facts: {
        ...first.preparation.facts,
        alsoTargets: further.map(({ column, goal, classes }) => ({ column, goal, classes })),
      },
      alsoTargets: further,
    },
  }
}

/** The same with one of the targets alone, by its place. */
export function alone(prepared: Prepared, which: number): Prepared {
  const { alsoTargets = [], preparation, ...rest } = prepared
  const { alsoTargets: further = [], facts, ...kept } = preparation
  const target = [preparation.target, ...further][which] ?? preparation.target
  const { alsoTargets: _, ...one } = facts
  return {
    ...rest,
    target: [prepared.target, ...alsoTargets][which] ?? prepared.target,
    preparation: { ...kept, facts: { ...one, goal: target.goal, classes: target.classes }, target },
  }
}
