// Puts a finished table in its place, under the name of its content.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { checkSignal } from './context'

/** Moves the file to `<hash>.parquet` of the folder, and gives the hash. Throws `task/cancelled`. */
export function keep(part: string, hash: string, { folder, signal }: { folder: string; signal?: AbortSignal }): string {
  checkSignal(signal)
  const target = join(folder, `${hash}.parquet`)
  // Equal content is already there: then the old file stays, whoever may be reading it.
  if (!existsSync(target)) renameSync(part, target)
  return hash
}

/** In hexadecimal digits. */
export async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file, { highWaterMark: 1 << 20 })) hash.update(piece as Buffer)
  return hash.digest('hex')
}
