import { describe, expect, it } from 'vitest'
import { applyPreparation, columnsToRead, prepare } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import type { PrepareSpec } from '../../shared/contract/worker'

const numbers = (name: string, values: number[]): ColumnValues => ({
  kind: 'numbers',
  name,
  values: Float64Array.from(values),
})
const words = (name: string, values: (string | null)[]): ColumnValues => ({ kind: 'words', name, values })

/** A table of 40 rows: 20 train, 10 validate, 10 test, as its column `part` says. */
const parts = Array.from({ length: 40 }, (_, row) => (row < 20 ? 'train' : row < 30 ? 'valid' : 'test'))
const ages = parts.map((_, row) => (row === 3 ? NaN : row))
const places = parts.map((_, row) => (row === 5 ? null : row % 3 === 0 ? 'x' : 'y'))
const labels = parts.map((_, row) => (row % 4 === 0 ? 'yes' : 'no'))

const spec: PrepareSpec = {
  table: 'hash',
  columns: [
    { name: 'age', type: 'number', role: 'feature' },
    { name: '__proto__', type: 'category', role: 'feature' },
    { name: 'label', type: 'boolean', role: 'target' },
    { name: 'part', type: 'category', role: 'ignore' },
  ],
  split: { kind: 'given', settings: { column: 'part' } },
}

function table(
  change: Partial<Record<'ages' | 'labels', (row: number) => number | string | null>> = {},
): ColumnValues[] {
  return [
    words(
      'label',
      change.labels === undefined ? labels : labels.map((_, row) => change.labels?.(row) as string | null),
    ),
    numbers('age', change.ages === undefined ? ages : ages.map((_, row) => change.ages?.(row) as number)),
    words('__proto__', places),
    words('part', parts),
  ]
}

const codesOf = (result: ReturnType<typeof prepare>) => result.problems.map(({ code }) => code)

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
    const columns = spec.columns.filter(({ name }) => name !== 'age').map((column) => (column.role === 'feature' ? { ...column, steps } : column))
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
    const rows = [numbers('label', ages.map((_, row) => row)), ...others]
    const result = prepare(rows, { ...spec, columns, sampling: { kind: 'over', seed: 1 } })
    expect(result.problems).toMatchObject([{ code: 'dataset/sampling-without-classes', severity: 'warning' }])
    expect(result.prepared?.part).toHaveLength(40)
  })
})

describe('target encoding in a table', () => {
  it('gives training rows codes by other folds, all other rows those by all training rows', () => {
    const steps = [{ step: 'targetEncode', settings: { folds: 4, smoothing: 'rows', rows: 0 } }]
    const columns = spec.columns.map((column) => (column.type === 'category' && column.role === 'feature' ? { ...column, steps } : column))
    const { features, preparation, row } = prepare(table(), { ...spec, columns }).prepared ?? {}
    expect(preparation?.facts.inputs).toEqual(['age', 'age (missing)', '__proto__ (target)'])
    const codes = [...(row ?? [])].map((_, at) => features?.[3 * at + 2] as number)
    // By hand: of the training rows 0, 3, ..., 18 with x (5 is missing), 0 and 12 are "yes"; with y 4, 8 and 16 of 12.
    const [x, y] = [Math.fround(2 / 7), Math.fround(3 / 12)]
    expect(codes.slice(20)).toEqual(places.slice(20).map((place) => (place === 'x' ? x : y)))
    expect(codes.slice(0, 20)).not.toContain(x)
    // A row that is missing alone is in no other fold: it gets the mean of these.
    const settings = { folds: 1, smoothing: 'rows', rows: 0 }
    const leaky = columns.map((column) => (column.name === '__proto__' ? { ...column, steps: [{ step: 'targetEncode', settings }] } : column))
    expect(prepare(table(), { ...spec, columns: leaky }).prepared?.features[2]).toBe(x)
  })
})

