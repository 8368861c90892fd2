// The cache under bad luck: two set-ups at once, one that is killed, damage, a full disk, a folder that cannot be written.
import { appendFileSync, existsSync, readFileSync, readdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it, vi } from 'vitest'
import { begin, offline, run, scripts, temporaryFolder } from './machine'

const program = fileURLToPath(new URL('fixtures/cheapEntry.mjs', import.meta.url))

function bench() {
  const folder = temporaryFolder()
  const [cache, log, gate] = ['cache', 'log', 'gate'].map((name) => path.join(folder, name)) as [string, string, string]
  const args = (...options: string[]) => [program, scripts, log, ...options]
  const made = () => (existsSync(log) ? readFileSync(log, 'utf8').split('\n').length - 1 : 0)
  const entry = () => path.join(cache, readdirSync(cache).find((name) => name.startsWith('cheap-')) ?? 'none')
  return { cache, log, gate, args, made, entry, env: offline(cache) }
}

const started = (made: () => number) => vi.waitUntil(() => made() > 0, { timeout: 20_000 })

describe('a cache entry', () => {
  it('is made once and then used', async () => {
    const { args, env, made, cache, entry } = bench()
    expect(await run(args(), env)).toMatchObject({ code: 0 })
    expect(JSON.parse((await run(args(), env)).stdout)).toEqual({ folder: entry(), made: false })
    expect(made()).toBe(1)
    expect(readFileSync(path.join(entry(), 'whole'), 'utf8')).toBe('whole')
    expect(readdirSync(cache)).toEqual([path.basename(entry())])
  })

  it('is made once by two set-ups at the same time, of which one waits and says so', async () => {
    const { args, env, made, gate } = bench()
    const first = begin(args('--gate', gate), env)
    await started(made)
    const second = begin(args(), env)
    await second.saw('Cheap: another set-up is at it, waiting')
    writeFileSync(gate, '')
    expect((await first.ended).code).toBe(0)
    expect(JSON.parse((await second.ended).stdout)).toMatchObject({ made: false })
    expect(made()).toBe(1)
  })

  it('is made by the next set-up when the first was killed, which leaves nothing behind', async () => {
    const { args, env, made, gate, cache, entry } = bench()
    const first = begin(args('--gate', gate), env)
    await started(made)
    first.child.kill('SIGKILL')
    await first.ended
    expect(
      readdirSync(cache)
        .map((name) => name.replace(/-.*\.lock$/, '.lock').slice(0, 10))
        .sort(),
    ).toEqual(['cheap.lock', expect.stringMatching(/^tmp-/)])
    expect(await run(args(), env)).toMatchObject({ code: 0 })
    expect(made()).toBe(2)
    expect(readdirSync(cache)).toEqual([path.basename(entry())])
  })

  it('leaves nothing behind when the user interrupts set-up', async () => {
    const { args, env, made, gate, cache } = bench()
    const first = begin(args('--gate', gate), env)
    await started(made)
    first.child.kill('SIGINT')
    expect(await first.ended).toMatchObject({ code: 130 })
    expect(readdirSync(cache)).toEqual([])
  })

  it('is not held up by a lock whose process number now belongs to another process', async () => {
    const { args, env, cache, entry } = bench()
    await run(args(), env)
    const lock = `${entry()}.lock`
    rmSync(entry(), { recursive: true })
    const start = process.platform === 'linux' ? '1' : undefined
    const owner = { pid: start ? process.pid : 2 ** 22 + 1, start, host: (await import('node:os')).hostname() }
    writeFileSync(lock, JSON.stringify(owner))
    expect(await run(args(), env)).toMatchObject({ code: 0 })
    expect(readdirSync(cache)).toEqual([path.basename(entry())])
  })
})

describe('a damaged entry', () => {
  const damages: [string, (file: string) => void, string][] = [
    ['a file cut short', (file) => writeFileSync(file, 'who'), 'whole has 3 bytes instead of 5'],
    ['a file of the same length', (file) => writeFileSync(file, 'Whole'), 'whole has changed'],
    ['a file gone', (file) => rmSync(file), 'whole is missing'],
    [
      'its list cut short',
      (file) => writeFileSync(path.join(file, '..', 'manifest.json'), '{'),
      'its list of files is missing',
    ],
  ]

  it.each(damages)('is found and made anew: %s', async (_name, damage, message) => {
    const { args, env, made, entry } = bench()
    await run(args(), env)
    damage(path.join(entry(), 'whole'))
    const { code, stderr } = await run(args(), env)
    expect(code).toBe(0)
    expect(stderr).toContain(`Cheap in the cache is damaged (${message}): it is made anew`)
    expect(made()).toBe(2)
    expect(readFileSync(path.join(entry(), 'whole'), 'utf8')).toBe('whole')
  })

  it('is found by a thorough look even when length and time are the same', async () => {
    const { args, env, made, entry } = bench()
    await run(args(), env)
    const file = path.join(entry(), 'whole')
    const stamp = () => utimesSync(file, 1000, 1000)
    stamp()
    await run(args(), env)
    writeFileSync(file, 'Whole')
    stamp()
    await run(args(), env)
    expect(made()).toBe(1)
    await run(args('--thorough'), env)
    expect(made()).toBe(2)
  })

  it('is not one whose files only have another time', async () => {
    const { args, env, made, entry } = bench()
    await run(args(), env)
    utimesSync(path.join(entry(), 'whole'), 1, 1)
    expect(await run(args(), env)).toMatchObject({ code: 0 })
    expect(made()).toBe(1)
  })
})

describe('a disk', () => {
  it('that has too little space is told before anything is made', async () => {
    const { args, env, made, cache } = bench()
    const { code, stderr } = await run(args(), { ...env, NETLOOM_MIN_FREE_BYTES: '1e18' })
    expect(code).toBe(1)
    expect(stderr).toContain(`not enough space for Cheap: the disk of ${cache} has`)
    expect(stderr).toContain('1000000000.0 GB are needed')
    expect(stderr).toMatch(/Next: free some space, or name a folder on another disk in NETLOOM_CACHE/)
    expect(made()).toBe(0)
  })

  it.runIf(existsSync('/dev/full'))('that fills up on the way is told, and the next try mends it', async () => {
    const { args, env, cache } = bench()
    const { code, stderr } = await run(args('--full'), env)
    expect(code).toBe(1)
    expect(stderr).toContain(`the disk of ${cache} is full`)
    expect(readdirSync(cache)).toEqual([])
    expect(await run(args(), env)).toMatchObject({ code: 0 })
  })

  it('whose cache folder cannot be written is told', async () => {
    const { args, env, log } = bench()
    appendFileSync(log, '')
    const { code, stderr } = await run(args(), { ...env, NETLOOM_CACHE: path.join(log, 'cache') })
    expect(code).toBe(1)
    expect(stderr).toContain('cannot be written (ENOTDIR)')
    expect(stderr).toContain('NETLOOM_CACHE may name a folder of your own')
  })
})
