// What of a .keras file is read, which is a zip: the description, the version, and the weights as a file of their own for the time of one call.
import { createWriteStream } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import { pipeline } from 'node:stream/promises'
import { openPromise } from 'yauzl'
import type { Entry, ZipFile } from 'yauzl'
import { notReadable } from '../../architectures'
import { largestText, largestWeights, mostEntries, tooLarge } from './limits'

export interface KerasZip {
  config: string
  /** Null where there is none. */
  metadata: string | null
  /** True where there are weights, and they are no larger than what is read of a file. */
  hasWeights: boolean
  /** Unpacks the weights into a new folder in `folder`, which is gone when `use` is done. */
  withWeights<T>(folder: string, use: (file: string) => Promise<T>, signal?: AbortSignal): Promise<T>
}

/** Opens the zip, works on it and closes it. Throws `architecture/not-readable`; the library's own complaints go through. */
export async function withZip<T>(file: string, work: (zip: KerasZip) => Promise<T>): Promise<T> {
  const zip = await openPromise(file, { autoClose: false })
  try {
    return await work(await contentOf(zip))
  } finally {
    zip.close()
  }
}

async function contentOf(zip: ZipFile): Promise<KerasZip> {
  if (zip.entryCount > mostEntries) throw tooLarge()
  const entries = new Map<string, Entry>()
  for await (const entry of zip.eachEntry()) entries.set(entry.fileName, entry)
  const [config, metadata] = [entries.get('config.json'), entries.get('metadata.json')]
  const weights = entries.get('model.weights.h5')
  if (config === undefined) throw notReadable(noConfig)
  return {
    config: await textOf(zip, config),
    metadata: metadata === undefined ? null : await textOf(zip, metadata),
    hasWeights: weights !== undefined && weights.uncompressedSize <= largestWeights,
    async withWeights(folder, use, signal) {
      const place = await mkdtemp(join(folder, 'weights-'))
      try {
        const unpacked = join(place, 'model.weights.h5')
        const stream = await zip.openReadStreamPromise(weights as Entry)
        await pipeline(stream, createWriteStream(unpacked), signal === undefined ? {} : { signal })
        return await use(unpacked)
      } finally {
        await rm(place, { recursive: true, force: true })
      }
    },
  }
}

/** The library ends the stream with an error when more comes out than was announced. */
async function textOf(zip: ZipFile, entry: Entry): Promise<string> {
  if (entry.uncompressedSize > largestText) throw tooLarge()
  return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8')
}

const noConfig = {
  en: 'it is a zip without "config.json"',
  zh: '它是不含“config.json”的压缩包',
}
