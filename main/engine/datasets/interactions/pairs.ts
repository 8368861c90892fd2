// What tasks of pairs of a user and an item share: their features, weights, and the codes of new pairs.
import type { InputBlock } from '../../workspace/prepared'
import type { FeatureMatrix, TaskRows } from './rows'
import type { Asked, Known } from './task'
import { codeBlock } from './vocabulary'

/** The features of the rows at `places`; no block when there are none. */
export function featureBlocks({ width, values }: FeatureMatrix, places: Int32Array): InputBlock[] {
  if (width === 0) return []
  const chosen = new Float32Array(places.length * width)
  for (let index = 0; index < places.length; index++) {
    const from = (places[index] as number) * width
    chosen.set(values.subarray(from, from + width), index * width)
  }
  return [{ name: 'features', shape: [width], kind: 'numbers', values: chosen }]
}

/** The weights of the rows at `places`, when a column has that role. */
export function weightsAt(rows: TaskRows, places: Int32Array): { weight?: Float32Array } {
  const weights = rows.numbers('weight')
  return weights === null ? {} : { weight: Float32Array.from(places, (place) => weights[place] as number) }
}

/** The codes of new pairs, one example a row, with the features where training had some. */
export function pairCodes(rows: TaskRows, known: Known): Asked {
  const blocks = (['user', 'item'] as const).map((role) =>
    codeBlock(role, known.sizeOf(role), codesFor(rows, role, known)),
  )
  const places = Int32Array.from(rows.row.keys())
  return {
    blocks: [...blocks, ...featureBlocks(rows.features, places)],
    keys: Array.from(rows.row, (row) => String(row)),
  }
}

/** Codes of the words of that role as training knew them; 0 for others and for missing ones. */
export function codesFor(
  rows: TaskRows,
  role: 'user' | 'item' | 'group',
  known: Known,
  list: string = role,
): Int32Array {
  const column = rows.words(role)
  if (column === null) return new Int32Array(rows.count)
  const codes = Int32Array.from(column.names, (name) => known.codeOf(list, name))
  return column.codes.map((code) => codes[code] ?? 0)
}
