// Split tables for tests of the leakage checks, with everything that a test does not care about filled in.
import { leakChecks } from '../../../main/engine/datasets'
import type { ColumnValues, LeakCheck, LeakInput } from '../../../main/engine/datasets'
import { finished, partOf } from '../../../main/engine/datasets/pieces'

export function look(name: keyof typeof leakChecks, input: LeakInput) {
  return found(leakChecks[name], input)
}

/** What a check finds, be it at once or in pieces. */
export function found(check: LeakCheck, input: LeakInput) {
  return finished(partOf(check.find(input), 0, 1))
}

export function numbers(name: string, values: readonly number[]) {
  return { kind: 'numbers', name, values: Float64Array.from(values) } satisfies ColumnValues
}
export function words(name: string, values: readonly (string | null)[]) {
  return { kind: 'words', name, values: [...values] } satisfies ColumnValues
}
export const owner = (column: string, values: readonly (string | null)[], sure = true) => ({
  column,
  values: [...values],
  sure,
})
export const times = (column: string, values: readonly number[], sure = true) => ({
  column,
  values: Float64Array.from(values),
  dates: false,
  sure,
})

/** Two classes by their codes. */
export const targetOf = (codes: readonly number[]) =>
  ({ column: 'y', goal: 'binary', classes: ['no', 'yes'], values: Float64Array.from(codes) }) as const

/** Rows numbered from 100, so that a place is told from a row. `part` by code; two classes that alternate. */
export function inputOf(part: readonly number[], some: Partial<LeakInput> = {}): LeakInput {
  return {
    rows: Int32Array.from(part, (_, place) => 100 + place),
    part: Uint8Array.from(part),
    target: targetOf(part.map((_, place) => place % 2)),
    features: [],
    split: { kind: 'random', settings: {} },
    time: null,
    user: null,
    item: null,
    group: null,
    steps: [],
    preparation: [],
    ...some,
  }
}
