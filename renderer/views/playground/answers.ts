// What the network says at a place, as a person reads it; pure, so that it can be tested.
import type { PlayAxis, PlayFrame, PlayRoom } from '../../../shared/records'
import { formatNumber } from '../../../shared/numbers/format'

/** The number of a point of the grid that is nearest to a place in the axes' own units. */
export function placeAt({ axes, side }: Pick<PlayRoom, 'axes' | 'side'>, x: number, y: number): number {
  const at = ({ mean, deviation, from, to }: PlayAxis, value: number) => {
    const share = ((value - mean) / deviation - from) / (to - from)
    return Math.max(0, Math.min(side - 1, Math.round(share * (side - 1))))
  }
  return at(axes[1], y) * side + at(axes[0], x)
}

/** In the axis's own units, from a share of the way along it. */
export function valueAt({ mean, deviation, from, to }: PlayAxis, share: number): number {
  return (from + (to - from) * share) * deviation + mean
}

/** What the surface says there: how sure it is of yes, of which class, or which number. */
export function answerAt(room: PlayRoom, { surface }: PlayFrame, place: number): string {
  const { goal, classes, target, width } = room
  const first = surface[place * width] ?? NaN
  if (goal === 'regression') return formatNumber(first * target.deviation + target.mean, 3)
  if (goal === 'binary') return `${classes[1] ?? ''} ${formatNumber(first, 2)}`
  const shares = surface.subarray(place * width, (place + 1) * width)
  const best = shares.reduce((most, share, code) => (share > (shares[most] ?? 0) ? code : most), 0)
  return `${classes[best] ?? ''} ${formatNumber(shares[best], 2)}`
}

/** What one unit gives at a place of the surface: its own picture is coarser. */
export function unitAt(
  { side, unitSide }: Pick<PlayRoom, 'side' | 'unitSide'>,
  { units }: Pick<PlayFrame, 'units'>,
  { layer, unit, place }: { layer: number; unit: number; place: number },
): number {
  const every = side / unitSide
  const [column, line] = [Math.floor((place % side) / every), Math.floor(place / side / every)]
  return units[layer]?.[unit * unitSide ** 2 + line * unitSide + column] ?? NaN
}

/** From -1 to 1, for the colour of a place: unlike a class it has a middle. */
export function tintAt({ goal, width }: PlayRoom, surface: Float32Array, place: number): number {
  const value = surface[place * width] ?? NaN
  // A standardised number is seldom beyond two deviations.
  return goal === 'binary' ? value * 2 - 1 : value / 2
}
