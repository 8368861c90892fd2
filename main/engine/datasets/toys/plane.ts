// Toy `plane`: a number that rises evenly.
import { measuredOnSquare, toyFields } from './toy'
import type { Toy } from './toy'

/** (x + y) / 10 on a square of half side 6; noise moves points before they are measured. */
export const plane: Toy = {
  name: 'plane',
  label: { en: 'Plane', zh: '平面' },
  summary: { en: 'A number that rises evenly: no hidden layer is needed.', zh: '均匀上升的数值：无需隐藏层。' },
  goal: 'regression',
  fields: toyFields,
  points: (settings, random) => measuredOnSquare(settings, random, (x, y) => (x + y) / 10),
}
