// From columns to arrays: what is read, learnt, refused. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { columnsToRead, prepare } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import type { PrepareSpec } from '../../shared/contract/worker'
import { ages, codesOf, labels, numbers, parts, spec, table, words } from './smallTable'

describe('prepare', () => {
  it('reads the target, the features and the column of the split', () => {
    expect(columnsToRead(spec)).toEqual([
      { name: 'label', kind: 'words' },
      { name: 'age', kind: 'numbers' },
      { name: '__proto__', kind: 'words' },
      { name: 'part', kind: 'words' },
    ])
  })

  it('gives facts, parts and classes with the positive one last', () => {
    const { prepared, problems } = prepare(table(), spec)
    expect(problems).toEqual([])
    expect(prepared?.preparation.facts).toEqual({
      goal: 'binary',
      width: 6,
      inputs: ['age', 'age (missing)', '__proto__=x', '__proto__=y', '__proto__=(other)', '__proto__=(missing)'],
      classes: ['no', 'yes'],
      counts: { train: 20, validation: 10, test: 10 },
      droppedRows: 0,
    })
    expect([...(prepared?.target.subarray(0, 5) ?? [])]).toEqual([1, 0, 0, 0, 1])
    expect(prepared?.features).toHaveLength(40 * 6)
    expect([...(prepared?.features.subarray(5 * 6, 6 * 6) ?? [])].slice(1)).toEqual([0, 0, 0, 0, 1])
  })

  it('learns from the training rows alone: other rows may change as they like', () => {
    const before = prepare(table(), spec).prepared
    const after = prepare(table({ ages: (row) => (row < 20 ? (ages[row] as number) : 1e6 * row) }), spec).prepared
    expect(after?.preparation.steps).toEqual(before?.preparation.steps)
    expect(after?.features.subarray(0, 20 * 6)).toEqual(before?.features.subarray(0, 20 * 6))
    expect(after?.features.subarray(20 * 6)).not.toEqual(before?.features.subarray(20 * 6))
    const other = prepare(table({ ages: (row) => (row === 0 ? 99 : (ages[row] as number)) }), spec).prepared
    expect(other?.preparation.steps).not.toEqual(before?.preparation.steps)
  })

  it('prepares a column as was chosen for it, with the defaults of settings left out', () => {
    const steps = [
      { step: 'impute', settings: { flag: false } },
      { step: 'minMax', settings: {} },
    ]
    const chosen: PrepareSpec = {
      ...spec,
      columns: spec.columns.map((column) => (column.name === 'age' ? { ...column, steps } : column)),
    }
    const { preparation, features } = prepare(table(), chosen).prepared ?? {}
    expect(preparation?.facts.inputs.slice(0, 2)).toEqual(['age', '__proto__=x'])
    expect(preparation?.steps.slice(0, 2).map(({ step, learnt }) => [step, learnt])).toEqual([
      ['impute', { fill: 10, flag: false }],
      ['minMax', { min: 0, span: 19, clip: false }],
    ])
    // The training rows have the ages 0 to 19, without 3.
    expect(features?.[38 * 5]).toBeCloseTo(2, 6)
    const coded = chosen.columns.map((each) =>
      each.name === 'age' ? { ...each, steps: [{ step: 'encode', settings: {} }] } : each,
    )
    expect(columnsToRead({ ...spec, columns: coded })[1]).toEqual({ name: 'age', kind: 'words' })
  })

  it('refuses inputs that would fill the memory, before it makes room for them', () => {
    const steps = [{ step: 'hashing', settings: { buckets: 10_000 } }]
    const columns = spec.columns
      .filter(({ name }) => name !== 'age')
      .map((column) => (column.role === 'feature' ? { ...column, steps } : column))
    const many = Array.from({ length: 110_000 }, (_, row) => (row % 2 === 0 ? 'yes' : 'no'))
    const large = [words('label', many), words('__proto__', many)]
    const result = prepare(large, { ...spec, columns, split: { kind: 'random', settings: { seed: 1 } } })
    expect(result).toMatchObject({ prepared: null, problems: [{ code: 'dataset/too-many-inputs', severity: 'error' }] })
  })

  it('refuses a preparation that does not fit the column', () => {
    const steps = [{ step: 'standardise', settings: {} }]
    const wrong = spec.columns.map((column) => (column.type === 'category' ? { ...column, steps } : column))
    expect(codesOf(prepare(table(), { ...spec, columns: wrong }))).toEqual(['recipe/wrong-type'])
  })

  it('standardises a number to predict by the training rows', () => {
    const columns = table()
    const asNumber: PrepareSpec = {
      ...spec,
      columns: spec.columns.map((each) => (each.name === 'label' ? { ...each, type: 'number' } : each)),
    }
    columns[0] = numbers(
      'label',
      parts.map((_, row) => 10 * row),
    )
    const target = prepare(columns, asNumber).prepared
    // By hand: 0, 10, ..., 190 has the mean 95 and the population deviation 10 sqrt(399 / 12).
    expect(target?.preparation.target).toMatchObject({ goal: 'regression', classes: [], mean: 95 })
    expect(target?.preparation.target.deviation).toBeCloseTo(57.66281, 5)
    expect(target?.target[39]).toBeCloseTo((390 - 95) / 57.66281, 4)
  })

  it('takes two numbers as two classes, the larger positive', () => {
    const columns = table()
    columns[0] = numbers(
      'label',
      parts.map((_, row) => (row % 2 === 0 ? 5 : -3)),
    )
    const asNumber = { ...spec, columns: spec.columns.map((each) => ({ ...each })) }
    const { prepared } = prepare(columns, asNumber)
    expect(prepared?.preparation.target).toMatchObject({ goal: 'binary', classes: ['-3', '5'] })
    expect([...(prepared?.target.subarray(0, 3) ?? [])]).toEqual([1, 0, 1])
  })

  it('drops rows without a target, counts them and says so', () => {
    const { prepared, problems } = prepare(table({ labels: (row) => (row < 2 ? null : (labels[row] as string)) }), spec)
    expect(problems).toMatchObject([{ code: 'dataset/missing-target', severity: 'note' }])
    expect(problems[0]?.message.en).toContain('"2"')
    expect(prepared?.preparation.facts).toMatchObject({ droppedRows: 2, counts: { train: 18 } })
    expect([...(prepared?.row.subarray(0, 2) ?? [])]).toEqual([2, 3])
  })

  it('refuses a target with one value', () => {
    const result = prepare(table({ labels: () => 'yes' }), spec)
    expect(result.prepared).toBeNull()
    expect(codesOf(result)).toContain('dataset/one-class')
  })

  it('refuses a number to predict that never changes', () => {
    const columns = table()
    columns[0] = numbers(
      'label',
      parts.map(() => 7),
    )
    expect(codesOf(prepare(columns, spec))).toContain('dataset/one-class')
  })

  it('refuses rows too few for three parts', () => {
    const few = table().map((column) => ({ ...column, values: column.values.slice(0, 3) }) as ColumnValues)
    const result = prepare(few, { ...spec, split: { kind: 'random', settings: {} } })
    expect(result.prepared).toBeNull()
    expect(codesOf(result)).toContain('dataset/too-few-rows')
  })

  it('refuses a target with more classes than rows could teach', () => {
    const count = 3000
    const many = [
      words(
        'label',
        Array.from({ length: count }, (_, row) => `id ${row >> 1}`),
      ),
      numbers(
        'age',
        Array.from({ length: count }, (_, row) => row),
      ),
    ]
    const result = prepare(many, {
      ...spec,
      columns: spec.columns.slice(0, 3).filter(({ name }) => name !== '__proto__'),
      split: { kind: 'random', settings: {} },
    })
    expect(codesOf(result)).toContain('dataset/too-many-classes')
  })

  it('warns of a class that no training row has', () => {
    const result = prepare(table({ labels: (row) => (row >= 35 ? 'maybe' : (labels[row] as string)) }), spec)
    expect(result.prepared?.preparation.facts.classes).toEqual(['maybe', 'no', 'yes'])
    expect(result.problems).toMatchObject([{ code: 'dataset/unseen-class', severity: 'warning' }])
  })

  it('warns when the column of the split is also predicted from', () => {
    const used = {
      ...spec,
      columns: spec.columns.map((each) => (each.name === 'part' ? { ...each, role: 'feature' as const } : each)),
    }
    const columns = [...table().slice(0, 3), words('part', parts), words('part', parts)]
    expect(codesOf(prepare(columns, used))).toEqual(['split/column-is-used'])
  })

  it.each(['split/no-column', 'settings/unknown-name', 'split/unknown-kind'])('refuses a split with %s', (code) => {
    const split = {
      'split/no-column': { kind: 'given', settings: { column: 'gone' } },
      'settings/unknown-name': { kind: 'random', settings: { shares: 3 } },
      'split/unknown-kind': { kind: 'constructor', settings: {} },
    }[code]
    const result = prepare(table(), { ...spec, split: split ?? spec.split })
    expect(result.prepared).toBeNull()
    expect(codesOf(result)).toContain(code)
  })
})
