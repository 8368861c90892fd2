// Opening a workspace: what is made, what is refused and in which words, and that a refusal leaves nothing behind.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { openWorkspace, storageError, writeWhole } from '../../main/engine/workspace'
import { Database } from '../../main/engine/workspace/database'
import { codeOf, opened, sampleDataset, temporaryFolder, tickingClock } from './sample'

const refusalOf = (folder: string) => codeOf(() => openWorkspace(folder, tickingClock()))

describe('opening', () => {
  test('makes a missing folder with its parents, and opens it again with what was saved', () => {
    const folder = join(temporaryFolder(), 'a', 'my work')
    const first = openWorkspace(folder, tickingClock())
    first.datasets.save(sampleDataset())
    expect(first.describe()).toEqual({ folder, name: 'my work', schemaVersion: 5 })
    first.dispose()
    expect(opened(folder).datasets.list()).toEqual([sampleDataset()])
  })

  test('takes a folder with nothing but what file managers leave', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, '.DS_Store'), 'x')
    expect(opened(folder).datasets.list()).toEqual([])
  })

  test('a closed workspace keeps no lock, no temporary folder, and all records in the one database file', () => {
    const folder = temporaryFolder()
    const workspace = openWorkspace(folder, tickingClock())
    workspace.datasets.save(sampleDataset())
    writeFileSync(join(workspace.paths.temporary, 'half'), 'x')
    workspace.dispose()
    workspace.dispose()
    expect(readdirSync(join(folder, 'owners'))).toEqual([])
    expect(readdirSync(join(folder, 'temporary'))).toEqual([])
    const copy = join(temporaryFolder(), 'copy.db')
    writeFileSync(copy, readFileSync(join(folder, 'netloom.db')))
    const database = new Database(copy)
    onTestFinished(() => database.dispose())
    expect(database.all('SELECT id FROM datasets').length).toBe(1)
  })

  test('sweeps the temporary folders of programs that are gone, not those of one that lives', () => {
    const folder = temporaryFolder()
    const living = opened(folder)
    writeFileSync(join(living.paths.temporary, 'part'), 'x')
    mkdirSync(join(folder, 'temporary', 'gone'))
    const second = opened(folder)
    expect(existsSync(join(folder, 'temporary', 'gone'))).toBe(false)
    expect(existsSync(join(living.paths.temporary, 'part'))).toBe(true)
    expect(second.paths.temporary).not.toBe(living.paths.temporary)
  })

  test('a folder left by a program killed while making it is opened', () => {
    const begun = temporaryFolder()
    writeFileSync(join(begun, 'netloom.json.1234.part'), '')
    expect(opened(begun).runs.list()).toEqual([])
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'netloom.json'), '{"netloom":"workspace"}\n')
    mkdirSync(join(folder, 'tables'))
    expect(opened(folder).runs.list()).toEqual([])
  })
})

