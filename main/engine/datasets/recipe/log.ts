// Recipe step: takes the logarithm of numbers, so that long tails become short.
import type { RecipeStep } from './step'
import { numbersIn } from './step'

/** sign(x) * log(1 + |x|), which is numpy's log1p for x >= 0 and has a value for negative numbers too. Nothing is learnt. */
export const log: RecipeStep = {
  name: 'log',
  label: { en: 'Logarithm', zh: '取对数' },
  summary: {
    en: 'Replaces x by log(1 + x), for negative numbers by -log(1 - x).',
    zh: '将 x 替换为 log(1 + x)，负数则为 -log(1 - x)。',
  },
  fields: [],
  takes: 'numbers',
  gives: 'numbers',
  fit: () => ({}),
  apply(column) {
    const values = numbersIn(column).map((value) => Math.sign(value) * Math.log1p(Math.abs(value)))
    return [{ kind: 'numbers', name: column.name, values }]
  },
}
