// Prepared data as every later stage sees it: plain arrays in memory, one row a usable record, split into parts.
import type { BlockFacts, Preparation } from '../../../shared/records'
import { openArrays, readArrays } from './arrayFile'
import type { RowReader } from './arrayFile'
import { damaged, writeArrays } from './arrays'
import type { StoredArray } from './arrays'
import { wordArrays, wordsIn } from './words'
import type { WordList } from './words'

export interface Prepared {
  preparation: Preparation
  /** Row-major, rows x width. Empty where there are blocks. */
  features: Float32Array
  /** Class code, or the standardised value for regression; with several steps ahead row-major, rows x steps. */
  target: Float32Array
  /** 0 train, 1 validation, 2 test; see `parts` in the dataset record. */
  part: Uint8Array
  /** Index of the row in the imported table, from 0. */
  row: Int32Array
  /** How much each row counts in the loss; left out when all count the same. */
  weight?: Float32Array
  /**
   * 1 for training rows that are enough where every step of a history is learnt: their histories hold each item of training once.
   * Left out where rows have no histories.
   */
  window?: Uint8Array
  /** Targets beside the first, as `target`, in the order of `facts.alsoTargets`. */
  alsoTargets?: Float32Array[]
  /** Inputs by name, where rows are more than one table of numbers. */
  blocks?: InputBlock[]
  /** What the codes of the blocks stand for. */
  words?: WordList[]
}

/** Values of all rows, one row behind another: in memory, or read when they are asked for. */
export interface InputBlock extends BlockFacts {
  /** Int32Array for codes, Float32Array for numbers. */
  values: Float32Array | Int32Array | RowReader
}

export function writePrepared(file: string, prepared: Prepared): void {
  const { preparation, blocks = [], words = [], alsoTargets = [], ...arrays } = prepared
  const inMemory = blocks.map(({ name, values }) => {
    if ('read' in values) throw new Error(`the block "${name}" is not in memory`)
    return [blockArray(name), values] as const
  })
  const further = Object.fromEntries(alsoTargets.map((values, index) => [targetArray(index), values]))
  writeArrays(file, preparation, { ...arrays, ...further, ...Object.fromEntries(inMemory), ...wordArrays(words) })
}

/** Throws `workspace/damaged-file`. */
export function readPrepared(file: string): Prepared {
  const { header, arrays } = readArrays<Preparation>(file)
  const { features, target, part, row, weight, window } = arrays
  return {
    preparation: header,
    ...({ features, target, part, row } as Pick<Prepared, 'features' | 'target' | 'part' | 'row'>),
    ...(weight === undefined ? {} : { weight: weight as Float32Array }),
    ...(window === undefined ? {} : { window: window as Uint8Array }),
    ...furtherOf(header, (name) => valuesIn(arrays, name, file) as Float32Array),
    ...blocksOf(header, (name) => valuesIn(arrays, name, file)),
    ...listsOf(header, arrays, file),
  }
}

/** How the data were prepared, without the data. Throws `workspace/damaged-file`. */
export function readPreparation(file: string): Preparation {
  const { header, close } = openArrays<Preparation>(file)
  close()
  return header
}

/** Prepared data whose features or blocks stay in their file: `prepared` has no features. Throws `workspace/damaged-file`. */
export function openPrepared(file: string): { prepared: Prepared; features: RowReader; close(): void } {
  const { header, names, read, rows, close } = openArrays<Preparation>(file)
  const [target, part, row] = ['target', 'part', 'row'].map(read) as [Float32Array, Uint8Array, Int32Array]
  const lists = (header.arrangement?.words ?? []).flatMap((name) => [`words.${name}.bytes`, `words.${name}.ends`])
  const prepared: Prepared = {
    preparation: header,
    features: new Float32Array(0),
    ...{ target, part, row },
    ...(names.includes('weight') ? { weight: read('weight') as Float32Array } : {}),
    ...(names.includes('window') ? { window: read('window') as Uint8Array } : {}),
    ...furtherOf(header, (name) => read(name) as Float32Array),
    ...blocksOf(header, (name) => rows(name, part.length)),
    ...listsOf(header, Object.fromEntries(lists.map((name) => [name, read(name)])), file),
  }
  return { prepared, features: rows('features', part.length), close }
}

const targetArray = (index: number) => `alsoTarget.${index}`

function furtherOf(
  { alsoTargets }: Preparation,
  valuesOf: (array: string) => Float32Array,
): Pick<Prepared, 'alsoTargets'> | undefined {
  return alsoTargets && { alsoTargets: alsoTargets.map((_, index) => valuesOf(targetArray(index))) }
}

const blockArray = (name: string) => `block.${name}`

function blocksOf(
  { facts }: Preparation,
  valuesOf: (array: string) => InputBlock['values'],
): Pick<Prepared, 'blocks'> | undefined {
  if (facts.blocks === undefined) return undefined
  return { blocks: facts.blocks.map((block) => ({ ...block, values: valuesOf(blockArray(block.name)) })) }
}

function valuesIn(arrays: Record<string, StoredArray>, name: string, file: string): Float32Array | Int32Array {
  const values = arrays[name]
  if (values instanceof Float32Array || values instanceof Int32Array) return values
  throw damaged(file)
}

function listsOf(
  { arrangement }: Preparation,
  arrays: Record<string, StoredArray>,
  file: string,
): Pick<Prepared, 'words'> | undefined {
  if (arrangement === undefined) return undefined
  const words = arrangement.words.map((name) => wordsIn(arrays, name))
  if (words.includes(null)) throw damaged(file)
  return { words: words.filter((list) => list !== null) }
}
