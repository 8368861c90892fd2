// Rows to be split for tests, with everything that a test does not care about filled in.
import { assignParts, completeSplit } from '../../../main/engine/datasets'
import type { SplitColumn, SplitInput } from '../../../main/engine/datasets'
import type { Settings } from '../../../shared/fields'

interface Some {
  strata?: number[]
  classes?: boolean
  rows?: number[]
  total?: number
  words?: Record<string, (string | null)[]>
  times?: Record<string, number[]>
}

/** `count` rows; `words` and `times` by the name of the field that names the column, which is called like it. */
export function inputOf(count: number, some: Some = {}): SplitInput {
  const words = Object.entries(some.words ?? {}).map(([name, values]) => [name, { as: 'words', name, values }] as const)
  const times = Object.entries(some.times ?? {}).map(
    ([name, values]) => [name, { as: 'times', name, values: Float64Array.from(values) }] as const,
  )
  return {
    count,
    strata: Int32Array.from(some.strata ?? new Array<number>(count).fill(0)),
    classes: some.classes ?? true,
    rows: Int32Array.from(some.rows ?? Array.from({ length: count }, (_, row) => row)),
    total: some.total ?? count,
    columns: new Map<string, SplitColumn>([...words, ...times]),
  }
}

export function assign(kind: string, input: SplitInput, settings: Settings = {}) {
  const { part, problems } = assignParts(input, completeSplit({ kind, settings }))
  return { part: [...part], problems, codes: problems.map(({ code }) => code) }
}

export function countOf(part: readonly number[], code: number): number {
  return part.filter((value) => value === code).length
}

/** Numbers from 0 to `count - 1`. */
export function range(count: number): number[] {
  return Array.from({ length: count }, (_, index) => index)
}
