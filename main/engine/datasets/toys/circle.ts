// Toy `circle`: a disc inside a ring.
import { between, drawn, toyFields } from './toy'
import type { Toy } from './toy'

const radius = 5

/** Half of the points lie within half the radius, the others beyond seven tenths of it; noise moves them before they are judged. */
export const circle: Toy = {
  name: 'circle',
  label: { en: 'Circle', zh: '圆环' },
  summary: { en: 'A disc inside a ring: no straight line parts them.', zh: '圆盘外套圆环：直线无法将其分开。' },
  goal: 'binary',
  fields: toyFields,
  points: (settings, random) =>
    drawn(settings, (index) => {
      const [low, high] = index % 2 === 0 ? [0, 0.5] : [0.7, 1]
      const [r, angle] = [between(random, low * radius, high * radius), between(random, 0, 2 * Math.PI)]
      const [x, y] = [r * Math.sin(angle), r * Math.cos(angle)]
      const stray = () => between(random, -radius, radius) * Number(settings.noise)
      return [x, y, Math.hypot(x + stray(), y + stray()) < radius / 2 ? 1 : 0]
    }),
}
