// What differs between two tables, in findings. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { driftChecks, findDrift } from '../../../main/engine/datasets'
import type { ColumnValues } from '../../../main/engine/datasets'
import type { PrepareSpec } from '../../../shared/contract/worker'
import type { DriftReport } from '../../../shared/records'

const count = 200
const rows = Array.from({ length: count }, (_, row) => row)
const numbers = (name: string, values: number[]): ColumnValues => ({
  kind: 'numbers',
  name,
  values: Float64Array.from(values),
})
const words = (name: string, values: (string | null)[]): ColumnValues => ({ kind: 'words', name, values })

const spec: PrepareSpec = {
  table: 'hash',
  columns: [
    { name: 'y', type: 'boolean', role: 'target' },
    { name: 'age', type: 'number', role: 'feature' },
    { name: 'city', type: 'category', role: 'feature' },
    { name: 'day', type: 'date', role: 'time' },
    { name: 'note', type: 'text', role: 'ignore' },
  ],
  split: { kind: 'rows', settings: { testRows: '160-179', validationRows: '180-199' } },
}
const day = (row: number) => `2024-01-${String(1 + (row % 28)).padStart(2, '0')}`
/** The rows from 160 on, which do not train, have ages of a thousand. */
const before = [
  words('y', rows.map((row) => (row % 2 === 0 ? 'no' : 'yes'))), // prettier-ignore
  numbers('age', rows.map((row) => (row < 160 ? row % 40 : 1000))), // prettier-ignore
  words('city', rows.map((row) => ['Rome', 'Oslo', 'Lima', 'Bern'][row % 4] ?? '')), // prettier-ignore
  words('day', rows.map(day)),
]
const typesOf = (columns: ColumnValues[]) =>
  columns.map(({ name }) => ({ name, type: spec.columns.find((one) => one.name === name)?.type ?? ('text' as const) }))

async function compare(
  now: ColumnValues[],
  more: { types?: ReturnType<typeof typesOf>; spec?: PrepareSpec } = {},
): Promise<DriftReport> {
  const tables = { before, now }
  const used = more.spec ?? spec
  return findDrift(
    used,
    more.types ?? typesOf(now),
    async (table, wanted) =>
      wanted.map(({ name }) => tables[table].find((column) => column.name === name) as ColumnValues),
    () => undefined,
  )
}
const without = (name: string, ...more: ColumnValues[]) => [...before.filter((column) => column.name !== name), ...more]
const codes = ({ findings }: DriftReport) => findings.map(({ code, severity, column }) => [code, severity, column])

/** What trained, once more. */
const same = before.map((column) =>
  column.kind === 'words'
    ? { ...column, values: column.values.slice(0, 160) }
    : { ...column, values: column.values.slice(0, 160) },
)

