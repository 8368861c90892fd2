// Baselines in a chart: a thin grey line each, from the first place of the runs' curves to the last. Pure.
import type { ComparedBaseline } from '../../../shared/records'
import type { Text } from '../../../shared/fields/text'
import type { Curve } from '../../components/charts/curve'

interface Wanted {
  baselines: readonly ComparedBaseline[]
  metric: string
  say: (text: Text) => string
  /** The word for a baseline. */
  word: string
}

const grey = '#8b93a1'

/** What each came to on the validation rows; none where no curve has a point yet. */
export function baselineCurves(curves: readonly Curve[], { baselines, metric, say, word }: Wanted): Curve[] {
  const [from, to] = [Infinity, -Infinity].map((start, way) =>
    curves.reduce((reach, { at }) => {
      const place = way === 0 ? at[0] : at.at(-1)
      return place === undefined ? reach : way === 0 ? Math.min(reach, place) : Math.max(reach, place)
    }, start),
  ) as [number, number]
  if (from > to) return []
  return baselines.flatMap(({ name, label, runs, metrics }) => {
    const value = metrics.find((one) => one.metric === metric && one.part === 'validation')?.final ?? null
    if (value === null) return []
    const id = `baseline ${name} ${runs[0] ?? ''}`
    const look = { colour: grey, dash: [2, 2], thin: true }
    return [
      {
        id,
        group: id,
        name: `${say(label)} (${word})`,
        at: [from, to],
        values: [value, value],
        ...look,
      },
    ]
  })
}
