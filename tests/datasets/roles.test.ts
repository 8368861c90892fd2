import { describe, expect, it } from 'vitest'
import { assignedColumns, changeRoles, checkAssignments, goalOf, proposeRoles } from '../../main/engine/datasets'
import type { AssignedColumn } from '../../main/engine/datasets'
import { column } from './columns'

const targetOf = (...columns: ReturnType<typeof column>[]) =>
  proposeRoles(columns).find(({ role }) => role === 'target')?.column

describe('proposeRoles', () => {
  it.each(['Revenue', 'target', 'LABEL', 'class', 'Churn', 'y', 'species', '目标', 'is_churn', 'hasConverted'])(
    'takes %s for the target by its name',
    (name) => {
      expect(targetOf(column('age'), column(name), column('height'))).toBe(name)
    },
  )

  it('prefers the surer name, and the last usable column when no name tells', () => {
    expect(targetOf(column('price'), column('label'), column('count'))).toBe('label')
    expect(targetOf(column('a'), column('b'), column('notes', { storage: 'VARCHAR', type: 'text' }))).toBe('b')
  })

  it.each([
    ['a constant', column('k', { distinct: 1 }), 'same value'],
    ['a column without values', column('k', { distinct: 0, top: [] }), 'no values'],
    ['a date', column('when', { storage: 'VARCHAR', type: 'date' }), 'dates'],
    ['free text', column('notes', { storage: 'VARCHAR', type: 'text', distinct: 900 }), 'another text'],
    ['an id by its name', column('user_id', { storage: 'BIGINT', distinct: 800 }), 'numbers the rows'],
    [
      'an id by its name',
      column('customerID', { storage: 'VARCHAR', type: 'text', distinct: 800 }),
      'numbers the rows',
    ],
    [
      'a row counter by its values',
      column('c1', { storage: 'BIGINT', distinct: 500, min: 1, max: 500, top: [{ value: '1', count: 1 }] }),
      'numbers the rows',
    ],
  ])('ignores %s and says why', (_what, ignored, why) => {
    const [first] = proposeRoles([ignored, column('a'), column('label')])
    expect(first).toMatchObject({ role: 'ignore' })
    expect(first?.reason.en).toContain(why)
    expect(first?.reason.zh).not.toBe('')
  })

  it('keeps whole numbers that repeat or have gaps as features', () => {
    const ages = column('age', { storage: 'BIGINT', distinct: 60, min: 18, max: 90 })
    const pay = column('pay', { storage: 'BIGINT', distinct: 500, min: 1, max: 9e6, top: [{ value: '1', count: 1 }] })
    expect(proposeRoles([ages, pay, column('label')]).map(({ role }) => role)).toEqual(['feature', 'feature', 'target'])
  })

  it('handles a column called __proto__', () => {
    expect(proposeRoles([column('__proto__'), column('label')])).toMatchObject([
      { column: '__proto__', role: 'feature' },
      { column: 'label', role: 'target' },
    ])
  })
})

describe('changeRoles', () => {
  it('lets one target displace the other', () => {
    const before = proposeRoles([column('a'), column('b'), column('label')])
    const after = changeRoles(before, [{ column: 'b', role: 'target' }])
    expect(after.map(({ role }) => role)).toEqual(['feature', 'target', 'feature'])
    expect(after[1]?.reason.en).toBe('chosen by you')
  })
})

describe('goalOf', () => {
  it.each([
    ['boolean', 2, 'binary'],
    ['category', 2, 'binary'],
    ['category', 3, 'multiclass'],
    ['number', 2, 'binary'],
    ['number', 3, 'regression'],
    ['date', 9, null],
    ['text', 9, null],
  ] as const)('%s with %i values: %s', (type, distinct, goal) => {
    expect(goalOf({ type, distinct })).toBe(goal)
  })
})

describe('checkAssignments', () => {
  const feature: AssignedColumn = { name: 'a', type: 'number', role: 'feature' }
  const target: AssignedColumn = { name: 't', type: 'boolean', role: 'target', distinct: 2 }
  const codes = (...columns: AssignedColumn[]) => checkAssignments(columns).map(({ code }) => code)

  it('finds nothing wrong with a target and a feature', () => {
    expect(codes(feature, target)).toEqual([])
  })

  it.each([
    ['dataset/no-target', [feature, { ...target, role: 'ignore' }]],
    ['dataset/many-targets', [feature, target, { ...target, name: 'u' }]],
    ['dataset/no-features', [{ ...feature, role: 'ignore' }, target]],
    ['dataset/one-column', [target]],
    ['dataset/one-class', [feature, { ...target, distinct: 1 }]],
    ['dataset/unusable-target', [feature, { ...target, type: 'text' }]],
    ['dataset/unusable-feature', [feature, { ...feature, name: 'd', type: 'date' }, target]],
  ] as [string, AssignedColumn[]][])('finds %s', (code, columns) => {
    const problems = checkAssignments(columns)
    expect(problems.map((each) => each.code)).toEqual([code])
    expect(problems[0]).toMatchObject({ severity: 'error' })
    expect(problems[0]?.hint.zh).not.toBe('')
  })

  it('says that free text alone is nothing to predict from', () => {
    expect(codes({ ...feature, type: 'text' }, target)).toEqual(['dataset/no-features', 'dataset/unusable-feature'])
  })

  it('ignores columns that have no assignment', () => {
    expect(assignedColumns([column('__proto__'), column('b')], [{ column: 'b', role: 'target' }])).toMatchObject([
      { name: '__proto__', role: 'ignore' },
      { name: 'b', role: 'target' },
    ])
  })
})