describe('findDrift', () => {
  it('has nothing to say of the training rows themselves, and compares with no others', async () => {
    const report = await compare(same)
    expect(report).toMatchObject({ rows: { before: 160, now: 160 }, training: true, findings: [] })
    expect(report.columns.map(({ column, psi }) => [column, psi])).toEqual([
      ['y', 0],
      ['age', 0],
      ['city', 0],
      ['day', null],
    ])
    expect(report.columns[1]?.range).toEqual({
      before: { min: 0, median: 19, max: 39 },
      now: { min: 0, median: 19, max: 39 },
      dates: false,
    })
  })

  it('names columns that are gone, new, or of another type', async () => {
    const age = words('age', rows.map(() => 'old')) // prettier-ignore
    const now = [...without('age', age, words('extra', rows.map(String)))].filter(({ name }) => name !== 'city')
    const types = typesOf(now).map((one) => (one.name === 'age' ? { ...one, type: 'category' as const } : one))
    expect(codes(await compare(now, { types })).slice(0, 2)).toEqual([
      ['drift/missing-column', 'error', 'city'],
      ['drift/type-changed', 'error', 'age'],
    ])
    expect(codes(await compare(now, { types }))).toContainEqual(['drift/new-columns', 'note', 'extra'])
    expect(codes(await compare(without('y')))[0]).toBeDefined()
    expect(codes(await compare(without('y')))).toContainEqual(['drift/missing-column', 'note', 'y'])
  })

  it('says of many columns that are gone at once, and cuts very long names', async () => {
    const long = 'x'.repeat(300)
    const many = Array.from({ length: 40 }, (_, index) => ({ name: `${long} ${index}`, type: 'number', role: 'feature' }) as const) // prettier-ignore
    const report = await compare(same, { spec: { ...spec, columns: [...spec.columns, ...many] } })
    expect(codes(report)).toEqual([['drift/missing-column', 'error', `${long} 0`]])
    const [{ message } = { message: { en: '', zh: '' } }] = report.findings
    expect(message.en).toContain('…: 40 that training uses')
    expect(message.en.length).toBeLessThan(600)
    expect(message.zh).toContain('共 40 列')
  })

  it('names numbers outside the range: a note, from one in a hundred on a warning', async () => {
    const ages = (strange: number) => numbers('age', rows.map((row) => (row < strange ? 41 : row % 40))) // prettier-ignore
    expect(codes(await compare(without('age', ages(1))))).toEqual([['drift/outside-range', 'note', 'age']])
    const [found] = (await compare(without('age', ages(2)))).findings
    expect(found).toMatchObject({ code: 'drift/outside-range', severity: 'warning' })
    expect(found?.message.en).toContain('"2 (1 %)" values of "age" are outside 0 to 39')
  })

  it('takes later dates of the column of time as a note', async () => {
    const later = words('day', rows.map((row) => day(row).replace('2024', '2025'))) // prettier-ignore
    const report = await compare(without('day', later))
    expect(codes(report)).toContainEqual(['drift/outside-range', 'note', 'day'])
    expect(report.findings.find(({ column }) => column === 'day')?.message.en).toContain('2024-01-01 to 2024-01-28')
  })

  it('names new categories, and another mix of them', async () => {
    const city = words('city', rows.map((row) => (row % 4 === 0 ? 'Kyiv' : 'Rome'))) // prettier-ignore
    const report = await compare(without('city', city))
    expect(codes(report).filter(([, , column]) => column === 'city')).toEqual([
      ['drift/new-values', 'warning', 'city'],
      ['drift/distribution', 'warning', 'city'],
    ])
    const measured = report.columns.find(({ column }) => column === 'city')
    expect(measured).toMatchObject({ severity: 'warning', test: { kind: 'chiSquare' } })
    expect(measured?.shares.at(-1)).toEqual({ label: '', before: 0, now: 0.25 })
  })

  it('names another distribution of numbers in the same range, and not one of a few rows', async () => {
    const low = numbers('age', rows.map((row) => row % 20)) // prettier-ignore
    const report = await compare(without('age', low))
    expect(codes(report)).toEqual([['drift/distribution', 'warning', 'age']])
    // Half of the values lie in each half of the range before, all in the lower one now: D = 0.5.
    expect(report.columns.find(({ column }) => column === 'age')?.test).toMatchObject({ kind: 'ks', statistic: 0.5 })
    const few = same.map((column) => ({ ...column, values: column.values.slice(0, 12) }) as ColumnValues)
    expect(codes(await compare(few))).toEqual([])
  })

  it('names values that are missing more often, or for the first time', async () => {
    const some = (every: number) => words('city', same[2]?.values.length ? rows.slice(0, 160).map((row) => (row % every === 0 ? null : ((before[2] as { values: string[] }).values[row] ?? null))) : []) // prettier-ignore
    const now = (every: number) => [...same.filter(({ name }) => name !== 'city'), some(every)]
    expect(codes(await compare(now(100)))).toEqual([['drift/more-missing', 'note', 'city']])
    expect(codes(await compare(now(4)))[0]).toEqual(['drift/more-missing', 'warning', 'city'])
  })

  it('compares with all rows where the table cannot be split', async () => {
    const report = await compare(same, { spec: { ...spec, split: { kind: 'grouped', settings: { column: 'gone' } } } })
    expect(report).toMatchObject({ rows: { before: 200 }, training: false })
  })

  it('says everything in both languages', async () => {
    const age = words('age', rows.map(() => 'old')) // prettier-ignore
    const now = [...without('age', age, words('extra', rows.map(String)))].filter(({ name }) => name !== 'city')
    const { findings } = await compare(now, {
      types: typesOf(now).map((one) => (one.name === 'age' ? { ...one, type: 'category' as const } : one)),
    })
    for (const { message, hint } of findings)
      for (const text of [message, hint]) expect(text.en && text.zh).toBeTruthy()
  })
})

it('each check has a name, a label and a summary in both languages', () => {
  for (const [name, check] of Object.entries(driftChecks)) {
    expect(check.name).toBe(name)
    for (const text of [check.label, check.summary]) expect(text.en && text.zh).toBeTruthy()
  }
})
