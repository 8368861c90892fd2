// What is told of the playground's state: a sentence, and its losses as curves; pure, so that it can be tested.
import type { PlayFrame } from '../../../shared/records'
import { formatCount, formatNumber, formatPercent } from '../../../shared/numbers/format'
import type { Curve } from '../../components/charts/curve'
import { styleOfRun } from '../../components/charts/palette'
import type { MessageKey } from '../../locales'

type Say = (key: MessageKey, values?: Record<string, string | number>) => string

/** Epoch, step, losses, and the score that tells most: the accuracy, or what share of the variance is explained. */
export function measuresOf({ epoch, step, train, validation }: PlayFrame, t: Say): string {
  const place = t('playground.place', { epoch: formatCount(epoch), step: formatCount(step) })
  const losses = t('playground.losses', {
    train: formatNumber(train.loss, 3),
    validation: formatNumber(validation.loss, 3),
  })
  const { accuracy, r2 } = validation.scores
  if (accuracy !== undefined)
    return `${place} · ${losses} · ${t('playground.right', { share: formatPercent(accuracy) })}`
  return r2 === undefined
    ? `${place} · ${losses}`
    : `${place} · ${losses} · ${t('playground.explained', { r2: formatNumber(r2, 2) })}`
}

export function curvesOf(curve: PlayFrame['curve'], { dark, t }: { dark: boolean; t: Say }): Curve[] {
  const at = curve.map(({ step }) => step)
  return (['train', 'validation'] as const).map((part, index) => ({
    id: part,
    group: part,
    name: t(`parts.${part}`),
    at,
    values: curve.map((point) => point[part]),
    colour: styleOfRun(index + 1, dark).colour,
    dash: index === 0 ? 'solid' : [4, 3],
  }))
}
