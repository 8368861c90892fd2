// Where XLA keeps native code: a folder of the user alone, bounded, and forgotten on demand.
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  statSync,
  symlinkSync,
  truncateSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { rmSync } from 'node:fs'
import { openCompileCache, useCompileCache } from '../../main/engine/workspace/compileCache'

function place(): string {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-cache-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

const opened = (version: string, parent: string) => {
  const cache = openCompileCache(version, parent)
  if (cache === null) throw new Error('no cache')
  return cache
}

test('is one folder for each version, which nobody else can read', () => {
  const parent = place()
  const one = opened('2.21.0', parent)
  expect(statSync(one.folder).mode & 0o777).toBe(0o700)
  expect(opened('2.21.0', parent).folder).toBe(one.folder)
  expect(opened('2.22.0', parent).folder).not.toBe(one.folder)
})

test('forgets everything when asked', () => {
  const cache = opened('1', place())
  writeFileSync(join(cache.folder, 'entry.pb'), 'native')
  cache.forget()
  expect(readdirSync(cache.folder)).toEqual([])
})

test('drops its oldest entries when it has grown beyond 512 MB', () => {
  const parent = place()
  const { folder } = opened('1', parent)
  for (const [name, age] of [
    ['old.pb', 3000],
    ['new.pb', 1000],
  ] as const) {
    const file = join(folder, name)
    writeFileSync(file, '')
    // Sparse: takes no room on disk.
    truncateSync(file, 400 * 1024 * 1024)
    utimesSync(file, Date.now() / 1000 - age, Date.now() / 1000 - age)
  }
  opened('1', parent)
  expect(readdirSync(folder)).toEqual(['new.pb'])
})

test('is not had where the folder is a link, or cannot be made: then nothing is kept', () => {
  const parent = place()
  const { folder } = opened('1', parent)
  rmSync(folder, { recursive: true })
  const elsewhere = join(parent, 'elsewhere')
  mkdirSync(elsewhere)
  symlinkSync(elsewhere, folder)
  expect(openCompileCache('1', parent)).toBeNull()
  const file = join(parent, 'file')
  writeFileSync(file, '')
  expect(openCompileCache('1', file)).toBeNull()
  expect(existsSync(dirname(folder))).toBe(true)
})

test('is told to XLA beside what its flags said before', () => {
  const before = process.env.TF_XLA_FLAGS
  onTestFinished(() => {
    if (before === undefined) delete process.env.TF_XLA_FLAGS
    else process.env.TF_XLA_FLAGS = before
  })
  process.env.TF_XLA_FLAGS = '--tf_xla_clustering_debug'
  useCompileCache({ folder: '/some/where', forget: () => undefined })
  expect(process.env.TF_XLA_FLAGS).toBe('--tf_xla_clustering_debug --tf_xla_persistent_cache_directory=/some/where')
})
