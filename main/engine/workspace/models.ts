// The kept model of a run: its graph, preparation and weights, and what it said of the test rows, in a folder of the run's own.
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { AppError } from '../../../shared/contract/errors'
import type { Graph, Preparation } from '../../../shared/records'
import { readArrays } from './arrayFile'
import { damaged, writeArrays } from './arrays'
import type { StoredArray } from './arrays'
import { wordArrays, wordsIn } from './words'
import type { WordList } from './words'

export interface KeptModel {
  schemaVersion: 1
  graph: Graph
  seed: number
  /** The epoch whose weights these are, from 1; 0 for the drawn ones. */
  keptEpoch: number
  preparation: Preparation
  /** Named `layer/weight`, row-major. */
  weights: { name: string; shape: number[]; values: Float32Array }[]
  /** The network's outputs for the test rows, in the order of the prepared arrays, row-major, before any scaling back. */
  testOutputs: Float32Array
  /** What the codes of its inputs stand for; none for a table. */
  words?: WordList[]
}

/** What stands before the arrays `testOutputs`, `weight0`, `weight1`, ... and those of the lists of words. */
export interface ModelHeader extends Omit<KeptModel, 'weights' | 'testOutputs' | 'words'> {
  weights: { name: string; shape: number[] }[]
}

/** The one file of a model folder. */
export const modelFile = (folder: string) => join(folder, 'model.nla')

/** Writes the model into `folder`, whole or not at all, in place of one that is there. */
export function writeModel(folder: string, model: KeptModel): void {
  const { weights, testOutputs, words = [], ...rest } = model
  const header: ModelHeader = { ...rest, weights: weights.map(({ name, shape }) => ({ name, shape })) }
  const arrays: Record<string, StoredArray> = { testOutputs, ...wordArrays(words) }
  for (const [index, weight] of weights.entries()) arrays[`weight${index}`] = weight.values
  writeArrays(modelFile(folder), header, arrays)
}

/** Reads the model of `folder`. Throws `run/no-model` when there is none, `workspace/damaged-file` when it is cut short. */
export function readModel(folder: string): KeptModel {
  const file = modelFile(folder)
  if (!existsSync(file)) throw noModel(folder)
  const { header, arrays } = readArrays<ModelHeader>(file)
  const weights = header.weights.map((weight, index) => {
    return { ...weight, values: arrays[`weight${index}`] as Float32Array }
  })
  const words = header.preparation.arrangement?.words.map((name) => wordsIn(arrays, name) ?? noWords(file))
  return {
    ...header,
    weights,
    testOutputs: arrays.testOutputs as Float32Array,
    ...(words === undefined ? {} : { words }),
  }
}

function noWords(file: string): never {
  throw damaged(file)
}

function noModel(folder: string): AppError {
  return new AppError({
    code: 'run/no-model',
    message: { en: `There is no kept model in "${folder}".`, zh: `“${folder}”中没有保留的模型。` },
    hint: { en: 'Train the run again to the end of an epoch.', zh: '请重新训练该运行，至少完成一轮。' },
    details: { folder },
  })
}
