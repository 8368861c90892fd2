// Reads a model file of Keras or TensorFlow.js into a graph, and keeps its weights where a place for them is given.
import { open } from 'node:fs/promises'
import { AppError } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields'
import type { FoundModel, Graph } from '../../../../shared/records'
import { check, listedParameters, notReadable, readForeign } from '../../architectures'
import type { FileWeights, ForeignModel } from '../../architectures'
import { configOf, withHdf5 } from './hdf5'
import { weightsOfH5, weightsOfKeras } from './hdf5Weights'
import { keepWeights } from './keepWeights'
import type { Keeping, KeptWeights } from './keepWeights'
import { largestText, tooLarge } from './limits'
import { weightsOfTfjs } from './tfjsWeights'
import { withZip } from './zip'

export interface ReadModel {
  graph: Graph
  found: FoundModel
  said: Text[]
  /** Null for a file without weights that fit, and where they were not asked for. */
  weights: KeptWeights | null
}

/**
 * The model of a file: Keras's JSON, `.keras` (zip), `.h5` (HDF5), or the `model.json` of TensorFlow.js, known by how it
 * begins. With `keeping` the weights in it, or beside it, are kept. Throws `architecture/not-readable`, and
 * `workspace/disk-full` or `workspace/not-writable` where weights cannot be kept.
 */
export async function readModelFile(file: string, keeping: Keeping | null = null): Promise<ReadModel> {
  try {
    const start = await startOf(file)
    if (start.startsWith('PK')) return await ofZip(file, keeping)
    if (start === '\x89HDF\r\n\x1a\n') return await ofHdf5(file, keeping)
    return await ofJson(file, keeping)
  } catch (error) {
    if (error instanceof AppError) throw error
    // The call stack is used up.
    if (error instanceof RangeError)
      throw notReadable({ en: 'its parts lie too deep in one another', zh: '其嵌套过深' })
    // What the libraries complain of is a damaged file.
    throw notReadable({ en: `it is damaged (${String(error)})`, zh: `文件已损坏（${String(error)}）` })
  }
}

/** A `.keras` file. */
function ofZip(file: string, keeping: Keeping | null): Promise<ReadModel> {
  return withZip(file, (zip) => {
    const json = parsed(zip.config)
    const model = readForeign(json, versionIn(zip.metadata))
    if (keeping === null || !zip.hasWeights) return closed(model, null, keeping)
    keeping.progress('unpack', 0, null)
    return zip.withWeights(
      keeping.temporaryFolder,
      (weights) => withHdf5(weights, (root) => closed(model, weightsOfKeras(root, json), keeping)),
      keeping.signal,
    )
  })
}

function ofHdf5(file: string, keeping: Keeping | null): Promise<ReadModel> {
  return withHdf5(file, (root) => {
    const { text, version } = configOf(root)
    return closed(readForeign(parsed(text), version), keeping && weightsOfH5(root), keeping)
  })
}

/** Keras's JSON, or the `model.json` of TensorFlow.js with its weights beside it. */
async function ofJson(file: string, keeping: Keeping | null): Promise<ReadModel> {
  const json = parsed(await textOf(file))
  const model = readForeign(json)
  const [listed, counted] = [listedParameters(json), check(model.graph).parameters]
  const said = listed === null || listed === counted ? [] : [otherCount(listed, counted)]
  const beside = keeping && (await weightsOfTfjs(file, json))
  const gone = beside !== null && 'missing' in beside ? [noShard(beside.missing)] : []
  const weights = beside !== null && 'weights' in beside ? beside.weights : null
  return closed({ ...model, said: [...model.said, ...said, ...gone] }, weights, keeping)
}

/** Keeps the weights, and says what there is. */
async function closed(model: ForeignModel, weights: FileWeights | null, keeping: Keeping | null): Promise<ReadModel> {
  const { graph, unknown, said } = model
  const { kept, missing } =
    weights === null || keeping === null ? { kept: null, missing: null } : await keepWeights(model, weights, keeping)
  const { parameters } = check(graph)
  const found = { layers: graph.layers.length, parameters, unknown, withoutWeights: missing }
  return { graph, found, said, weights: kept }
}

async function startOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: unknown) => {
    throw notReadable({ en: `it cannot be opened (${String(error)})`, zh: `无法打开（${String(error)}）` })
  })
  try {
    if (!(await handle.stat()).isFile()) throw notReadable({ en: 'it is no file', zh: '它不是文件' })
    const start = Buffer.alloc(8)
    await handle.read(start, 0, 8, 0)
    return start.toString('latin1')
  } finally {
    await handle.close()
  }
}

async function textOf(file: string): Promise<string> {
  const handle = await open(file)
  try {
    if ((await handle.stat()).size > largestText) throw tooLarge()
    return await handle.readFile('utf8')
  } finally {
    await handle.close()
  }
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text.replace(/^\uFEFF/, ''))
  } catch {
    throw notReadable({ en: 'it is no JSON, no .keras and no .h5 file', zh: '它不是 JSON、.keras 或 .h5 文件' })
  }
}

/** The version of Keras, where the note about the file says it. */
function versionIn(metadata: string | null): string | undefined {
  if (metadata === null) return undefined
  const said = parsed(metadata) as { keras_version?: unknown } | null
  return typeof said?.keras_version === 'string' ? said.keras_version : undefined
}

const otherCount = (listed: number, counted: number): Text => ({
  en: `The file lists "${listed}" weights, the network has "${counted}" parameters.`,
  zh: `文件列出“${listed}”个权重，而网络有“${counted}”个参数。`,
})
const noShard = (path: string): Text => ({
  en: `The file of weights "${path}" is not beside it, is too short, or lies elsewhere; the weights were left out.`,
  zh: `权重文件“${path}”不在其旁、过短或位于别处，未读取权重。`,
})
