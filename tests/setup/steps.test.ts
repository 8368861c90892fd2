// Set-up on machines that lack something: each gives one clear message with the next step, and the next try mends it.
import { existsSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from 'vitest'
import { command, newCache, newCheckout, offline, pathWith, realEntry, temporaryFolder } from './machine'

const tensorflow = realEntry('tensorflow')
const electron = realEntry('electron')
const leftOvers = (cache: string) =>
  readdirSync(cache).filter((name) => name.startsWith('tmp-') || name.endsWith('.lock'))
const addon = (checkout: string) =>
  path.join(checkout, 'node_modules/@tensorflow/tfjs-node/lib/napi-v8/tfjs_binding.node')

describe('Node', () => {
  const pretend = (version: string) =>
    `data:text/javascript,Object.defineProperty(process,'versions',{value:{...process.versions,node:'${version}'}})`

  it.each(['18.20.4', '20.18.3'])('%s is too old, which is said before anything is loaded', async (version) => {
    const checkout = newCheckout({ packages: false })
    rmSync(path.join(checkout, 'scripts/commands'), { recursive: true })
    const { code, stderr } = await command(checkout, ['start'], {
      ...offline(temporaryFolder()),
      NODE_OPTIONS: `--import ${pretend(version)}`,
    })
    expect(code).toBe(1)
    expect(stderr).toContain(`Node ${version} is too old: Node 20.19 or newer is needed.\nNext: install a newer Node`)
  })

  it('of the lowest version, or a later one with a smaller second number, will do', async () => {
    const checkout = newCheckout({ packages: false })
    for (const version of ['20.19.0', '24.0.1']) {
      const env = { ...offline(temporaryFolder()), NODE_OPTIONS: `--import ${pretend(version)}` }
      expect((await command(checkout, ['no-such-command'], env)).stderr).toContain(
        'there is no command "no-such-command"',
      )
    }
  })
})

describe('packages', () => {
  it("that npm cannot fetch give a message with npm's own words, and leave no lock", async () => {
    const cache = temporaryFolder()
    const checkout = newCheckout({ packages: false })
    const { code, stderr } = await command(checkout, ['setup', 'dependencies'], offline(cache))
    expect(code).toBe(1)
    expect(stderr).toContain('npm could not install the packages')
    expect(stderr).toMatch(/ECONNREFUSED[\s\S]*Next: look at the network and at npm's settings/)
    expect(leftOvers(cache)).toEqual([])
  })

  it('that were installed by hand are accepted, until the lock file asks for another version', async () => {
    const checkout = newCheckout()
    const env = offline(temporaryFolder())
    expect(await command(checkout, ['setup', 'dependencies'], env)).toMatchObject({ code: 0 })
    const lock = path.join(checkout, 'package-lock.json')
    const content = JSON.parse(readFileSync(lock, 'utf8'))
    content.packages['node_modules/zod'].version = '0.0.1'
    writeFileSync(lock, JSON.stringify(content))
    expect((await command(checkout, ['setup', 'dependencies'], env)).stderr).toContain('npm ci')
  })
})

describe.runIf(tensorflow)('TensorFlow', () => {
  it.each([
    ['no Python', [], 'no python3 and no python on the PATH'],
    ['no C++ compiler', ['python3'], 'a C++ compiler (no g++, c++ or clang++ on the PATH)'],
  ])(
    'with %s and without its own site names both ways, and the next try mends it',
    async (_name, programs, message) => {
      const [checkout, cache] = [newCheckout(), temporaryFolder()]
      const { code, stderr } = await command(
        checkout,
        ['setup', 'tensorflow'],
        offline(cache, { PATH: pathWith(...programs) }),
      )
      expect(code).toBe(1)
      expect(stderr).toContain(`From the wheel: it needs `)
      expect(stderr).toContain(message)
      expect(stderr).toContain("By tfjs-node's own installer:")
      expect(stderr).toMatch(/Next: install what is missing \(on Debian: sudo apt-get install/)
      expect(existsSync(addon(checkout))).toBe(false)
      const env = offline(newCache(tensorflow as string))
      expect(await command(checkout, ['setup', 'tensorflow'], env)).toMatchObject({ code: 0 })
      expect(statSync(addon(checkout)).size).toBeGreaterThan(10_000)
    },
  )

  it("without a network gives pip's words and the next step, and leaves nothing behind", async () => {
    const [checkout, cache] = [newCheckout(), temporaryFolder()]
    const { code, stderr } = await command(checkout, ['setup', 'tensorflow'], offline(cache))
    expect(code).toBe(1)
    expect(stderr).toContain('pip could not download tensorflow-cpu==2.21.0')
    expect(stderr).toContain("Next: look at the network and at pip's settings (PIP_INDEX_URL, proxy)")
    expect(readdirSync(cache)).toEqual([])
  })

  it('needs neither tools nor network once it is in the cache', async () => {
    const checkout = newCheckout()
    const env = offline(newCache(tensorflow as string), { PATH: pathWith() })
    expect(await command(checkout, ['setup', 'tensorflow'], env)).toMatchObject({ code: 0 })
    rmSync(addon(checkout))
    expect(await command(checkout, ['setup', 'tensorflow'], env)).toMatchObject({ code: 0 })
    expect(existsSync(addon(checkout))).toBe(true)
  })

  it('damaged in the cache is found, and what it takes to mend it is said', async () => {
    const cache = newCache(tensorflow as string)
    const library = path.join(cache, path.basename(tensorflow as string), 'deps/lib/libtensorflow_cc.so.2')
    rmSync(library)
    writeFileSync(library, 'cut short')
    const env = offline(cache, { PATH: pathWith() })
    const { code, stderr } = await command(newCheckout(), ['setup', 'tensorflow'], env)
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /TensorFlow 2\.21\.0 in the cache is damaged \(deps\/lib\/libtensorflow_cc\.so\.2 has 9 bytes/,
    )
    expect(stderr).toContain('Next: install what is missing')
  })
})

describe.runIf(electron)('Electron', () => {
  it('stands in from the cache when the official site is not reached, which is remembered', async () => {
    const [checkout, cache] = [newCheckout(), newCache(electron as string)]
    const first = await command(checkout, ['setup', 'electron'], offline(cache))
    expect(first.code).toBe(0)
    expect(first.stderr).toContain('the official installer')
    expect(first.stderr).toMatch(
      /Electron 33\.2\.1 from the registry stands in for \d+\.\d+\.\d+ \(the official one could not/,
    )
    const second = await command(checkout, ['setup', 'electron'], offline(cache))
    expect(second.code).toBe(0)
    expect(second.stderr).not.toContain('the official installer')
  })

  it("that must be the official one fails with the installer's words where its site is not reached", async () => {
    const env = offline(newCache(electron as string), { NETLOOM_ELECTRON: 'official' })
    const { code, stderr } = await command(newCheckout(), ['setup', 'electron'], env)
    expect(code).toBe(1)
    expect(stderr).toMatch(
      /Electron's own installer failed[\s\S]*ECONNREFUSED[\s\S]*Next: let this machine reach the site/,
    )
  })

  it('of an unknown kind is refused', async () => {
    const env = offline(temporaryFolder(), { NETLOOM_ELECTRON: 'nightly' })
    const { code, stderr } = await command(newCheckout(), ['setup', 'electron'], env)
    expect(code).toBe(1)
    expect(stderr).toContain('NETLOOM_ELECTRON is "nightly"; "official" or "registry" was expected.')
  })
})

describe.runIf(process.platform === 'linux')('system libraries', () => {
  it('that set-up must not install are named, with the way to get them', async () => {
    const env = offline(temporaryFolder(), { PATH: pathWith() })
    const { code, stderr } = await command(newCheckout(), ['setup', 'system'], env)
    expect(code).toBe(0)
    expect(stderr).toMatch(/the system lacks \d+ libraries or programs[\s\S]*these Debian packages: .*\bxvfb xauth\b/)
  })
})

describe('doctor', () => {
  it('works on a checkout with nothing set up, and names what is missing with the next step', async () => {
    const checkout = newCheckout({ packages: false })
    const { code, stdout } = await command(checkout, ['doctor'], offline(temporaryFolder()))
    expect(code).toBe(1)
    expect(stdout).toMatch(/ok +Node +\d+/)
    expect(stdout).toMatch(/MISSING +TensorFlow +not set up\n +next: npm run setup/)
    expect(stdout).toContain('Missing: Packages, Electron, TensorFlow, DuckDB, SQLite, Build')
  })

  it.runIf(tensorflow && electron)('gives the same as JSON, true for what is there', async () => {
    const checkout = newCheckout()
    const env = offline(newCache(tensorflow as string, electron as string), { NETLOOM_ELECTRON: 'registry' })
    await command(checkout, ['setup', 'tensorflow', 'electron'], env)
    const { stdout } = await command(checkout, ['doctor', '--json'], env)
    const facts = new Map(JSON.parse(stdout).facts.map((fact: { name: string }) => [fact.name, fact]))
    expect(facts.get('TensorFlow')).toMatchObject({ ok: true, found: '2.21.0' })
    expect(facts.get('Electron')).toMatchObject({ ok: true, from: 'the npm registry' })
    expect(facts.get('DuckDB')).toMatchObject({ ok: true })
    expect(facts.get('Build')).toMatchObject({ ok: false, next: 'npm run build' })
  })
})
