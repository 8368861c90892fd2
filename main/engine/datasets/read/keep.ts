// Puts a finished table in its place, under the name of its content.
import { createHash } from 'node:crypto'
import { createReadStream, existsSync, renameSync } from 'node:fs'
import { join } from 'node:path'
import { checkSignal } from './context'

/** Moves the file to `<hash>.parquet` of the folder, and gives the hash. Throws `task/cancelled`. */
export async function keep(
  part: string,
  { folder, signal }: { folder: string; signal?: AbortSignal },
): Promise<string> {
  const hash = await sha256Of(part)
  checkSignal(signal)
  const target = join(folder, `${hash}.parquet`)
  // Equal content is already there: then the old file stays, whoever may be reading it.
  if (!existsSync(target)) renameSync(part, target)
  return hash
}

async function sha256Of(file: string): Promise<string> {
  const hash = createHash('sha256')
  for await (const piece of createReadStream(file)) hash.update(piece as Buffer)
  return hash.digest('hex')
}
