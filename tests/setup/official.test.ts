// Electron's official installer against a site of its own on this machine: what it brings is used, kept, and shared by checkouts.
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import path from 'node:path'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { ZipFile } from 'yazl'
import { command, newCheckout, offline, project, temporaryFolder } from './machine'

const version = JSON.parse(readFileSync(path.join(project, 'package.json'), 'utf8')).devDependencies.electron as string
const archive = `electron-v${version}-linux-x64.zip`

/** An Electron that consists of what its installer looks for. */
async function smallElectron(): Promise<Buffer> {
  const zip = new ZipFile()
  zip.addBuffer(Buffer.from(version), 'version')
  zip.addBuffer(Buffer.from('#!/bin/sh\n'), 'electron', { mode: 0o755 })
  zip.end()
  return buffer(zip.outputStream)
}

/** A site with that Electron and its checksum; `asked` lists what was fetched from it. */
async function site() {
  const content = await smallElectron()
  const sum = createHash('sha256').update(content).digest('hex')
  const files = new Map<string, string | Buffer>([
    [archive, content],
    ['SHASUMS256.txt', `${sum} *${archive}\n`],
  ])
  const asked: string[] = []
  const server = createServer((request, response) => {
    const name = path.basename(request.url ?? '')
    asked.push(name)
    const file = files.get(name)
    response.writeHead(file ? 200 : 404).end(file)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  onTestFinished(() => void server.close())
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/`
  return { asked, env: { ELECTRON_MIRROR: address, electron_use_remote_checksums: '1' } }
}

const installed = (checkout: string) => path.join(checkout, 'node_modules/electron/dist/electron')

describe.runIf(process.platform === 'linux' && process.arch === 'x64')('the official Electron', () => {
  it('comes first, and a second checkout takes it from the cache', async () => {
    const [cache, { asked, env }] = [temporaryFolder(), await site()]
    const first = newCheckout()
    const { code, stderr } = await command(first, ['setup', 'electron'], offline(cache, env))
    expect(code).toBe(0)
    expect(stderr).toContain(`Electron ${version}: ready, the official one`)
    expect(existsSync(installed(first))).toBe(true)
    const second = newCheckout()
    expect(await command(second, ['setup', 'electron'], offline(cache, env))).toMatchObject({ code: 0 })
    expect(existsSync(installed(second))).toBe(true)
    expect(asked.filter((name) => name === archive)).toHaveLength(1)
  })

  it('is tried again at once when it is asked for, after a day when it is not', async () => {
    const [cache, { env }] = [temporaryFolder(), await site()]
    const checkout = newCheckout()
    const file = path.join(cache, 'electron-official-failed.json')
    writeFileSync(file, JSON.stringify({ version, at: Date.now(), reason: 'a test' }))
    const remembered = await command(checkout, ['setup', 'electron'], offline(cache, env))
    expect(remembered.stderr).not.toContain('the official installer')
    const asked = await command(
      checkout,
      ['setup', 'electron'],
      offline(cache, { ...env, NETLOOM_ELECTRON: 'official' }),
    )
    expect(asked).toMatchObject({ code: 0 })
    expect(readdirSync(cache)).not.toContain(path.basename(file))
    writeFileSync(file, JSON.stringify({ version, at: Date.now() - 25 * 3600_000, reason: 'a test' }))
    const later = await command(newCheckout(), ['setup', 'electron'], offline(cache, env))
    expect(later.stderr).toContain(`Electron ${version}: ready, the official one`)
  })
})
