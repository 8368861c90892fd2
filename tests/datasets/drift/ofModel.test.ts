// What a model alone can say of a table: by what its steps have learnt. Expected values by hand.
import { describe, expect, it } from 'vitest'
import { findModelDrift } from '../../../main/engine/datasets'
import type { ColumnValues } from '../../../main/engine/datasets'
import type { Preparation } from '../../../shared/records'

const preparation: Preparation = {
  schemaVersion: 1,
  facts: {
    ...{ goal: 'regression', width: 3, inputs: ['age', 'city=Rome', 'city=Oslo'], classes: [], droppedRows: 0 },
    counts: { train: 80, validation: 10, test: 10 },
  },
  steps: [
    { step: 'impute', column: 'age', settings: {}, learnt: { fill: 30, flag: false } },
    { step: 'standardise', column: 'age', settings: {}, learnt: { mean: 30, deviation: 10 } },
    { step: 'encode', column: 'city', settings: {}, learnt: { words: ['Rome', 'Oslo'], missing: false, other: true } },
    { step: 'dateParts', column: 'day', settings: {}, learnt: { parts: [], means: [], deviations: [], cyclic: true } },
  ],
  target: { column: 'y', goal: 'regression', classes: [], mean: 0, deviation: 1 },
}

async function look(table: Record<string, (string | null)[]>, types: Record<string, string> = {}) {
  const now = Object.keys(table).map((name) => ({ name, type: (types[name] ?? 'category') as 'category' }))
  const report = await findModelDrift(
    preparation,
    now,
    async (wanted) => wanted.map(({ name }): ColumnValues => ({ kind: 'words', name, values: table[name] ?? [] })),
    () => undefined,
  )
  return { ...report, codes: report.findings.map(({ code, severity, column }) => [code, severity, column]) }
}
const numbers = { age: 'number', day: 'date' }
const alike = { age: ['20', '40', null], city: ['Rome', 'Oslo', null], day: ['2024-01-01', '2024-01-02', null] }

describe('drift by a model', () => {
  it('finds nothing in a table that is like its own, nor in further columns', async () => {
    const report = await look({ ...alike, more: ['1', '2', '3'] }, numbers)
    expect(report.codes).toEqual([])
    expect(report).toMatchObject({ rows: { before: 80, now: 3 }, training: true, columns: [] })
  })

  it('names columns that lack, and such as cannot be read', async () => {
    expect((await look({ age: ['old', 'new'], city: ['Rome', 'Oslo'] })).codes).toEqual([
      ['drift/missing-column', 'error', 'day'],
      ['drift/type-changed', 'error', 'age'],
    ])
    const { rows, codes } = await look({ other: ['a', 'b'] })
    expect([rows.now, codes.length]).toEqual([2, 3])
  })

  it('counts words that were not learnt, and what is no number or date', async () => {
    const { findings, codes } = await look(
      { age: ['30', 'x', '30'], city: ['Rome', 'Kyiv', 'Kyiv'], day: ['2024-01-01', 'soon', null] },
      numbers,
    )
    expect(codes).toEqual([
      ['drift/not-learnt', 'warning', 'age'],
      ['drift/not-learnt', 'warning', 'city'],
      ['drift/not-learnt', 'warning', 'day'],
    ])
    expect(findings[1]?.message.en).toBe(
      '"city" has 1 values that the model has not learnt: "Kyiv", in "2 (67 %)" rows.',
    )
    expect(findings[0]?.message.zh).toContain('不是数值')
  })

  it.each([
    [['34', '34'], []],
    [['36', '36'], ['note']],
    [['10', '15'], ['warning']],
  ])('a mean of %j is %j away from 30', async (age, severities) => {
    const { findings } = await look({ ...alike, age }, numbers)
    expect(findings.map(({ severity }) => severity)).toEqual(severities)
    for (const { code } of findings) expect(code).toBe('drift/mean-shifted')
  })
})
