// Checks that the model file of a bundle is a model of ours: plain arrays of the announced shapes under a sound header.
import { AppError } from '../../../../shared/contract/errors'
import { sizeOf } from '../../architectures'
import { decodeArrays, wordsIn } from '../../workspace'
import { bundleError } from './failures'
import { checked, modelHeaderSchema } from './schemas'

/** Throws `bundle/bad-record`. */
export function checkModel(bytes: Buffer, path: string): void {
  const { header, arrays } = decoded(bytes, path)
  const { weights, preparation } = checked(modelHeaderSchema, header, path)
  const floats = ['testOutputs', ...weights.map((_, index) => `weight${index}`)]
  const lists = preparation.arrangement?.words ?? []
  const isSound =
    Object.keys(arrays).length === floats.length + 2 * lists.length &&
    floats.every((name) => arrays[name] instanceof Float32Array) &&
    lists.every((name) => wordsIn(arrays, name) !== null)
  if (!isSound) throw bundleError('bundle/bad-record', `"${path}": not the arrays that its header names`)
  for (const [index, { name, shape }] of weights.entries()) {
    if (arrays[`weight${index}`]?.length !== sizeOf(shape)) {
      throw bundleError('bundle/bad-record', `"${path}": "${name}" is not of the shape ${shape.join(' x ')}`)
    }
  }
}

function decoded(bytes: Buffer, path: string): ReturnType<typeof decodeArrays<unknown>> {
  try {
    return decodeArrays<unknown>(bytes, path)
  } catch (error) {
    if (error instanceof AppError) throw bundleError('bundle/bad-record', `"${path}": ${error.text.en}`, error)
    throw error
  }
}
