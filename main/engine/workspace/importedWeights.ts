// Weights that came with an architecture out of a foreign file: an array file of the workspace, named by its content.
import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { AppError } from '../../../shared/contract/errors'
import { readArrays } from './arrayFile'
import { writeArrays } from './arrays'

/** A weight named `layer/weight`, row-major. */
export interface NamedWeight {
  name: string
  shape: number[]
  values: Float32Array
}

interface Header {
  schemaVersion: 1
  weights: { name: string; shape: number[] }[]
}

/** The hash of what the weights are called, how they are shaped, and their numbers. */
export function hashOfWeights(weights: readonly NamedWeight[]): string {
  const hash = createHash('sha256')
  for (const { name, shape, values } of weights) {
    hash.update(JSON.stringify([name, shape]))
    hash.update(new Uint8Array(values.buffer, values.byteOffset, values.byteLength))
  }
  return hash.digest('hex')
}

/** Writes them whole or not at all. Throws `workspace/disk-full`, `workspace/not-writable`. */
export function writeWeights(file: string, weights: readonly NamedWeight[]): void {
  const header: Header = { schemaVersion: 1, weights: weights.map(({ name, shape }) => ({ name, shape })) }
  writeArrays(file, header, Object.fromEntries(weights.map(({ values }, index) => [`weight${index}`, values])))
}

/** Throws `architecture/no-weights` where the file is gone, `workspace/damaged-file` where it is cut short. */
export function readWeights(file: string): NamedWeight[] {
  if (!existsSync(file)) throw noWeights(file)
  const { header, arrays } = readArrays<Header>(file)
  return header.weights.map((weight, index) => ({ ...weight, values: arrays[`weight${index}`] as Float32Array }))
}

export function noWeights(file: string): AppError {
  return new AppError({
    code: 'architecture/no-weights',
    message: { en: `The imported weights "${file}" are not there.`, zh: `导入的权重“${file}”不存在。` },
    hint: { en: 'Import the model again, or begin with drawn weights.', zh: '请重新导入该模型，或使用随机初始权重。' },
    details: { file },
  })
}
