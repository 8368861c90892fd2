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
  const [users, items] = [codesIn(prepared, 'user'), codesIn(prepared, 'item')]
  return { users, items, userCount: countIn(prepared, 'user'), itemCount: countIn(prepared, 'item') }
}

/** How many codes a block has, 0 among them. */
export const countIn = ({ blocks }: Prepared, name: string): number =>
  blocks?.find((block) => block.name === name)?.size ?? 1
