import { describe, expect, it } from 'vitest'
import { assignedColumns, changeRoles, checkAssignments, goalOf, proposeRoles } from '../../main/engine/datasets'
import type { AssignedColumn } from '../../main/engine/datasets'
import type { Column, Role } from '../../shared/records'
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
    [
      'what tells the parts',
      column('split', {
        ...{ storage: 'VARCHAR', type: 'category', distinct: 2 },
        top: [
          { value: 'train', count: 8 },
          { value: 'test', count: 2 },
        ],
      }),
      'train and test',
    ],
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

describe('proposeRoles, where users come to items', () => {
  const whole = (name: string, some: Partial<Column>) => column(name, { storage: 'BIGINT', ...some })
  const words = (name: string, ...values: string[]) =>
    column(name, {
      ...{ storage: 'VARCHAR', type: 'category', distinct: values.length },
      top: values.map((value) => ({ value, count: 1000 })),
    })
  const stars = whole('stars', { distinct: 5, min: 1, max: 5, top: [{ value: '4', count: 100_000 }] })
  const user = (name: string) => whole(name, { distinct: 943 })
  const item = (name: string) => whole(name, { distinct: 1682 })
  const rolesOf = (...columns: Column[]) => proposeRoles(columns).map(({ role }) => role)

  it.each([
    ['user_id', 'movieId'],
    ['uid', 'iid'],
    ['userId', 'itemId'],
    ['CustomerID', 'StockCode'],
    ['visitorid', 'itemid'],
    ['reviewerID', 'asin'],
    ['customer', 'sku'],
    ['buyer_id', 'product_id'],
    ['session_id', 'item_id'],
    ['user_id:token', 'item_id:token'],
    ['用户编号', '商品ID'],
    // An id of unknown meaning beside the users is what they come to.
    ['user_id', 'area_id'],
  ])('takes %s for the user and %s for the item', (one, other) => {
    const proposed = proposeRoles([user(one), item(other), stars])
    expect(proposed.map(({ role }) => role)).toEqual(['user', 'item', 'rating'])
    expect(proposed.every(({ reason }) => reason.en !== '' && reason.zh !== '')).toBe(true)
  })

  it.each([
    ['rating:float', { storage: 'DOUBLE', distinct: 10, min: 0.5, max: 5, top: [{ value: '4.0', count: 100_000 }] }],
    ['评分', { storage: 'BIGINT', distinct: 5, min: 1, max: 5, top: [{ value: '4', count: 100_000 }] }],
    // By its values alone.
    ['c3', { storage: 'BIGINT', distinct: 5, min: 1, max: 5, top: [{ value: '4', count: 100_000 }] }],
  ] as [string, Partial<Column>][])('takes %s for the rating', (name, some) => {
    expect(rolesOf(user('user_id'), item('item_id'), column(name, some))[2]).toBe('rating')
  })

  it.each([
    ['timestamp', { storage: 'BIGINT', min: 879_000_000, max: 893_000_000, distinct: 50_000 }],
    ['ts', { storage: 'BIGINT', min: 1_433_221_332_117, max: 1_442_545_187_788, distinct: 90_000 }],
    ['created_at', { storage: 'TIMESTAMP', type: 'date', distinct: 90_000 }],
    ['时间', { storage: 'TIMESTAMP', type: 'date', distinct: 90_000 }],
    ['date', { storage: 'BIGINT', min: 20_140_101, max: 20_141_231, distinct: 365 }],
    // By its values alone.
    ['c4', { storage: 'BIGINT', min: 1_433_221_332, max: 1_442_545_187, distinct: 90_000 }],
  ] as [string, Partial<Column>][])('takes %s for the time', (name, some) => {
    expect(rolesOf(user('user_id'), item('item_id'), stars, column(name, some))[3]).toBe('time')
  })

  it.each([
    ['event_type', words('event_type', 'view', 'cart', 'purchase')],
    ['what was done', words('what', 'addtocart', 'transaction', 'view')],
    ['codes under a name', whole('behavior_type', { type: 'category', distinct: 4 })],
    ['Chinese words', words('类别', '点击', '购买', '收藏')],
  ])('takes %s for the event', (_what, event) => {
    expect(rolesOf(user('user_id'), item('item_id'), stars, event)[3]).toBe('event')
  })

  it('has a target only under a sure name, and features beside', () => {
    const price = column('price', { distinct: 4000, max: 9000 })
    expect(rolesOf(user('user_id'), item('item_id'), stars, price)).toEqual(['user', 'item', 'rating', 'feature'])
    const label = whole('label', { type: 'boolean', distinct: 2 })
    expect(rolesOf(user('user_id'), item('item_id'), stars, label)[3]).toBe('target')
  })

  it('leaves ids alone that do not come again, and words that are few', () => {
    const id = column('customerID', {
      storage: 'VARCHAR',
      type: 'text',
      distinct: 7043,
      top: [{ value: 'a', count: 1 }],
    })
    const churn = column('Churn', {
      storage: 'VARCHAR',
      type: 'boolean',
      distinct: 2,
      top: [{ value: 'No', count: 7043 }],
    })
    expect(rolesOf(id, words('product', 'a', 'b', 'c'), churn)).toEqual(['ignore', 'feature', 'target'])
    expect(rolesOf(words('customer', 'x', 'y'), words('product', 'a', 'b', 'c'), churn)).toEqual([
      'feature',
      'feature',
      'target',
    ])
  })
})