describe('applyPreparation', () => {
  const prepared = prepare(table(), spec).prepared
  const preparation = JSON.parse(JSON.stringify(prepared?.preparation)) as NonNullable<typeof prepared>['preparation']
  const rows = parts.map((_, row) => [places[row] ?? ' NA ', Number.isNaN(ages[row]) ? '?' : ` ${ages[row]}.0`])

  it('makes of texts what prepare made of the table, in another order of columns and after JSON', () => {
    const { features, problems } = applyPreparation(preparation, { columns: ['__proto__', 'age'], rows })
    expect(problems).toEqual([])
    expect(features).toEqual(prepared?.features)
  })

  it('refuses rows without a column that it needs', () => {
    const { features, problems } = applyPreparation(preparation, { columns: ['age'], rows: [['1']] })
    expect(features).toBeNull()
    expect(problems).toMatchObject([{ path: '__proto__', code: 'prediction/column-missing' }])
  })

  it('takes a column that is not there as missing when told so, but not all of them', () => {
    const lacking = applyPreparation(preparation, { columns: ['age'], rows: [['1']] }, 'fill')
    expect(lacking.problems).toMatchObject([{ path: '__proto__', code: 'prediction/column-filled', severity: 'warning' }])
    const [whole] = applyPreparation(preparation, { columns: ['age', '__proto__'], rows: [['1', null]] }).features ?? []
    expect(lacking.features?.[0]).toBe(whole)
    expect([...(lacking.features ?? [])].slice(1)).toEqual([0, 0, 0, 0, 1])
    const none = applyPreparation(preparation, { columns: ['other'], rows: [['1']] }, 'fill')
    expect(none.features).toBeNull()
    expect(none.problems.map(({ code }) => code)).toEqual(['prediction/column-missing', 'prediction/column-missing'])
  })

  it('counts words that training had not, and what is no date', () => {
    const days = parts.map((_, row) => `2024-01-${String(1 + (row % 20)).padStart(2, '0')}`)
    const columns = spec.columns.map((column) => (column.name === 'age' ? { ...column, type: 'date' as const } : column))
    const [label, , place, part] = table() as [ColumnValues, ColumnValues, ColumnValues, ColumnValues]
    const dated = prepare([label, words('age', days), place, part], { ...spec, columns }).prepared
    if (dated === null) throw new Error('not prepared')
    const rows = [
      ['2024-01-05', 'x'],
      ['soon', 'new'],
      [null, 'newer'],
    ]
    const { features, problems } = applyPreparation(dated.preparation, { columns: ['age', '__proto__'], rows })
    expect(features).toHaveLength(3 * dated.preparation.facts.width)
    expect(problems.map(({ path, code, severity }) => [path, code, severity])).toEqual([
      ['age', 'prediction/not-a-date', 'warning'],
      ['__proto__', 'prediction/unseen-word', 'warning'],
    ])
    expect(problems[1]?.message.en).toContain('"2"')
  })

  it('refuses missing values that no step fills', () => {
    const steps = [{ step: 'minMax', settings: {} }]
    const columns = spec.columns.map((column) => (column.name === 'age' ? { ...column, steps } : column))
    expect(codesOf(prepare(table(), { ...spec, columns }))).toEqual(['dataset/not-filled'])
    const whole = prepare(table({ ages: (row) => row }), { ...spec, columns }).prepared
    if (whole === null) throw new Error('not prepared')
    const applied = applyPreparation(whole.preparation, { columns: ['age', '__proto__'], rows: [[null, 'x']] })
    expect(applied).toMatchObject({ features: null, problems: [{ path: 'age', code: 'prediction/not-filled' }] })
  })

  it('warns of words among the numbers, and takes them as missing', () => {
    const strange = applyPreparation(preparation, { columns: ['age', '__proto__'], rows: [['old', 'x']] })
    expect(strange.problems).toMatchObject([{ code: 'prediction/not-a-number', severity: 'warning' }])
    expect(strange.features?.[1]).toBe(1)
  })
})
