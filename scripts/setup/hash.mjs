// SHA-256 of files and of values.
import { createHash } from 'node:crypto'
import { createReadStream } from 'node:fs'
import { pipeline } from 'node:stream/promises'
import { SetupError } from './setupError.mjs'

export async function fileHash(file) {
  const hash = createHash('sha256')
  await pipeline(createReadStream(file, { highWaterMark: 1 << 20 }), hash)
  return hash.digest('hex')
}

/** A short key for a recipe: changes when anything in it does. */
export const keyOf = (value) => createHash('sha256').update(JSON.stringify(value)).digest('hex').slice(0, 12)

/** Throws unless the downloaded `file` is the pinned one. */
export async function verifyDownload(file, sha256, what) {
  const found = await fileHash(file)
  if (found === sha256) return
  throw new SetupError(
    `${what} is not the file that was expected (SHA-256 ${found.slice(0, 12)}..., expected ${sha256.slice(0, 12)}...): ` +
      'it was damaged on the way, or the registry hands out another one.',
    'run the command again; when the message comes again, ask whoever runs your package registry.',
  )
}
