// The fields by which a layer's kernel is held within bounds, and what its weight takes from them.
import { defaultsOf } from '../../../../shared/fields'
import type { Field, Settings } from '../../../../shared/fields'
import type { Chosen } from '../layerType'
import { constraints } from './registry'
import type { ConstraintName } from './registry'

export const constraintFields: Field[] = [
  {
    kind: 'choice',
    name: 'constraint',
    label: { en: 'Constraint', zh: '约束' },
    help: { en: 'Holds the kernel within bounds after each update.', zh: '每次更新后将核限制在给定范围内。' },
    default: 'none',
    options: [
      { value: 'none', label: { en: 'None', zh: '无' } },
      ...Object.values(constraints).map(({ name, label }) => ({ value: name, label })),
    ],
    advanced: true,
  },
  {
    kind: 'number',
    name: 'constraintLimit',
    label: { en: 'Largest length', zh: '最大长度' },
    help: { en: 'The largest length of the weights that belong together.', zh: '同组权重允许的最大长度。' },
    default: 2,
    min: 0.001,
    max: 1000,
    showWhen: { field: 'constraint', in: ['maxNorm', 'minMaxNorm'] },
    advanced: true,
  },
]

/** What the fields ask for, to be spread into a weight; `along` as the constraints have it. */
export function constrained(settings: Settings, along: 'unit' | 'row' = 'unit'): { constraint?: Chosen } {
  const { constraint = 'none', constraintLimit } = settings
  if (constraint === 'none') return {}
  const { name, fields } = constraints[constraint as ConstraintName]
  const asked: Settings = { along, limit: constraintLimit ?? 2 }
  const known = Object.entries(asked).filter(([key]) => fields.some((field) => field.name === key))
  return { constraint: { name, settings: { ...defaultsOf(fields), ...Object.fromEntries(known) } } }
}
