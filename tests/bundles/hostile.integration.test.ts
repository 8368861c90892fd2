// Zips from people who mean harm, or from disks that fail: each is refused by its code, and the workspace is as it was.
import { existsSync, mkdirSync, readFileSync, truncateSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { openBundle } from '../../main/engine/exports/bundle'
import { tickingClock } from '../workspace/sample'
import { Forge } from './forge'
import { bundleIn, sampleWorkspace } from './sample'

let forge: Forge
beforeEach(async () => {
  forge = await Forge.make()
})

test('the same zip without harm is opened', async () => {
  const { runs } = await openBundle({ file: await forge.zipped(), workspace: forge.away, clock: tickingClock() })
  expect(runs).toEqual(['run-1'])
})

describe('paths', () => {
  test.each([
    '../outside',
    'runs/../../outside',
    '/tmp/outside',
    '//server/outside',
    'C:/outside',
    'C:outside',
    'runs\\001\\run.json',
    '..\\outside',
    'runs//run.json',
    './run.json',
    'runs/001/',
    'runs/001/run.json.',
    'runs/001/run.json ',
    'a\0b',
    'a\nb',
    'run:stream',
  ])('%j is unsafe', async (path) => {
    expect(await forge.refusal(await forge.zipped([{ path }]))).toBe('bundle/unsafe-path')
  })

  test('so are two files of one name, in whatever case or composition', async () => {
    for (const path of ['runs/001/run.json', 'Manifest.json', 'RUNS/001/RUN.JSON']) {
      expect(await forge.refusal(await forge.zipped([{ path }]))).toBe('bundle/unsafe-path')
    }
    const [composed, apart] = ['\u00e9', 'e\u0301']
    expect(await forge.refusal(await forge.zipped([{ path: composed }, { path: apart }]))).toBe('bundle/unsafe-path')
  })

  test('so are links, devices and names that are no UTF-8', async () => {
    for (const mode of [0o120777, 0o020666, 0o040755]) {
      expect(await forge.refusal(await forge.zipped([{ path: 'runs/001/link', mode }]))).toBe('bundle/unsafe-path')
    }
    const file = await forge.zipped([{ path: 'name-@@' }])
    const bytes = readFileSync(file)
    for (let at = bytes.indexOf('@@'); at >= 0; at = bytes.indexOf('@@', at + 1)) bytes.writeUInt16BE(0xc328, at)
    writeFileSync(file, bytes)
    expect(await forge.refusal(file)).toBe('bundle/unsafe-path')
  })

  test('in the manifest are held to the same', async () => {
    const manifest = forge.manifest
    forge.setManifest({ ...manifest, entries: [...manifest.entries, { ...manifest.entries[0], path: '../x' }] })
    expect(await forge.refusal()).toBe('bundle/unsafe-path')
  })

  test('nothing was written beside the workspace', async () => {
    const target = join(dirname(forge.folder), 'netloom-outside')
    await forge.refusal(await forge.zipped([{ path: '../netloom-outside' }]))
    expect(existsSync(target)).toBe(false)
  })
})

describe('what is no bundle', () => {
  test.each([
    ['nothing', Buffer.alloc(0)],
    ['a text', Buffer.from('hello '.repeat(100))],
    ['an empty zip', Buffer.from('504b0506000000000000000000000000000000000000', 'hex')],
  ])('%s', async (_name, bytes) => {
    const file = join(forge.folder, 'x.netloom')
    writeFileSync(file, bytes)
    expect(await forge.refusal(file)).toBe('bundle/not-a-bundle')
  })

  test('a folder, a zip of another program, a manifest of another program', async () => {
    mkdirSync(join(forge.folder, 'x'))
    expect(await forge.refusal(join(forge.folder, 'x'))).toBe('bundle/not-a-bundle')
    forge.setManifest({ format: 'zoo', schemaVersion: 1 })
    expect(await forge.refusal()).toBe('bundle/not-a-bundle')
    forge.setManifest(null)
    expect(await forge.refusal()).toBe('bundle/not-a-bundle')
    forge.files.delete('manifest.json')
    expect(await forge.refusal()).toBe('bundle/not-a-bundle')
  })

  test('a file that is not there', async () => {
    expect(await forge.refusal(join(forge.folder, 'nowhere'))).toBe('bundle/not-found')
  })

  test('an encrypted file', async () => {
    const file = await forge.zipped()
    const bytes = readFileSync(file)
    const central = bytes.indexOf(Buffer.from('504b0102', 'hex'))
    bytes.writeUInt16LE(bytes.readUInt16LE(central + 8) | 1, central + 8)
    writeFileSync(file, bytes)
    expect(await forge.refusal(file)).toBe('bundle/not-a-bundle')
  })

  test('one of a newer version', async () => {
    forge.setManifest({ ...forge.manifest, schemaVersion: 2, more: true })
    expect(await forge.refusal()).toBe('bundle/newer-version')
  })
})

describe('damage', () => {
  test('a changed byte in any file is found', async () => {
    for (const { path } of forge.manifest.entries) {
      const whole = forge.files.get(path) ?? Buffer.alloc(0)
      const changed = Buffer.from(whole)
      changed[changed.length >> 1] = (changed[changed.length >> 1] ?? 0) ^ 1
      forge.files.set(path, changed)
      expect([path, await forge.refusal()]).toEqual([path, 'bundle/checksum-mismatch'])
      forge.files.set(path, Buffer.concat([whole, Buffer.from([0])]))
      expect([path, await forge.refusal()]).toEqual([path, 'bundle/checksum-mismatch'])
      forge.files.set(path, whole)
    }
  })

  test('a wrong checksum or size in the manifest', async () => {
    const manifest = forge.manifest
    const [first, ...others] = manifest.entries
    forge.setManifest({ ...manifest, entries: [{ ...first, sha256: '0'.repeat(64) }, ...others] })
    expect(await forge.refusal()).toBe('bundle/checksum-mismatch')
    forge.setManifest({ ...manifest, entries: [{ ...first, sizeBytes: 1 }, ...others] })
    expect(await forge.refusal()).toBe('bundle/checksum-mismatch')
  })

  test('a bundle cut short anywhere', async () => {
    const file = await bundleIn(forge.folder, sampleWorkspace())
    const { length } = readFileSync(file)
    for (let size = length - 1; size > 0; size -= Math.ceil(length / 15)) {
      truncateSync(file, size)
      expect(await forge.refusal(file)).toBe('bundle/not-a-bundle')
    }
  })

  test('a file too many, too few, or of another kind', async () => {
    expect(await forge.refusal(await forge.zipped([{ path: 'extra.txt' }]))).toBe('bundle/wrong-entries')
    forge.put('code.js', 'process.exit()')
    expect(await forge.refusal()).toBe('bundle/wrong-entries')
    forge = await Forge.make()
    forge.put('runs/002/run.json', '{}')
    expect(await forge.refusal()).toBe('bundle/wrong-entries')
    for (const path of ['runs/001/run.json', 'runs/001/model.nla', 'environment.json']) {
      forge = await Forge.make()
      forge.files.delete(path)
      expect(await forge.refusal()).toBe('bundle/wrong-entries')
      const manifest = forge.manifest
      forge.setManifest({ ...manifest, entries: manifest.entries.filter((entry) => entry.path !== path) })
      expect(await forge.refusal()).toBe('bundle/wrong-entries')
    }
  })
})

describe('size', () => {
  test('a file that unpacks to a thousand times its size', async () => {
    forge.put('datasets/002.json', Buffer.alloc(20 * 2 ** 20, ' '))
    expect(await forge.refusal()).toBe('bundle/too-large')
  })

  test('a manifest that announces more than there may be', async () => {
    const manifest = forge.manifest
    const huge = { path: 'runs/002/model.nla', sizeBytes: 2 ** 40, sha256: '0'.repeat(64) }
    forge.setManifest({ ...manifest, entries: [...manifest.entries, huge] })
    expect(await forge.refusal()).toBe('bundle/too-large')
  })

  test('a file that announces less than it unpacks to', async () => {
    const file = await forge.zipped()
    const bytes = readFileSync(file)
    const central = bytes.indexOf(Buffer.from('504b0102', 'hex'))
    bytes.writeUInt32LE(10, central + 24)
    writeFileSync(file, bytes)
    expect(await forge.refusal(file)).toBe('bundle/checksum-mismatch')
  })

  test('too many files', async () => {
    for (let index = 0; index < 10_001; index++) forge.files.set(`x/${index}`, Buffer.alloc(0))
    expect(await forge.refusal()).toBe('bundle/too-large')
  })
})
