import { describe, expect, it } from 'vitest'
import { assignParts, completeSplit, defaultSplit, partCodes, splitKinds } from '../../../main/engine/datasets'
import type { SplitInput } from '../../../main/engine/datasets'
import type { Settings } from '../../../shared/fields'
import { inputOf } from './input'

/** 1000 rows, of which each tenth is of class 1. */
const input = inputOf(1000, { strata: Array.from({ length: 1000 }, (_, row) => (row % 10 === 0 ? 1 : 0)) })

function assign(kind: string, settings: Settings = {}, of: SplitInput = input) {
  return assignParts(of, completeSplit({ kind, settings }))
}

function countOf(part: Uint8Array, code: number, keep: (row: number) => boolean = () => true): number {
  return [...part].filter((value, row) => value === code && keep(row)).length
}

describe.each(['random', 'stratified'] as const)('split %s', (kind) => {
  it('gives each part its share: of 1000 rows 200 test, of the other 800 160 validate', () => {
    const { part, problems } = assign(kind)
    expect(problems).toEqual([])
    expect([0, 1, 2].map((code) => countOf(part, code))).toEqual([640, 160, 200])
  })

  it('is the same for the same seed and another for another seed', () => {
    expect(assign(kind, { seed: 5 }).part).toEqual(assign(kind, { seed: 5 }).part)
    expect(assign(kind, { seed: 5 }).part).not.toEqual(assign(kind, { seed: 6 }).part)
  })

  it('does not move test rows when only the validation share changes', () => {
    const tests = (share: number) => [...assign(kind, { validationShare: share }).part].map((code) => code === 2)
    expect(tests(0.1)).toEqual(tests(0.5))
  })

  it('names a share that is out of range', () => {
    expect(assign(kind, { testShare: 1.5 }).problems).toMatchObject([
      { path: 'split.testShare', code: 'settings/bad-value' },
    ])
  })
})

describe('split stratified', () => {
  it('gives every part exactly a tenth of the rare class', () => {
    const { part } = assign('stratified')
    expect([0, 1, 2].map((code) => countOf(part, code, (row) => row % 10 === 0))).toEqual([64, 16, 20])
  })

  it('keeps the sum right when the strata are too small to be cut evenly', () => {
    const strata = Array.from({ length: 90 }, (_, row) => Math.floor(row / 3))
    const { part } = assign('stratified', { testShare: 0.2 }, inputOf(90, { strata }))
    expect(countOf(part, partCodes.test)).toBe(18)
  })

  it('does not overflow on a million rows', () => {
    const count = 1_000_000
    const { part } = assign('stratified', {}, inputOf(count))
    expect(countOf(part, partCodes.test)).toBe(200_000)
  })
})

describe('split given', () => {
  const words = ['train', 'Validation', 'test', 'valid', 'val', 'DEV', ' test ', 'training']
  const of = inputOf(words.length, { words: { column: words } })

  it('reads the words of the column in any case', () => {
    const { part, problems } = assign('given', { column: 'part' }, of)
    expect(problems).toEqual([])
    expect([...part]).toEqual([0, 1, 2, 1, 1, 1, 2, 0])
  })

  it('carves validation rows out of the training rows, stratified by class, when the column has none', () => {
    const two = input.strata.map((_, row) => (row % 5 === 0 ? 2 : 0))
    const column = [...two].map((code) => (code === 2 ? 'test' : 'train'))
    const given = inputOf(1000, { strata: [...input.strata], words: { column } })
    const { part } = assign('given', { column: 'part', validationShare: 0.25 }, given)
    // Of 1000 rows 200 test, all of the rare class's 100 among them: 800 train, 200 of them validate.
    expect([0, 1, 2].map((code) => countOf(part, code))).toEqual([600, 200, 200])
    expect([...part.keys()].filter((row) => part[row] === 2)).toEqual([...two.keys()].filter((row) => row % 5 === 0))
  })

  it('refuses a word that names no part', () => {
    const strange = assign(
      'given',
      { column: 'part' },
      inputOf(words.length, { words: { column: words.with(3, 'holiday') } }),
    )
    expect(strange.problems).toMatchObject([{ code: 'split/unknown-part' }])
    expect(strange.problems[0]?.message.en).toContain('"holiday"')
  })
})

describe('the registry of splits', () => {
  it('calls each kind by its own name and accepts its defaults', () => {
    for (const [name, kind] of Object.entries(splitKinds)) {
      expect(kind.name).toBe(name)
      expect(kind.label.en && kind.label.zh && kind.summary.en && kind.summary.zh).toBeTruthy()
    }
    expect(defaultSplit()).toEqual({ kind: 'stratified', settings: { testShare: 0.2, validationShare: 0.2, seed: 1 } })
  })

  it.each(['thirds', '__proto__', 'constructor'])('refuses the unknown kind %s', (kind) => {
    expect(assign(kind).problems).toMatchObject([{ code: 'split/unknown-kind' }])
  })
})
