// Which training rows count how much: row weights, balanced classes, codes by other folds. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { columnsToRead, prepare } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import { ages, codesOf, numbers, parts, places, spec, table } from './smallTable'

describe('row weights', () => {
  const columns = [...spec.columns, { name: 'w', type: 'number' as const, role: 'weight' as const }]
  const weighted = (weights: number[]) => {
    const [label, age, place, part] = table() as [ColumnValues, ColumnValues, ColumnValues, ColumnValues]
    return prepare([label, age, place, numbers('w', weights), part], { ...spec, columns })
  }

  it('are those of the training rows; others count the same', () => {
    expect(columnsToRead({ ...spec, columns })[3]).toEqual({ name: 'w', kind: 'numbers' })
    const { prepared, problems } = weighted(parts.map((_, row) => (row < 20 ? row / 4 : NaN)))
    expect(problems).toEqual([])
    expect([...(prepared?.weight ?? [])]).toEqual(parts.map((_, row) => (row < 20 ? row / 4 : 1)))
    expect(prepare(table(), spec).prepared).not.toHaveProperty('weight')
  })

  it.each([NaN, -1, Infinity, 1e39])('refuse %d in a training row', (bad) => {
    const result = weighted(parts.map((_, row) => (row === 4 || row === 7 ? bad : 1)))
    expect(result.prepared).toBeNull()
    expect(result.problems).toMatchObject([{ path: 'w', code: 'dataset/bad-weights', severity: 'error' }])
    expect(result.problems[0]?.message.en).toContain('"2" training rows, the first being row "5"')
  })

  it('refuse weights that are all 0', () => {
    expect(codesOf(weighted(parts.map((_, row) => (row < 20 ? 0 : 1))))).toEqual(['dataset/no-weight'])
  })
})

describe('balanced classes', () => {
  const sampled = (kind: 'over' | 'under', seed = 1) => prepare(table(), { ...spec, sampling: { kind, seed } })
  const ofTraining = ({ prepared }: ReturnType<typeof prepare>, label: number) =>
    [...(prepared?.row ?? [])].filter((_, at) => prepared?.part[at] === 0 && prepared.target[at] === label)

  it('repeat training rows of the rarer class, each as often as any other but for one', () => {
    // Of the 20 training rows 5 are "yes": 10 more make 15 of each.
    const result = sampled('over')
    expect(result.problems).toMatchObject([{ code: 'dataset/rows-repeated', severity: 'note' }])
    expect(result.problems[0]?.message.en).toContain('"10" training rows')
    expect(result.prepared?.preparation.facts.counts).toEqual({ train: 30, validation: 10, test: 10 })
    const yes = ofTraining(result, 1)
    expect(yes.sort((a, b) => a - b)).toEqual([0, 0, 0, 4, 4, 4, 8, 8, 8, 12, 12, 12, 16, 16, 16])
    expect(new Set(ofTraining(result, 0)).size).toBe(15)
  })

  it('leave out training rows of the frequent class, the same ones for the same seed', () => {
    const result = sampled('under')
    expect(result.problems).toMatchObject([{ code: 'dataset/rows-left-out', severity: 'note' }])
    expect(ofTraining(result, 1)).toEqual([0, 4, 8, 12, 16])
    const no = ofTraining(result, 0)
    expect([no.length, new Set(no).size]).toEqual([5, 5])
    expect(ofTraining(sampled('under'), 0)).toEqual(no)
    expect(ofTraining(sampled('under', 2), 0)).not.toEqual(no)
  })

  it('leave what is learnt and all other rows as they are', () => {
    const [plain, over] = [prepare(table(), spec).prepared, sampled('over').prepared]
    expect(over?.preparation.steps).toEqual(plain?.preparation.steps)
    expect(over?.features.subarray(0, 40 * 6)).toEqual(plain?.features)
    const last = over?.row[49] ?? -1
    expect(over?.features.subarray(49 * 6)).toEqual(plain?.features.subarray(last * 6, last * 6 + 6))
  })

  it('warn when a number is to be predicted', () => {
    const columns = spec.columns.map((each) => (each.name === 'label' ? { ...each, type: 'number' as const } : each))
    const [, ...others] = table()
    const rows = [
      numbers(
        'label',
        ages.map((_, row) => row),
      ),
      ...others,
    ]
    const result = prepare(rows, { ...spec, columns, sampling: { kind: 'over', seed: 1 } })
    expect(result.problems).toMatchObject([{ code: 'dataset/sampling-without-classes', severity: 'warning' }])
    expect(result.prepared?.part).toHaveLength(40)
  })
})

describe('target encoding in a table', () => {
  it('gives training rows codes by other folds, all other rows those by all training rows', () => {
    const steps = [{ step: 'targetEncode', settings: { folds: 4, smoothing: 'rows', rows: 0 } }]
    const columns = spec.columns.map((column) =>
      column.type === 'category' && column.role === 'feature' ? { ...column, steps } : column,
    )
    const { features, preparation, row } = prepare(table(), { ...spec, columns }).prepared ?? {}
    expect(preparation?.facts.inputs).toEqual(['age', 'age (missing)', '__proto__ (target)'])
    const codes = [...(row ?? [])].map((_, at) => features?.[3 * at + 2] as number)
    // By hand: of the training rows 0, 3, ..., 18 with x (5 is missing), 0 and 12 are "yes"; with y 4, 8 and 16 of 12.
    const [x, y] = [Math.fround(2 / 7), Math.fround(3 / 12)]
    expect(codes.slice(20)).toEqual(places.slice(20).map((place) => (place === 'x' ? x : y)))
    expect(codes.slice(0, 20)).not.toContain(x)
    // A row that is missing alone is in no other fold: it gets the mean of these.
    const settings = { folds: 1, smoothing: 'rows', rows: 0 }
    const leaky = columns.map((column) =>
      column.name === '__proto__' ? { ...column, steps: [{ step: 'targetEncode', settings }] } : column,
    )
    expect(prepare(table(), { ...spec, columns: leaky }).prepared?.features[2]).toBe(x)
  })
})
