// Some rows of prepared data where there are more than can be played with, of each part its share.
import { createRandom, shuffle } from '../../../../shared/numbers/random'
import { parts } from '../../../../shared/records'
import type { Prepared } from '../../workspace/prepared'

/** At most `most` rows, in the order of the table, at least one of each part that has some; the same for the same seed. */
export function someRows(prepared: Prepared, most: number, seed: number): Prepared {
  const count = prepared.part.length
  if (count <= most) return prepared
  const random = createRandom(seed)
  const chosen = parts.flatMap((_, code) => {
    const rows = shuffle(rowsInPart(prepared.part, code), random)
    return rows.slice(0, Math.max(1, Math.floor((rows.length * most) / count)))
  })
  return rowsOf(prepared, Int32Array.from(chosen).sort())
}

function rowsInPart(part: Uint8Array, code: number): number[] {
  const rows: number[] = []
  part.forEach((one, row) => one === code && rows.push(row))
  return rows
}

function rowsOf(prepared: Prepared, rows: Int32Array): Prepared {
  const { preparation, features, target, part, row, weight } = prepared
  const { width } = preparation.facts
  const chosen = new Float32Array(rows.length * width)
  rows.forEach((from, to) => chosen.set(features.subarray(from * width, (from + 1) * width), to * width))
  return {
    preparation,
    features: chosen,
    target: Float32Array.from(rows, (from) => target[from] as number),
    part: Uint8Array.from(rows, (from) => part[from] as number),
    row: Int32Array.from(rows, (from) => row[from] as number),
    ...(weight === undefined ? {} : { weight: Float32Array.from(rows, (from) => weight[from] as number) }),
  }
}
