// The column of the role weight: how much each training row counts in the loss.
import type { Problem } from '../../../shared/contract/errors'
import type { AssignedColumn } from './assignments'
import { problem } from './errors'
import type { ColumnValues } from './recipe'
import { partCodes } from './splits'

export function weightColumnOf<C extends Pick<AssignedColumn, 'role'>>(columns: readonly C[]): C | undefined {
  return columns.find(({ role }) => role === 'weight')
}

/**
 * The weight of each of `rows` (places in the whole column), 1 outside the training part: validation and test rows count
 * the same. Training rows with none, a negative or an endless one are an error, and so is a training part that counts nothing.
 */
export function readWeights(
  { name, values }: Pick<ColumnValues, 'name' | 'values'>,
  rows: Int32Array,
  part: Uint8Array,
): { weight: Float32Array; problems: Problem[] } {
  const weight = new Float32Array(rows.length).fill(1)
  let [wrong, first, sum] = [0, -1, 0]
  for (let place = 0; place < rows.length; place++) {
    if (part[place] !== partCodes.train) continue
    const value = Number(values[rows[place] as number] ?? NaN)
    weight[place] = value
    sum += value
    if (value >= 0 && Number.isFinite(weight[place])) continue
    if (wrong === 0) first = rows[place] as number
    wrong += 1
  }
  if (wrong > 0) return { weight, problems: [badWeights(name, wrong, first)] }
  return { weight, problems: sum > 0 ? [] : [noWeight(name)] }
}

function badWeights(name: string, count: number, row: number): Problem {
  return problem(name, [
    'dataset/bad-weights',
    {
      en: `The weight "${name}" is missing, negative or not finite in "${count}" training rows, the first being row "${row + 1}"; expected a number from 0 on.`,
      zh: `权重列“${name}”在“${count}”个训练行中缺失、为负或非有限值，第一处为第“${row + 1}”行；应为不小于 0 的数。`,
    },
    {
      en: 'Filter these rows or fill them by a recipe, or choose another column for the weight.',
      zh: '请用数据配方过滤或填补这些行，或选择其他列作为权重。',
    },
  ])
}

function noWeight(name: string): Problem {
  return problem(name, [
    'dataset/no-weight',
    {
      en: `The weight "${name}" is 0 in every training row, so that nothing can be learnt; expected some above 0.`,
      zh: `权重列“${name}”在所有训练行中均为 0，无法学习；至少应有一些大于 0。`,
    },
    { en: 'Choose another column for the weight, or none.', zh: '请选择其他列作为权重，或不使用权重。' },
  ])
}
