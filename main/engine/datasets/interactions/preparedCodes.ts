// Prepared blocks as plain arrays, wherever they lie.
import type { InputBlock, Prepared } from '../../workspace/prepared'
import { rowNumbers } from './rows'

export function blockOf({ blocks }: Prepared, name: string): InputBlock | undefined {
  return blocks?.find((block) => block.name === name)
}

/** All values of a block of codes, empty when there is none of that name. */
export const codesIn = (prepared: Prepared, name: string): Int32Array => valuesOf(prepared, name) as Int32Array

/** The same of a block of numbers. */
export const floatsIn = (prepared: Prepared, name: string): Float32Array => valuesOf(prepared, name) as Float32Array

function valuesOf(prepared: Prepared, name: string): Int32Array | Float32Array {
  const values = blockOf(prepared, name)?.values ?? new Int32Array(0)
  return ('read' in values ? values.read(rowNumbers(values.rows)) : values) as Int32Array | Float32Array
}
