// Toy `plane`: a number that rises evenly.
import { between, drawn, toyFields } from './toy'
import type { Toy } from './toy'

const radius = 6

/** (x + y) / 10 on a square of half side 6; noise moves points before they are measured. */
export const plane: Toy = {
  name: 'plane',
  label: { en: 'Plane', zh: '平面' },
  summary: { en: 'A number that rises evenly: no hidden layer is needed.', zh: '均匀上升的数值：无需隐藏层。' },
  goal: 'regression',
  fields: toyFields,
  points: (settings, random) =>
    drawn(settings, () => {
      const [x, y] = [between(random, -radius, radius), between(random, -radius, radius)]
      const stray = () => between(random, -radius, radius) * Number(settings.noise)
      return [x, y, (x + stray() + y + stray()) / 10]
    }),
}
