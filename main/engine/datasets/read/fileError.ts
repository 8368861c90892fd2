// What the file system or DuckDB says about a file, in our own words.
import { AppError } from '../../../../shared/contract/errors'
import { workspaceError } from '../../workspace'
import { fileErrors } from '../errors'

/** What the file system or DuckDB said about a file, in our own words; other errors as they are. */
export function asFileError(error: unknown, name: string): unknown {
  if (error instanceof AppError) return error
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (isFull(error, code)) return workspaceError('workspace/disk-full', placeOf(error), error)
  if (code === 'ENOENT' || code === 'ENOTDIR') return fileErrors.missing(name, error)
  if (code === 'EISDIR') return fileErrors.folder(name)
  if (typeof code === 'string' && /^E[A-Z]+$/.test(code)) return fileErrors.unreadable(name, error)
  if (error instanceof Error && /No files found|Cannot open file/.test(error.message)) {
    return fileErrors.missing(name, error)
  }
  return error
}

/** DuckDB passes on what the system says in words only. */
function isFull(error: unknown, code: unknown): boolean {
  if (code === 'ENOSPC' || code === 'EDQUOT') return true
  return (
    error instanceof Error &&
    /No space left on device|Disk quota exceeded|not enough space on the disk/i.test(error.message)
  )
}

/** The file that could not be written, as the message names it. */
function placeOf(error: unknown): string {
  return (
    /"([^"]+)"|'([^']+)'/
      .exec(error instanceof Error ? error.message : '')
      ?.slice(1)
      .find(Boolean) ?? ''
  )
}
