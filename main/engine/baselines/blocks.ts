// Blocks of prepared data as plain arrays.
import { codesIn, floatsIn } from '../datasets'
import type { Prepared } from '../workspace/prepared'

export interface Numbers {
  /** Row-major. */
  values: Float32Array
  /** Numbers a row. */
  window: number
}

export function numbersIn(prepared: Prepared, name: string): Numbers {
  const values = floatsIn(prepared, name)
  return { values, window: values.length / Math.max(1, prepared.part.length) }
}

/** Codes of users and items of each row, and how many codes there are of each, 0 (unknown) among them. */
export interface Pairs {
  users: Int32Array
  items: Int32Array
  userCount: number
  itemCount: number
}

export function pairsIn(prepared: Prepared): Pairs {
  const sizeOf = (name: string) => prepared.blocks?.find((block) => block.name === name)?.size ?? 1
  const [users, items] = [codesIn(prepared, 'user'), codesIn(prepared, 'item')]
  return { users, items, userCount: sizeOf('user'), itemCount: sizeOf('item') }
}
