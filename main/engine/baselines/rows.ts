// Rows of prepared data as baselines read them.
import { partCodes } from '../datasets'
import { rowsIn } from '../training'
import type { Prepared } from '../workspace/prepared'

export const rowsOf = ({ part }: Prepared, name: keyof typeof partCodes): Int32Array => rowsIn(part, partCodes[name])

/** At most so many of them, evenly chosen. */
export function evenly(rows: Int32Array, most: number): Int32Array {
  if (rows.length <= most) return rows
  return Int32Array.from({ length: most }, (_, at) => rows[Math.floor((at * rows.length) / most)] as number)
}

/** Steps ahead that are predicted of a row. */
export const stepsOf = ({ target, part }: Prepared): number => Math.max(1, target.length / Math.max(1, part.length))

/** Numbers a row in the table of features; 0 where rows are blocks. */
export const widthOf = ({ features, part, blocks }: Prepared): number =>
  blocks === undefined ? features.length / Math.max(1, part.length) : 0
