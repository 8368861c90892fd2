// A stored preparation applied to new rows of text: as it was fitted, and what of the rows it cannot take.
import { describe, expect, it } from 'vitest'
import { applyPreparation, prepare } from '../../main/engine/datasets'
import type { ColumnValues } from '../../main/engine/datasets'
import { ages, codesOf, parts, places, spec, table, words } from './smallTable'

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
    expect(lacking.problems).toMatchObject([
      { path: '__proto__', code: 'prediction/column-filled', severity: 'warning' },
    ])
    const [whole] = applyPreparation(preparation, { columns: ['age', '__proto__'], rows: [['1', null]] }).features ?? []
    expect(lacking.features?.[0]).toBe(whole)
    expect([...(lacking.features ?? [])].slice(1)).toEqual([0, 0, 0, 0, 1])
    const none = applyPreparation(preparation, { columns: ['other'], rows: [['1']] }, 'fill')
    expect(none.features).toBeNull()
    expect(none.problems.map(({ code }) => code)).toEqual(['prediction/column-missing', 'prediction/column-missing'])
  })

  it('counts words that training had not, and what is no date', () => {
    const days = parts.map((_, row) => `2024-01-${String(1 + (row % 20)).padStart(2, '0')}`)
    const columns = spec.columns.map((column) =>
      column.name === 'age' ? { ...column, type: 'date' as const } : column,
    )
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