describe('proposeRoles, for rows that belong together or to a time', () => {
  const many = { top: [{ value: '1', count: 4000 }] }
  const label = column('label', { type: 'boolean', distinct: 2, ...many })
  const roleOf = (one: Column) => proposeRoles([one, column('a'), label])[0]?.role

  it.each([
    ['patient_id', { storage: 'BIGINT', distinct: 500 }, 'group'],
    ['household', { storage: 'VARCHAR', type: 'text', distinct: 900 }, 'group'],
    ['patient_id', { storage: 'BIGINT', distinct: 4000 }, 'ignore'],
    ['dteday', { storage: 'DATE', type: 'date', distinct: 731 }, 'time'],
    ['Month', { storage: 'DATE', type: 'date', distinct: 4000 }, 'time'],
    ['birth_date', { storage: 'DATE', type: 'date', distinct: 700 }, 'feature'],
    ['runtime', { storage: 'BIGINT', distinct: 200, min: 60, max: 300 }, 'feature'],
    ['sample_weight', { distinct: 3000, min: 0.1, max: 8 }, 'weight'],
    ['weight', { distinct: 3000, min: 50, max: 120 }, 'feature'],
    ['type', { storage: 'VARCHAR', type: 'category', distinct: 3 }, 'feature'],
  ] as [string, Partial<Column>, Role][])('%s is %j: %s', (name, some, role) => {
    expect(roleOf(column(name, some))).toBe(role)
  })

  it.each([
    ['c', ['12 44 7', '3 9', '8 1 5 77', '2 4']],
    ['c', ['[1, 2]', '[4, 5, 6]', '[7]']],
    ['items', ['milk|bread', 'eggs|milk|tea', 'tea']],
    ['item_seq:token_seq', ['a b', 'c d e', 'f']],
  ])('takes %s with %j for a sequence', (name, values) => {
    const top = values.map((value) => ({ value, count: 1 }))
    expect(roleOf(column(name, { storage: 'VARCHAR', type: 'text', distinct: 900, top }))).toBe('sequence')
  })

  it.each([[['030 1234', '040 5678']], [['2020 10 11', '2021 01 12']], [['a b', 'c d e']]])(
    'does not take %j for a sequence',
    (values) => {
      const top = values.map((value) => ({ value, count: 1 }))
      expect(roleOf(column('c', { storage: 'VARCHAR', type: 'text', distinct: 900, top }))).toBe('ignore')
    },
  )
})

describe('changeRoles', () => {
  it('lets one target displace the other', () => {
    const before = proposeRoles([column('a'), column('b'), column('label')])
    const after = changeRoles(before, [{ column: 'b', role: 'target' }])
    expect(after.map(({ role }) => role)).toEqual(['feature', 'target', 'feature'])
    expect(after[1]?.reason.en).toBe('chosen by you')
  })

  it.each(['user', 'item', 'rating', 'event', 'time', 'weight'] as const)('lets one %s displace the other', (role) => {
    const before = changeRoles(proposeRoles([column('a'), column('b'), column('label')]), [{ column: 'a', role }])
    const after = changeRoles(before, [{ column: 'b', role }])
    expect(after.map((each) => each.role)).toEqual(['ignore', role, 'target'])
    expect(after[0]?.reason.en).toBe(`another column became the ${role}`)
  })

  it('lets several columns be groups', () => {
    const before = proposeRoles([column('a'), column('b'), column('label')])
    const groups = [{ column: 'a', role: 'group' } as const, { column: 'b', role: 'group' } as const]
    expect(changeRoles(before, groups).map(({ role }) => role)).toEqual(['group', 'group', 'target'])
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
    [
      'dataset/many-weights',
      [feature, target, { ...feature, role: 'weight' }, { ...feature, name: 'v', role: 'weight' }],
    ],
    ['dataset/weight-not-a-number', [feature, target, { ...feature, type: 'category', role: 'weight' }]],
  ] as [string, AssignedColumn[]][])('finds %s', (code, columns) => {
    const problems = checkAssignments(columns)
    expect(problems.map((each) => each.code)).toEqual([code])
    expect(problems[0]).toMatchObject({ severity: 'error' })
    expect(problems[0]?.hint.zh).not.toBe('')
  })

  it('takes dates and free text as features', () => {
    expect(codes({ ...feature, type: 'text' }, target)).toEqual([])
    expect(codes({ ...feature, type: 'date' }, target)).toEqual([])
  })

  it('ignores columns that have no assignment', () => {
    expect(assignedColumns([column('__proto__'), column('b')], [{ column: 'b', role: 'target' }])).toMatchObject([
      { name: '__proto__', role: 'ignore' },
      { name: 'b', role: 'target' },
    ])
  })
})
