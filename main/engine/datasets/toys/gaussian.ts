// Toy `gaussian`: two clouds.
import { drawn, normal, toyFields } from './toy'
import type { Toy } from './toy'

/** Two normal clouds around (2, 2) and (-2, -2); noise from 0 to 1 widens their variance from 0.5 to 7.5. */
export const gaussian: Toy = {
  name: 'gaussian',
  label: { en: 'Gaussian', zh: '高斯' },
  summary: { en: 'Two clouds: a straight line is enough.', zh: '两团点：一条直线即可分开。' },
  goal: 'binary',
  fields: toyFields,
  points: (settings, random) =>
    drawn(settings, (index) => {
      const deviation = Math.sqrt(0.5 + 7 * Number(settings.noise))
      const centre = index % 2 === 0 ? 2 : -2
      return [centre + normal(random, deviation), centre + normal(random, deviation), index % 2 === 0 ? 1 : 0]
    }),
}
