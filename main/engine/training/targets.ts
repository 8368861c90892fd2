// The targets of a run: what each is called, what its network gives for it, and how much it counts in the loss.
import type { Problem } from '../../../shared/contract/errors'
import type { Settings } from '../../../shared/fields'
import type { DatasetFacts, Goal, PreparedTarget, Preparation } from '../../../shared/records'

/** One target of prepared data, with where its numbers lie in the outputs that are kept of a row. */
export interface RunTarget extends PreparedTarget {
  /** Numbers of the network's output for it. */
  width: number
  /** Where its first class lies among those of all targets; see `balancedWeights`. */
  firstClass: number
}

/** The first target, then those beside it. */
export function targetsIn({ facts, target, alsoTargets = [] }: Preparation): RunTarget[] {
  let firstClass = 0
  const { goal, classes } = facts
  return [{ ...target, goal, classes }, ...alsoTargets].map((one, index) => {
    const width = widthOf(one, index === 0 ? facts.outputs : undefined)
    const found = { ...one, width, firstClass }
    firstClass += classesOf(one.goal, width)
    return found
  })
}

const widthOf = ({ goal, classes }: PreparedTarget, outputs: number | undefined): number =>
  goal === 'binary' ? 1 : (outputs ?? (goal === 'multiclass' ? classes.length : 1))

/** Of a target of that width; none for a number. */
export function classesOf(goal: Goal, width: number): number {
  if (goal === 'regression') return 0
  return goal === 'binary' ? 2 : width
}

/** What a metric of a target is called in series and scores: of the first one by the metric's own name. */
export function metricNameOf(metric: string, target: Pick<PreparedTarget, 'column'>, index: number): string {
  return index === 0 ? metric : `${metric}@${target.column}`
}

/** Weights of targets by column, as the setting names them: `column=weight`, of which the last sign parts the two. */
export function weightsNamed(settings: Settings): { column: string; weight: number }[] {
  const texts = Array.isArray(settings.targetWeights) ? settings.targetWeights.map(String) : []
  return texts.map((text) => {
    const at = text.lastIndexOf('=')
    const number = text.slice(at + 1).trim()
    return { column: text.slice(0, Math.max(0, at)).trim(), weight: at < 0 || number === '' ? NaN : Number(number) }
  })
}

/** How much the loss of each target counts: as it was set, else 1. */
export function targetWeights(targets: readonly { column: string }[], settings: Settings): number[] {
  const named = new Map(weightsNamed(settings).map(({ column, weight }) => [column, weight]))
  return targets.map(({ column }) => named.get(column) ?? 1)
}

/** What is wrong with the weights; `facts` of the data, null where they are not known, and the column of their first target. */
export function targetWeightProblems(
  settings: Settings,
  known: { facts: DatasetFacts; column: string } | null,
  path = '',
): Problem[] {
  const named = weightsNamed(settings)
  const wrong = named.find(({ weight }) => !Number.isFinite(weight) || weight < 0 || weight > 1e6)
  if (wrong !== undefined)
    return [badWeight(wrong.column, 'a weight from 0 to 1000000 behind a "=", such as buy=2', path)]
  if (known === null) return []
  const columns = [known.column, ...(known.facts.alsoTargets ?? []).map(({ column }) => column)]
  const strange = named.find(({ column }) => !columns.includes(column))
  return strange === undefined ? [] : [badWeight(strange.column, `one of the targets ${columns.join(', ')}`, path)]
}

function badWeight(column: string, expected: string, path: string): Problem {
  return {
    path: `${path}targetWeights`,
    code: 'run/bad-target-weight',
    message: {
      en: `The weight of the target "${column}" cannot be used, expected ${expected}.`,
      zh: `目标“${column}”的权重不可用；应为数据集的目标之一，并以“=”接 0 至 1000000 的权重，如 buy=2。`,
    },
    hint: { en: 'Correct the list of target weights, or leave it empty.', zh: '请更正目标权重列表，或将其留空。' },
    severity: 'error',
  }
}
