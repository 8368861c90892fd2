// A checkpoint of which only a part was written, or that was changed: the one before is used, whatever the moment or the place.
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { checkpointStore } from '../../main/engine/workspace'
import { laterCheckpoint as later, sampleCheckpoint as before } from './checkpointsSample'
import { temporaryFolder } from './sample'

const dieWriting = pathToFileURL(resolve('tests/runs/dieWriting.mjs')).href
let built: string
beforeAll(async () => {
  // Inside the checkout, so that the child finds node_modules.
  mkdirSync(resolve('out'), { recursive: true })
  built = mkdtempSync(resolve('out/test-checkpoints-'))
  const rollupOptions = { output: { entryFileNames: 'child.mjs' } }
  const ssr = resolve('tests/workspace/checkpointsChild.entry.ts')
  await build({ configFile: false, logLevel: 'silent', build: { ssr, outDir: built, rollupOptions } })
})
afterAll(() => rmSync(built, { recursive: true, force: true }))

/** A folder with a checkpoint at step 17. */
function withOne(): string {
  const folder = temporaryFolder()
  storeIn(folder).write(before)
  return folder
}
const storeIn = (folder: string, ...names: string[]) => checkpointStore(folder, names, () => undefined)

/** Writes one at step 20 in a process that dies at that moment; true when it lived to the end. */
function written(folder: string, moment: number): boolean {
  const args = ['--import', dieWriting, join(built, 'child.mjs'), folder]
  const env = { ...process.env, NETLOOM_TEST_DIES: `1 ${moment}` }
  const { status, signal, stderr } = spawnSync(process.execPath, args, { env, encoding: 'utf8' })
  if (signal !== 'SIGKILL' && status !== 0) throw new Error(stderr)
  return signal === null
}

test('a process that is killed at any moment of writing one leaves the one before, and a new one whole or not at all', () => {
  const seen: string[] = []
  for (let moment = 1; ; moment += 1) {
    const folder = withOne()
    const lived = written(folder, moment)
    const files = readdirSync(folder)
    seen.push(files.map((name) => name.replace(/\d+\.part/, 'part')).join(' '))
    expect(storeIn(folder, '17.nla').read('run-1')).toMatchObject(before)
    const renamed = files.includes('20.nla')
    expect(storeIn(folder, '20.nla', '17.nla').read('run-1')).toMatchObject(renamed ? later : before)
    rmSync(folder, { recursive: true })
    if (lived) break
  }
  // Before the file; two for each of its parts (head, numbers, outputs, weights, kept ones), then syncing, closing, naming; then the folder's.
  expect(seen.filter((files) => files === '17.nla')).toHaveLength(1)
  expect(seen.filter((files) => files === '17.nla 20.nla.part').length).toBe(13)
  expect(seen.filter((files) => files === '17.nla 20.nla').length).toBe(5)
})

test('a newest one that is shorter, whatever its length, gives way to the one before', () => {
  const folder = withOne()
  storeIn(folder).write(later)
  const file = join(folder, '20.nla')
  const whole = readFileSync(file)
  // The last four bytes fill up to a boundary of eight.
  for (let length = 0; length < whole.length - 4; length += 3) {
    writeFileSync(file, whole.subarray(0, length))
    expect(storeIn(folder, '20.nla', '17.nla').read('run-1')?.place, `of ${length} bytes`).toEqual(before.place)
  }
})

test('a newest one with any byte changed gives way to the one before', () => {
  const folder = withOne()
  storeIn(folder).write(later)
  const file = join(folder, '20.nla')
  const whole = readFileSync(file)
  let unused = 0
  for (let at = 0; at < whole.length; at += 1) {
    const changed = Buffer.from(whole)
    changed[at] = (changed[at] as number) ^ (1 << (at % 8))
    writeFileSync(file, changed)
    const found = storeIn(folder, '20.nla', '17.nla').read('run-1')
    // A byte that nothing is kept in may be any.
    if (found?.place.steps === 20) expect(found, `byte ${at}`).toMatchObject(later)
    else {
      unused += 1
      expect(found?.place, `byte ${at}`).toEqual(before.place)
    }
  }
  expect(unused).toBeGreaterThan(whole.length - 64)
})
