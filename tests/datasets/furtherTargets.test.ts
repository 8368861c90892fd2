// Several targets of the rows of a table: which rows take part, what each becomes, and what is said. Expected values are worked out by hand.
import { describe, expect, test } from 'vitest'
import type { PrepareSpec } from '../../shared/contract/worker'
import type { Role } from '../../shared/records'
import { checkAssignments } from '../../main/engine/datasets/assignments'
import { columnsToRead, prepare, readinessOf } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import { prepareTable } from './interactions/tables'

const values: Record<string, (string | number | null)[]> = {
  age: [1, 2, 3, 4, 5, 6, 7, 8],
  clicked: ['no', 'yes', 'no', 'yes', 'no', 'yes', null, 'yes'],
  spent: [10, 30, 20, NaN, 50, 60, 70, 80],
  shop: ['b', 'a', 'c', 'a', 'b', 'c', 'a', 'a'],
  part: ['train', 'train', 'train', 'train', 'valid', 'test', 'train', 'test'],
}
const role = (name: string): Role =>
  (({ age: 'feature', clicked: 'target', spent: 'alsoTarget', shop: 'alsoTarget' })[name] as Role | undefined) ??
  'ignore'
const spec: PrepareSpec = {
  table: 'hash',
  columns: Object.entries(values).map(([name, [first]]) => {
    return { name, type: typeof first === 'number' ? 'number' : 'category', role: role(name) }
  }),
  split: { kind: 'given', settings: { column: 'part' } },
}
const read = (one: PrepareSpec) =>
  columnsToRead(one).map(({ name, kind }): ColumnValues => {
    const cells = values[name] ?? []
    if (kind === 'words') return { kind, name, values: cells.map((cell) => (cell === null ? null : String(cell))) }
    return { kind, name, values: Float64Array.from(cells, (cell) => Number(cell)) }
  })
const codesOf = (problems: readonly { code: string }[]) => problems.map(({ code }) => code)

describe('a table with three targets', () => {
  const { prepared, problems } = prepare(read(spec), spec)

  test('has the rows that have a value in all of them, and says how many have not', () => {
    expect([...(prepared?.row ?? [])]).toEqual([0, 1, 2, 4, 5, 7])
    expect(codesOf(problems)).toEqual(['dataset/missing-target', 'dataset/missing-targets'])
    expect(problems.map(({ message }) => message.en).join()).toMatch(/"1" rows.*"1" rows/)
  })

  test('has each as codes, or standardised by the training rows', () => {
    expect([...(prepared?.target ?? [])]).toEqual([0, 1, 0, 0, 1, 1])
    const [spent = [], shop = []] = (prepared?.alsoTargets ?? []).map((one) => [...one])
    // Of 10, 30 and 20 the mean is 20 and the deviation sqrt(200 / 3).
    const deviation = Math.sqrt(200 / 3)
    spent.forEach((value, at) => expect(value).toBeCloseTo((([10, 30, 20, 50, 60, 80][at] ?? 0) - 20) / deviation, 5))
    expect(shop).toEqual([1, 0, 2, 1, 2, 0])
  })

  test('says so in its facts, in its preparation and in a sentence', () => {
    const facts = prepared?.preparation.facts
    expect(facts).toMatchObject({ goal: 'binary', classes: ['no', 'yes'], width: 1 })
    expect(facts?.alsoTargets).toEqual([
      { column: 'spent', goal: 'regression', classes: [] },
      { column: 'shop', goal: 'multiclass', classes: ['a', 'b', 'c'] },
    ])
    expect(prepared?.preparation.alsoTargets?.[0]).toMatchObject({ mean: 20 })
    const columns = spec.columns.map(({ name, type }) => ({
      ...{ name, type, storage: '', missing: 0, distinct: 2, min: 0, max: 1, mean: 0, deviation: 1, top: [] },
    }))
    const assignments = spec.columns.map((one) => ({ column: one.name, role: one.role, reason: { en: '', zh: '' } }))
    const { sentence, uses } = readinessOf({ columns, assignments }, facts ?? null, problems)
    expect(sentence.en).toContain('and spent, shop from 1 column')
    expect(uses.find(({ column }) => column === 'shop')?.use.en).toContain('output of its own')
  })

  test('keeps them together where rows are repeated', () => {
    const { prepared: more } = prepare(read(spec), { ...spec, sampling: { kind: 'over', seed: 1 } })
    const last = more?.row.at(-1)
    expect(more?.row).toHaveLength(7)
    // The one training row that clicked is repeated.
    expect([last, more?.target.at(-1), more?.alsoTargets?.[1]?.at(-1)]).toEqual([1, 1, 0])
  })
})

test('a further target that never varies, or of a type that is no target, is an error', () => {
  const constant = {
    ...spec,
    columns: spec.columns.map((one) => (one.name === 'spent' ? { ...one, role: 'ignore' as const } : one)),
  }
  values.shop = values.shop?.map(() => 'a') ?? []
  expect(codesOf(prepare(read(constant), constant).problems)).toContain('dataset/one-class')
  const dated = spec.columns.map((one) => (one.name === 'shop' ? { ...one, type: 'date' as const } : one))
  expect(codesOf(checkAssignments(dated))).toEqual(['dataset/unusable-target'])
  const many = Array.from({ length: 101 }, (_, at) => ({
    name: `t${at}`,
    type: 'number' as const,
    role: 'alsoTarget' as const,
  }))
  expect(codesOf(checkAssignments([...spec.columns, ...many]))).toEqual(['dataset/too-many-targets'])
})

test('tasks of users and items do not use them, and say so', () => {
  const { prepared, problems } = prepareTable({
    task: 'topN',
    settings: { negatives: 1 },
    split: { kind: 'given', settings: { column: 'part' } },
    columns: {
      user: { role: 'user', values: ['a', 'a', 'b', 'b', 'a', 'b'] },
      item: { role: 'item', values: ['p', 'q', 'p', 'r', 'r', 'q'] },
      bought: { role: 'alsoTarget', values: ['no', 'yes', 'no', 'no', 'yes', 'no'] },
      part: { role: 'ignore', values: ['train', 'train', 'train', 'train', 'valid', 'test'] },
    },
  })
  expect(prepared?.alsoTargets).toBeUndefined()
  expect(codesOf(problems)).toContain('dataset/further-targets-not-used')
})
