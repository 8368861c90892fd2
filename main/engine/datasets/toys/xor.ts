// Toy `xor`: two opposite quarters against the other two.
import { between, drawn, toyFields } from './toy'
import type { Toy } from './toy'

/** Yes where both numbers have the same sign; a gap lies along both axes. Noise moves points before they are judged. */
export const xor: Toy = {
  name: 'xor',
  label: { en: 'XOR', zh: '异或' },
  summary: {
    en: 'Two opposite quarters against the other two: a hidden layer with a curve is needed.',
    zh: '相对的两个象限对另外两个：需要带激活函数的隐藏层。',
  },
  goal: 'binary',
  fields: toyFields,
  points: (settings, random) =>
    drawn(settings, () => {
      const place = () => {
        const value = between(random, -5, 5)
        return value + (value > 0 ? 0.3 : -0.3)
      }
      const [x, y] = [place(), place()]
      const stray = () => between(random, -5, 5) * Number(settings.noise)
      return [x, y, (x + stray()) * (y + stray()) >= 0 ? 1 : 0]
    }),
}
