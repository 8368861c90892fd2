// A run's stored series as curves to draw, in the run's own colour.
import type { Run, Series } from '../../shared/records'
import { smooth } from '../../shared/numbers/smooth'
import { styleOfRun } from '../components/charts/palette'
import { useCurves } from '../stores/curves'
import { usePreferences } from '../stores/preferences'
import { useWords } from './useWords'
import type { Curve } from '../components/charts/curve'

/** With more points than this, dashes would only be noise. */
const mostDashed = 300

export interface CurveWish {
  metric: string
  part: 'train' | 'validation'
  /** 0 shows the values as they are; more adds the raw line, faint. */
  smoothing: number
  axis: 'epoch' | 'step'
  /** Drawn thinner than the others: the part that matters less here. */
  thin: boolean
  /** Only few points are needed, for a curve the size of a word. */
  glance?: boolean
}

export function useRunCurves() {
  const curves = useCurves()
  const preferences = usePreferences()
  const { t } = useWords()

  /** The curve of one metric on one part, and its raw line behind it when smoothed. None before the series is known. */
  function curvesOf(run: Run, wish: CurveWish): Curve[] {
    const known = (wish.glance ? curves.glances : curves.byRun).get(run.id)
    const steps = wish.axis === 'step' && wish.part === 'train' ? known?.get(`${wish.metric}/step`) : undefined
    const series = steps ?? known?.get(`${wish.metric}/${wish.part}`)
    if (series === undefined) return []
    const curve = styled(run, wish, series)
    if (wish.smoothing <= 0) return [curve]
    return [
      { ...curve, id: `${curve.id}/raw`, faint: true },
      { ...curve, values: smooth(curve.values, wish.smoothing) },
    ]
  }

  function styled(run: Run, wish: CurveWish, series: Series): Curve {
    const { colour, dash } = styleOfRun(run.number, preferences.dark)
    return {
      id: `${run.id}/${wish.metric}/${wish.part}`,
      group: run.id,
      name: `#${run.number} ${run.name} · ${t(`parts.${wish.part}`)}`,
      at: wish.axis === 'step' && series.axis === 'epoch' ? atSteps(run, series) : series.at,
      values: series.values,
      colour,
      dash: wish.thin && dash === 'solid' && series.at.length <= mostDashed ? [3, 3] : dash,
      thin: wish.thin,
    }
  }

  /** Epochs placed at the step in which they ended. */
  function atSteps(run: Run, series: Series): number[] {
    const stepsPerEpoch = run.epochsDone > 0 ? run.stepsDone / run.epochsDone : 1
    return series.at.map((epoch) => Math.round(epoch * stepsPerEpoch))
  }

  /** A series of single steps as it is, in the style that is given; none before the series is known. */
  function stepCurve(run: Run, name: string, style: Pick<Curve, 'name' | 'colour' | 'dash'>): Curve[] {
    const series = curves.byRun.get(run.id)?.get(name)
    if (series === undefined || series.at.length === 0) return []
    return [{ id: `${run.id}/${name}`, group: name, at: series.at, values: series.values, ...style }]
  }

  /** Names of a run's series of single steps that begin so. */
  function stepNames(run: Run, start: string): string[] {
    const known = [...(curves.byRun.get(run.id)?.values() ?? [])]
    return known.filter(({ axis, name }) => axis === 'step' && name.startsWith(start)).map(({ name }) => name)
  }

  return { stepCurve, stepNames, refresh: curves.refresh, curvesOf, need: curves.need, glance: curves.glance }
}
