// Reads a model file of Keras or TensorFlow.js into a graph: the description in it alone, whatever else it holds is not touched.
import { open } from 'node:fs/promises'
import { AppError } from '../../../../shared/contract/errors'
import type { Text } from '../../../../shared/fields'
import type { Graph } from '../../../../shared/records'
import { check, listedParameters, notReadable, readForeign } from '../../architectures'
import { configOfHdf5 } from './hdf5'
import { configOfZip } from './zip'
import { tooLarge, largestText } from './limits'

/**
 * The graph of a file: Keras's JSON, `.keras` (zip), `.h5` (HDF5), or the `model.json` of TensorFlow.js, known by how it
 * begins. Throws `architecture/not-readable`.
 */
export async function readModelFile(file: string): Promise<{ graph: Graph; said: Text[] }> {
  const json = parsed(await textOf(file))
  const { graph, said } = readForeign(json)
  const [listed, counted] = [listedParameters(json), check(graph).parameters]
  return { graph, said: listed === null || listed === counted ? said : [...said, otherCount(listed, counted)] }
}

async function textOf(file: string): Promise<string> {
  const handle = await open(file).catch((error: unknown) => {
    throw notReadable({ en: `it cannot be opened (${String(error)})`, zh: `无法打开（${String(error)}）` })
  })
  try {
    const stat = await handle.stat()
    if (!stat.isFile()) throw notReadable({ en: 'it is no file', zh: '它不是文件' })
    const start = Buffer.alloc(8)
    await handle.read(start, 0, 8, 0)
    if (start.toString('latin1').startsWith('PK')) return await configOfZip(file)
    if (start.toString('latin1') === '\x89HDF\r\n\x1a\n') return await configOfHdf5(file)
    if (stat.size > largestText) throw tooLarge()
    return await handle.readFile('utf8')
  } catch (error) {
    if (error instanceof AppError) throw error
    // What the libraries complain of is a damaged file.
    throw notReadable({ en: `it is damaged (${String(error)})`, zh: `文件已损坏（${String(error)}）` })
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

const otherCount = (listed: number, counted: number): Text => ({
  en: `The file lists "${listed}" weights, the network has "${counted}" parameters.`,
  zh: `文件列出“${listed}”个权重，而网络有“${counted}”个参数。`,
})
