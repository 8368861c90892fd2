// Toy `hills`: a number with three hills and three hollows.
import { measuredOnSquare, toyFields } from './toy'
import type { Toy } from './toy'

const reach = 2
const centres = [
  [-4, 2.5, 1],
  [0, 2.5, -1],
  [4, 2.5, 1],
  [-4, -2.5, -1],
  [0, -2.5, 1],
  [4, -2.5, -1],
] as const

/** 1 or -1 at six centres, falling evenly to 0 at a distance of 2; noise moves points before they are measured. */
export const hills: Toy = {
  name: 'hills',
  label: { en: 'Hills and hollows', zh: '峰与谷' },
  summary: { en: 'A number with three hills and three hollows.', zh: '含三个峰与三个谷的数值。' },
  goal: 'regression',
  fields: toyFields,
  points: (settings, random) => measuredOnSquare(settings, random, heightAt),
}

function heightAt(x: number, y: number): number {
  const heights = centres.map(([cx, cy, sign]) => sign * Math.max(0, 1 - Math.hypot(x - cx, y - cy) / reach))
  return heights.reduce((most, height) => (Math.abs(height) > Math.abs(most) ? height : most), 0)
}