describe('refusals', () => {
  test('a folder of other things is left alone', () => {
    const folder = temporaryFolder()
    writeFileSync(join(folder, 'thesis.txt'), 'x')
    expect(refusalOf(folder)).toBe('workspace/not-a-workspace')
    expect(readdirSync(folder)).toEqual(['thesis.txt'])
  })

  test('a file, and a folder below a file', () => {
    const file = join(temporaryFolder(), 'file')
    writeFileSync(file, 'x')
    expect(refusalOf(file)).toBe('workspace/is-a-file')
    expect(refusalOf(join(file, 'below'))).toBe('workspace/is-a-file')
  })

  test('a newer version, whose file stays as it is', () => {
    const folder = temporaryFolder()
    openWorkspace(folder, tickingClock()).dispose()
    const database = new Database(join(folder, 'netloom.db'))
    database.exec('PRAGMA user_version = 99')
    database.dispose()
    expect(refusalOf(folder)).toBe('workspace/newer-version')
    expect(readdirSync(join(folder, 'owners'))).toEqual([])
    const again = new Database(join(folder, 'netloom.db'))
    onTestFinished(() => again.dispose())
    expect(again.get('PRAGMA user_version')).toEqual({ user_version: 99 })
  })

  test('a database that is none, is of another program, or is gone or empty while its tables are here', () => {
    const garbage = temporaryFolder()
    writeFileSync(join(garbage, 'netloom.db'), 'this is no database '.repeat(100))
    expect(refusalOf(garbage)).toBe('workspace/damaged')

    const foreign = temporaryFolder()
    const database = new Database(join(foreign, 'netloom.db'))
    database.exec('CREATE TABLE recipes (id); PRAGMA user_version = 1')
    database.dispose()
    expect(refusalOf(foreign)).toBe('workspace/damaged')

    const lost = temporaryFolder()
    openWorkspace(lost, tickingClock()).dispose()
    writeFileSync(join(lost, 'tables', 'x.parquet'), 'x')
    for (const name of readdirSync(lost)) if (name.startsWith('netloom.db')) rmSync(join(lost, name))
    expect(refusalOf(lost)).toBe('workspace/damaged')
    writeFileSync(join(lost, 'netloom.db'), '')
    expect(refusalOf(lost)).toBe('workspace/damaged')
  })

  test('records damaged in the middle of the file are told as such by every way of reading', () => {
    const file = join(temporaryFolder(), 'x.db')
    const whole = new Database(file)
    whole.exec('CREATE TABLE t (id INTEGER PRIMARY KEY, x)')
    for (let index = 0; index < 500; index++) whole.run('INSERT INTO t (x) VALUES (?)', 'x'.repeat(200))
    whole.dispose()
    const bytes = readFileSync(file)
    writeFileSync(file, bytes.fill(7, 3 * 4096, 11 * 4096))
    const damaged = new Database(file)
    onTestFinished(() => damaged.dispose())
    expect(codeOf(() => damaged.all('SELECT * FROM t'))).toBe('workspace/damaged')
    expect(codeOf(() => damaged.get('SELECT * FROM t WHERE id = 100'))).toBe('workspace/damaged')
    expect(codeOf(() => damaged.run('UPDATE t SET x = 1'))).toBe('workspace/damaged')
  })

  test('a folder that may not be written, with nothing made in it', () => {
    const above = temporaryFolder()
    chmodSync(above, 0o555)
    onTestFinished(() => chmodSync(above, 0o755))
    // The superuser may write anywhere, so the test steps down to another user while it opens.
    const isSuperuser = process.getuid?.() === 0
    if (isSuperuser) process.seteuid?.(65534)
    onTestFinished(() => {
      if (isSuperuser) process.seteuid?.(0)
    })
    const code = refusalOf(join(above, 'new'))
    if (isSuperuser) process.seteuid?.(0)
    expect(code).toBe('workspace/not-writable')
    expect(readdirSync(above)).toEqual([])
  })

  // Node's own recursive mkdir never comes back from there.
  test.skipIf(!existsSync('/proc/self'))('a place where the system makes no folders', () => {
    expect(refusalOf('/proc/netloom')).toBe('workspace/not-writable')
    expect(refusalOf('/proc/netloom/below')).toBe('workspace/not-writable')
  })

  test('a name that is no plain name becomes no path', () => {
    const { paths } = opened(temporaryFolder())
    for (const name of ['../x', 'a/b', '', '.', 'C:', 'a\0b', 'A']) {
      expect(codeOf(() => paths.tableFile(name))).toBe('workspace/unsafe-name')
      expect(codeOf(() => paths.modelFolder(name))).toBe('workspace/unsafe-name')
    }
  })
})

describe('a full disk', () => {
  test('of the database is told apart, and what was stored stays', () => {
    const database = new Database(join(temporaryFolder(), 'x.db'))
    onTestFinished(() => database.dispose())
    database.exec('CREATE TABLE t (x); PRAGMA max_page_count = 10')
    database.run('INSERT INTO t VALUES (?)', 'kept')
    const fill = () => {
      for (let index = 0; index < 100; index++) database.run('INSERT INTO t VALUES (?)', 'x'.repeat(4000))
    }
    expect(codeOf(() => database.transaction(fill))).toBe('workspace/disk-full')
    expect(database.all('SELECT x FROM t')).toEqual([{ x: 'kept' }])
    expect(database.transaction(() => 'usable')).toBe('usable')
  })

  test.skipIf(!existsSync('/dev/full'))('of a file is told apart', () => {
    const write = () => {
      try {
        writeFileSync('/dev/full', 'x')
      } catch (error) {
        throw storageError(error, 'x')
      }
    }
    expect(codeOf(write)).toBe('workspace/disk-full')
  })

  test('a database that another connection keeps locked is told as busy', () => {
    const file = join(temporaryFolder(), 'x.db')
    const [first, second] = [new Database(file, 0), new Database(file, 0)]
    onTestFinished(() => [first, second].forEach((one) => one.dispose()))
    first.exec('BEGIN EXCLUSIVE')
    expect(codeOf(() => second.transaction(() => null))).toBe('workspace/busy')
    first.exec('ROLLBACK')
  })
})

test('a file that cannot be put in place leaves no part of itself', () => {
  const folder = temporaryFolder()
  mkdirSync(join(folder, 'taken'))
  expect(() => writeWhole(join(folder, 'taken'), 'x')).toThrow()
  expect(readdirSync(folder)).toEqual(['taken'])
})
