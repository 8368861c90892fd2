// Tables for tests of tasks: columns by role, prepared as the worker prepares what it read.
import type { Role, Split, Task } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'
import type { PrepareSpec } from '../../../shared/contract/worker'
import { finished, preparingOf } from '../../../main/engine/datasets'
import type { ColumnValues } from '../../../main/engine/datasets'
import { unpackWords } from '../../../main/engine/workspace'
import type { Prepared } from '../../../main/engine/workspace'

export interface TestColumn {
  role: Role
  values: (string | null)[] | number[]
}

export interface TestTable {
  task: Task
  settings?: Settings
  split: Split
  columns: Record<string, TestColumn>
}

/** By a column `part` with train, valid and test. */
export const given: Split = { kind: 'given', settings: { column: 'part' } }
export const leaveLastOut: Split = { kind: 'leaveLastOut', settings: {} }

export function specFor({ task, settings = {}, split, columns }: TestTable): PrepareSpec {
  const typed = Object.entries(columns).map(([name, { role, values }]) => {
    const type = typeof values[0] === 'number' ? ('number' as const) : ('category' as const)
    return { name, role, type }
  })
  return { table: 'hash', columns: typed, split, task: { task, settings } }
}

/** Reads the columns that preparing asks for, as the worker does, and prepares them. */
export function prepareTable(table: TestTable) {
  const preparing = preparingOf(specFor(table))
  if (preparing.check().some(({ severity }) => severity === 'error')) {
    return { prepared: null, problems: preparing.check() }
  }
  const read = preparing.columns().map(({ name, kind }): ColumnValues => {
    const values = table.columns[name]?.values ?? []
    if (kind === 'words') return { kind, name, values: values.map((value) => (value === null ? null : String(value))) }
    return { kind, name, values: Float64Array.from(values.map((value) => (value === null ? NaN : Number(value)))) }
  })
  return finished(preparing.prepare(read))
}

/** The prepared arrays; fails with the problems when there are none. */
export function preparedOf(table: TestTable): Prepared {
  const { prepared, problems } = prepareTable(table)
  if (prepared === null) throw new Error(problems.map(({ message }) => message.en).join(' '))
  return prepared
}

export const codesIn = (problems: readonly { code: string }[]) => problems.map(({ code }) => code)

/** The values of a block, a list for each example. */
export function rowsOf(prepared: Prepared, name: string): number[][] {
  const block = prepared.blocks?.find((one) => one.name === name)
  if (block === undefined || 'read' in block.values) throw new Error(`no block ${name}`)
  const { values, shape } = block
  const size = shape.reduce((product, axis) => product * axis, 1)
  return Array.from(prepared.part, (_, row) => [...values.subarray(row * size, (row + 1) * size)])
}

/** The word of each code, '' for 0. */
export function wordsOf(prepared: Prepared, name: string): string[] {
  const list = prepared.words?.find((one) => one.name === name)
  return ['', ...(list === undefined ? [] : unpackWords(list))]
}
