// Toy `truthTable`: the four rows of exclusive or, for following every number by hand.
import { toySeed } from './toy'
import type { Toy } from './toy'

/** (0, 0) and (1, 1) are no, (0, 1) and (1, 0) yes; all four train, validate and test. */
export const truthTable: Toy = {
  name: 'truthTable',
  label: { en: 'Four rows of XOR', zh: '异或真值表' },
  summary: {
    en: 'The truth table of exclusive or: few enough to follow every number.',
    zh: '异或的真值表：数据少，可逐个数字跟踪。',
  },
  goal: 'binary',
  fields: [toySeed],
  whole: true,
  points: () => [
    [0, 0, 0],
    [0, 1, 1],
    [1, 0, 1],
    [1, 1, 0],
  ],
}
