// What a data set keeps of its columns when its recipe changes: types, roles and preparation, by name and through renamings.
import { describe, expect, it } from 'vitest'
import { afterRecipe } from '../../main/engine/datasets'
import type { Column, ColumnType, Dataset, RecipeEntry, Role } from '../../shared/records'
import type { Settings } from '../../shared/fields'

const column = (name: string, storage: string, type: ColumnType): Column => ({
  name,
  storage,
  type,
  missing: 0,
  distinct: 5,
  min: null,
  max: null,
  mean: null,
  deviation: null,
  top: [{ value: 'a', count: 9 }],
})
const reason = { en: 'chosen', zh: '已选' }
const entry = (step: string, settings: Settings, enabled = true): RecipeEntry => ({ id: 'a', step, settings, enabled })
const rename = (from: string, to: string, enabled = true) => entry('rename', { column: from, name: to }, enabled)

const dataset = (roles: Record<string, Role>, columns: Column[], more: Partial<Dataset> = {}): Dataset => ({
  id: 'd',
  name: 'd',
  source: { kind: 'file', name: 'd.csv', sizeBytes: 1 },
  dialect: { delimiter: ',', quote: '"', header: true, encoding: 'utf-8' },
  table: 'a',
  account: { records: 1, rows: 1, rejects: 0, comments: 0, blanks: 0, preamble: 0 },
  columns,
  assignments: columns.map(({ name }) => ({
    column: name,
    role: Object.hasOwn(roles, name) ? (roles[name] as Role) : 'feature',
    reason,
  })),
  split: { kind: 'random', settings: {} },
  createdAt: '',
  updatedAt: '',
  ...more,
})
const rolesOf = ({ assignments }: Pick<Dataset, 'assignments'>) =>
  Object.fromEntries(assignments.map(({ column, role }) => [column, role]))

const a = column('a', 'BIGINT', 'number')
const b = column('b', 'VARCHAR', 'category')

describe('afterRecipe', () => {
  it('keeps type, role and preparation of a column of the same name and storage', () => {
    const preparation = [{ column: 'a', steps: [{ step: 'encode', settings: {} }] }]
    const before = dataset({ b: 'target' }, [{ ...a, type: 'category' }, b], { preparation })
    const after = afterRecipe(before, [], [b, a])
    expect(after.columns.map(({ name, type }) => [name, type])).toEqual([
      ['b', 'category'],
      ['a', 'category'],
    ])
    expect(rolesOf(after)).toEqual({ a: 'feature', b: 'target' })
    expect(after.preparation).toEqual(preparation)
  })

  it('takes the new type of another storage, drops its preparation, and proposes what was ignored anew', () => {
    const preparation = [{ column: 'a', steps: [{ step: 'minMax', settings: {} }] }]
    const before = dataset({ a: 'target', b: 'ignore' }, [a, b], { preparation })
    const after = afterRecipe(before, [], [column('a', 'VARCHAR', 'category'), column('b', 'DOUBLE', 'number')])
    expect(after.columns.map(({ type }) => type)).toEqual(['category', 'number'])
    expect(rolesOf(after)).toEqual({ a: 'target', b: 'feature' })
    expect(after.preparation).toEqual([])
  })

  it('follows renamings forth, on and back, but not those that are disabled', () => {
    const before = dataset({ a: 'target', b: 'group' }, [a, b])
    const named = { ...dataset({}, []), ...before, recipe: [] as RecipeEntry[] }
    const forth = [rename('a', 'x'), rename('b', 'y', false)]
    const after = afterRecipe(named, forth, [{ ...a, name: 'x' }, b])
    expect(rolesOf(after)).toEqual({ x: 'target', b: 'group' })
    const renamed = { ...named, ...after, recipe: forth }
    expect(rolesOf(afterRecipe(renamed, [...forth, rename('x', 'z')], [{ ...a, name: 'z' }, b]))).toEqual({
      z: 'target',
      b: 'group',
    })
    expect(rolesOf(afterRecipe(renamed, [], [a, b]))).toEqual({ a: 'target', b: 'group' })
  })

  it('lets the split read renamed columns under their new names', () => {
    const split = { kind: 'grouped', settings: { column: 'b', testShare: 0.2 } }
    const after = afterRecipe(dataset({}, [a, b], { split }), [rename('b', 'y')], [a, { ...b, name: 'y' }])
    expect(after.split).toEqual({ kind: 'grouped', settings: { column: 'y', testShare: 0.2 } })
    expect(afterRecipe(dataset({}, [a, b], { split }), [], [a]).split).toEqual(split)
  })

  it('makes a new column that looks like the target a feature while there is another target', () => {
    const before = dataset({ b: 'target' }, [a, b])
    const after = afterRecipe(before, [], [a, b, column('price', 'BIGINT', 'number')])
    expect(rolesOf(after)).toEqual({ a: 'feature', b: 'target', price: 'feature' })
    const gone = afterRecipe(before, [], [a, column('price', 'BIGINT', 'number')])
    expect(rolesOf(gone)).toEqual({ a: 'feature', price: 'target' })
  })

  it('is not misled by names that objects are born with', () => {
    const odd = column('__proto__', 'BIGINT', 'number')
    const before = dataset({}, [odd])
    expect(afterRecipe(before, [rename('__proto__', 'constructor')], [{ ...odd, name: 'constructor' }])).toMatchObject({
      assignments: [{ column: 'constructor', role: 'feature' }],
    })
  })
})
