import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { importTable, inspect, readRows } from '../../main/engine/datasets/read'
import { toWire } from '../../shared/contract/errors'
import { withConnection } from '../../main/engine/datasets/read/connection'
import { asFileError } from '../../main/engine/datasets/read/fileError'
import { codeOf, fixtures, ReadingRoom } from './reading'

const room = new ReadingRoom()
afterAll(() => room.dispose())

/** Files that are no table, by the code that says so. */
const bad: Record<string, [code: string, path: () => string]> = {
  'an empty file': ['dataset/empty-file', () => room.write('empty.csv', '')],
  'a header only': ['dataset/no-rows', () => room.write('header.csv', 'a,b,c\n')],
  'blank lines only': ['dataset/no-rows', () => room.write('blank.csv', '\n\n\n')],
  'rows without any value': ['dataset/no-rows', () => room.write('values.csv', 'a,b\n,NA\n?,\n')],
  // The first rows say that a backslash escapes a quote; far below a doubled quote and a line break follow each other.
  'a file that changes its rules': [
    'dataset/unaccounted-rows',
    () => room.write('rules.csv', `a,b\n"x\\"y",1\n${'1,2\n'.repeat(60_000)}"x""\n",2\n`),
  ],
  'a folder': [
    'dataset/is-a-folder',
    () => mkdirSync(join(room.folder, 'folder.csv'), { recursive: true }) ?? join(room.folder, 'folder.csv'),
  ],
  'a missing file': ['dataset/file-missing', () => join(room.folder, 'gone.csv')],
  'a path through a file': ['dataset/file-missing', () => join(room.write('flat.csv', 'a,b\n1,2\n'), 'inner.csv')],
  'a pipe': ['dataset/unreadable', () => pipe()],
  'a picture': [
    'dataset/not-a-table',
    () => room.write('picture.csv', Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex')),
  ],
  'a spreadsheet': ['dataset/not-a-table', () => room.write('sheet.csv', Buffer.from('504b0304140006000800', 'hex'))],
  'binary data': [
    'dataset/not-a-table',
    () =>
      room.write(
        'noise.csv',
        Uint8Array.from({ length: 9000 }, (_, i) => (i * 7919) % 251),
      ),
  ],
  'a web page': ['dataset/not-a-table', () => room.write('page.csv', '<!DOCTYPE html>\n<p>Not found</p>\n')],
  'what stands in for a file': [
    'dataset/not-a-table',
    () => room.write('lfs.csv', 'version https://git-lfs.github.com/spec/v1\noid sha256:12\nsize 99\n'),
  ],
  'text in UTF-32': [
    'dataset/not-a-table',
    () => room.write('utf32.csv', Buffer.from('fffe0000610000000a000000', 'hex')),
  ],
  'a Parquet file': ['dataset/not-a-table', () => room.write('table.csv', 'PAR1 and so on')],
}

function pipe(): string {
  const path = join(room.folder, 'pipe.csv')
  rmSync(path, { force: true })
  execFileSync('mkfifo', [path])
  return path
}

describe('bad input', () => {
  it.each(Object.entries(bad))('%s is refused by importing and by inspecting', async (_name, [code, path]) => {
    expect(await codeOf(room.import(path()))).toBe(code)
    // A look at the first rows cannot know what comes far below.
    if (code !== 'dataset/unaccounted-rows') expect(await codeOf(inspect(path(), room))).toBe(code)
  })

  it('leaves nothing half-made behind', () => {
    expect(room.left()).toEqual([])
  })

  it('names the file and what to do, in both languages', async () => {
    const error = await room.import(join(room.folder, 'gone.csv')).catch((thrown: unknown) => thrown)
    expect(error).toMatchObject({
      message: expect.stringContaining('"gone.csv"'),
      text: { zh: expect.stringContaining('gone.csv') },
    })
  })

  it.each(Object.entries(bad))('%s is told without a word of English in Chinese', async (_name, [, path]) => {
    const error = await room.import(path()).catch((thrown: unknown) => thrown)
    const { message, hint } = toWire(error)
    // Names of files and of formats are the same in both.
    const words = `${message.zh}${hint.zh}`.replace(/“[^”]*”|CSV|PNG|zip|Parquet|Git LFS|UTF-32/g, '')
    expect(words).not.toMatch(/[A-Za-z]{2,}/)
  })

  it('says that a table is gone when its file was removed', async () => {
    const { table } = await room.import(join(fixtures, 'csv/csv-spectrum/csvs/simple.csv'))
    rmSync(room.file(table))
    expect(await codeOf(readRows(room.file(table), 0, 10, room))).toBe('dataset/file-missing')
  })
})

describe('a disk that is full', () => {
  const said: Record<string, Error> = {
    DuckDB: new Error('IO Error: Could not write file "/w/csv.parquet": No space left on device'),
    'the system': Object.assign(new Error("ENOSPC: no space left on device, write '/w/csv.parquet'"), {
      code: 'ENOSPC',
    }),
  }

  it.each(Object.entries(said))('is told in words when %s says so', (_who, error) => {
    expect(asFileError(error, 'a.csv')).toMatchObject({
      code: 'workspace/disk-full',
      message: expect.stringContaining('/w/csv.parquet'),
    })
  })

  it.skipIf(!existsSync('/dev/full'))('is said by DuckDB in the words that are looked for', async () => {
    const fill = withConnection(room, (connection) =>
      connection.run(`COPY (SELECT range FROM range(1000000)) TO '/dev/full' (FORMAT csv)`),
    )
    await expect(fill.catch((error: unknown) => Promise.reject(asFileError(error, 'a.csv')))).rejects.toMatchObject({
      code: 'workspace/disk-full',
    })
  })
})

describe('cancelling an import', () => {
  const text = `a,b,c\n${Array.from({ length: 200_000 }, (_, row) => `${row},${row % 13},w${row % 5}`).join('\n')}\n`

  // A column of dates is told by all of its values, so that such a table is written apart from being read.
  const dated = text.replace('a,b,c', 'a,b,d').replaceAll(/w(\d)/g, '2024/01/0$1')

  it.each(['read', 'write', 'profile'])('while it is at "%s" ends it and leaves nothing behind', async (when) => {
    const stop = new AbortController()
    const stages = new Set<string>()
    const importing = importTable({
      path: room.write('cancel.csv', when === 'write' ? dated.replaceAll('/00', '/09') : text),
      folder: room.tables,
      temporaryFolder: room.temporaryFolder,
      reshape: null,
      signal: stop.signal,
      progress: (stage) => {
        stages.add(stage)
        if (stage === when) stop.abort()
      },
    })
    expect(await codeOf(importing)).toBe('task/cancelled')
    expect(stages).toContain(when)
    expect(room.left()).toEqual([])
  })

  it('interrupts only its own query: another import goes on', async () => {
    const stop = new AbortController()
    const path = room.write('both.csv', text)
    const other = room.import(path)
    const cancelled = importTable({
      path,
      folder: join(room.folder, 'other'),
      temporaryFolder: room.temporaryFolder,
      reshape: null,
      signal: stop.signal,
      progress: () => stop.abort(),
    })
    expect(await codeOf(cancelled)).toBe('task/cancelled')
    expect((await other).account.rows).toBe(200_000)
  })
})
