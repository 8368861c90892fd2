// Importing for tests: files written into a folder that is removed afterwards, read with the real DuckDB.
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { closeTables, importTable, readRows } from '../../main/engine/datasets/read'
import { AppError } from '../../shared/contract/errors'

export const fixtures = fileURLToPath(new URL('../fixtures', import.meta.url))
export const resources = fileURLToPath(new URL('../../resources', import.meta.url))

export class ReadingRoom {
  readonly folder = mkdtempSync(join(tmpdir(), 'netloom-reading-'))
  readonly tables = join(this.folder, 'tables')
  readonly temporaryFolder = join(this.folder, 'temporary')

  write(name: string, content: string | Uint8Array): string {
    const path = join(this.folder, name)
    writeFileSync(path, content)
    return path
  }

  import(path: string, reshape: string | null = null) {
    return importTable({ path, folder: this.tables, temporaryFolder: this.temporaryFolder, reshape })
  }

  file(table: string): string {
    return join(this.tables, `${table}.parquet`)
  }

  rows(table: string, offset = 0, limit = 1000) {
    return readRows(this.file(table), offset, limit, { temporaryFolder: this.temporaryFolder })
  }

  /** Names of what lies in the folders of tables and of temporary files. */
  left(): string[] {
    return [this.tables, this.temporaryFolder].flatMap((folder) => readdirSync(folder))
  }

  async dispose(): Promise<void> {
    await closeTables()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** The code of the AppError that a promise is rejected with; fails when it is not. */
export async function codeOf(promise: Promise<unknown>): Promise<string> {
  try {
    await promise
  } catch (error) {
    if (error instanceof AppError) return error.code
    throw error
  }
  throw new Error('expected an error, but there was none')
}
