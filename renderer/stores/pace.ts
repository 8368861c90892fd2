// How fast a live run is: steps a second over the last moments, from what it says of itself.

export interface Moment {
  elapsedMs: number
  step: number
}

/** Long enough to be calm, short enough to show a change. */
const windowMs = 3000

/** The moments that still count when `next` is the newest; a run that began again starts over. */
export function withMoment(moments: readonly Moment[], next: Moment): Moment[] {
  const last = moments.at(-1)
  if (last && (next.step < last.step || next.elapsedMs < last.elapsedMs)) return [next]
  const firstKept = moments.findLastIndex(({ elapsedMs }) => elapsedMs <= next.elapsedMs - windowMs)
  return [...moments.slice(Math.max(0, firstKept)), next]
}

/** Steps a second; null before there are two moments to tell by. */
export function paceOf(moments: readonly Moment[]): number | null {
  const [first, last] = [moments[0], moments.at(-1)]
  if (!first || !last || last.elapsedMs <= first.elapsedMs) return null
  return ((last.step - first.step) / (last.elapsedMs - first.elapsedMs)) * 1000
}
