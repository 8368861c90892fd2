// The description in a .keras file, which is a zip: no other entry is unpacked.
import { buffer } from 'node:stream/consumers'
import { openPromise } from 'yauzl'
import { notReadable } from '../../architectures'
import { largestText, mostEntries, tooLarge } from './limits'

/** Throws `architecture/not-readable`; the library's own complaints go through. */
export async function configOfZip(file: string): Promise<string> {
  const zip = await openPromise(file, { autoClose: false })
  try {
    if (zip.entryCount > mostEntries) throw tooLarge()
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName !== 'config.json') continue
      // The library ends the stream with an error when more comes out than was announced.
      if (entry.uncompressedSize > largestText) throw tooLarge()
      return (await buffer(await zip.openReadStreamPromise(entry))).toString('utf8')
    }
    throw notReadable({ en: 'it is a zip without "config.json"', zh: '它是不含“config.json”的压缩包' })
  } finally {
    zip.close()
  }
}
