// Prepared data as every later stage sees it: plain arrays in memory, one row a usable record, split into parts.
import type { Preparation } from '../../../shared/records'
import { openArrays, readArrays } from './arrayFile'
import type { RowReader } from './arrayFile'
import { writeArrays } from './arrays'

export interface Prepared {
  preparation: Preparation
  /** Row-major, rows x width. */
  features: Float32Array
  /** Class code, or the standardised value for regression. */
  target: Float32Array
  /** 0 train, 1 validation, 2 test; see `parts` in the dataset record. */
  part: Uint8Array
  /** Index of the row in the imported table, from 0. */
  row: Int32Array
}

export function writePrepared(file: string, prepared: Prepared): void {
  const { preparation, ...arrays } = prepared
  writeArrays(file, preparation, arrays)
}

export function readPrepared(file: string): Prepared {
  const { header, arrays } = readArrays<Preparation>(file)
  return { preparation: header, ...arrays } as unknown as Prepared
}

/** How the data were prepared, without the data. Throws `workspace/damaged-file`. */
export function readPreparation(file: string): Preparation {
  const { header, close } = openArrays<Preparation>(file)
  close()
  return header
}

/** Prepared data whose features stay in their file: `prepared` has none. Throws `workspace/damaged-file`. */
export function openPrepared(file: string): { prepared: Prepared; features: RowReader; close(): void } {
  const { header, read, rows, close } = openArrays<Preparation>(file)
  const [target, part, row] = ['target', 'part', 'row'].map(read) as [Float32Array, Uint8Array, Int32Array]
  const prepared = { preparation: header, features: new Float32Array(0), target, part, row }
  return { prepared, features: rows('features', target.length), close }
}
