// A run's plan in words: which way of training takes which steps, as the settings form calls the ways.
import type { Plan, Run, Tier } from '../../shared/records'
import { formatCount } from '../../shared/numbers/format'
import { useRuns } from '../stores/runs'
import { useWords } from './useWords'

export function usePlanWords() {
  const { t, say } = useWords()
  const runs = useRuns()

  function tierWord(tier: Tier): string {
    const field = runs.fields.find(({ name }) => name === 'tier')
    const option = field?.kind === 'choice' ? field.options.find(({ value }) => value === tier) : undefined
    return option ? say(option.label) : tier
  }

  /** A sentence for each part; people count steps from 1. */
  function partWords({ parts }: Plan): string[] {
    return parts.map(({ tier, fromStep }, index) => {
      const next = parts[index + 1]
      const words = { tier: tierWord(tier), from: formatCount(fromStep + 1), step: formatCount(fromStep + 1) }
      if (index === 0 && next === undefined) return t('plan.whole', words)
      if (next === undefined) return t('plan.from', words)
      const step = formatCount(next.fromStep)
      return index === 0 ? t('plan.until', { ...words, step }) : t('plan.between', { ...words, to: step })
    })
  }

  /** Runs whose steps were not taken in the same way, in words; null where there is no such difference. */
  function differenceOf(compared: readonly Run[]): string | null {
    const sorted = [...compared].sort((a, b) => a.number - b.number)
    const planned = sorted.flatMap(({ number, plan }) => (plan === null ? [] : [{ number, way: waysOf(plan) }]))
    const groups = [...new Set(planned.map(({ way }) => way))]
    if (groups.length < 2) return null
    const ways = groups.map(
      (way) =>
        `${planned
          .filter((one) => one.way === way)
          .map(numbered)
          .join(' ')}: ${way}`,
    )
    return t('plan.differ', { ways: ways.join('; ') })
  }

  const numbered = ({ number }: { number: number }) => `#${number}`
  const waysOf = ({ parts }: Plan) => [...new Set(parts.map(({ tier }) => tierWord(tier)))].join(' + ')

  return { tierWord, partWords, differenceOf }
}
