// Toy `spiral`: two arms that wind around one another.
import { between, drawn, toyFields } from './toy'
import type { Toy } from './toy'

const turns = 1.75

/** Two spirals of 1.75 turns and radius 5, half a turn apart; noise strays up to so many units. */
export const spiral: Toy = {
  name: 'spiral',
  label: { en: 'Spiral', zh: '螺旋' },
  summary: {
    en: 'Two arms around one another: needs more units, or inputs such as sines.',
    zh: '两条相互缠绕的旋臂：需要更多单元，或正弦等输入。',
  },
  goal: 'binary',
  fields: toyFields,
  points: (settings, random) =>
    drawn(settings, (index, count) => {
      const along = Math.floor(index / 2) / Math.ceil(count / 2)
      const angle = turns * along * 2 * Math.PI + (index % 2 === 0 ? 0 : Math.PI)
      const stray = () => between(random, -1, 1) * Number(settings.noise)
      return [5 * along * Math.sin(angle) + stray(), 5 * along * Math.cos(angle) + stray(), index % 2 === 0 ? 1 : 0]
    }),
}
