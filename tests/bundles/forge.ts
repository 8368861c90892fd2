// A bundle taken apart, changed by an enemy's hand, and put together again, for the tests of what is refused.
import { createHash } from 'node:crypto'
import { createWriteStream, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import { expect } from 'vitest'
import { ZipFile } from 'yazl'
import type { Workspace } from '../../main/engine/workspace'
import { openBundle } from '../../main/engine/exports/bundle'
import type { BundleManifest } from '../../shared/records'
import { codeOfAsync, opened, temporaryFolder, tickingClock } from '../workspace/sample'
import { bundleIn, sampleWorkspace } from './sample'
import { filesIn } from './unzip'

export type Json = Record<string, unknown>

/** A file that is put into the zip without the manifest's knowledge. */
interface Extra {
  path: string
  content?: Buffer
  mode?: number
}

/** The files of a good bundle, and an empty workspace that is to be protected. */
export class Forge {
  private constructor(
    readonly folder: string,
    readonly away: Workspace,
    public files: Map<string, Buffer>,
  ) {}

  static async make(): Promise<Forge> {
    const folder = temporaryFolder()
    const files = await filesIn(await bundleIn(folder, sampleWorkspace()))
    return new Forge(folder, opened(join(folder, 'away')), files)
  }

  get manifest(): BundleManifest {
    return JSON.parse(this.files.get('manifest.json')?.toString() ?? '') as BundleManifest
  }

  setManifest(manifest: unknown): void {
    this.files.set('manifest.json', Buffer.from(JSON.stringify(manifest)))
  }

  /** Puts a file in with a manifest that vouches for it. */
  put(path: string, content: Buffer | string): void {
    const bytes = Buffer.from(content as string)
    this.files.set(path, bytes)
    const sha256 = createHash('sha256').update(bytes).digest('hex')
    const { manifest } = this
    const entries = manifest.entries.filter((one) => one.path !== path)
    this.setManifest({ ...manifest, entries: [...entries, { path, sizeBytes: bytes.length, sha256 }] })
  }

  putJson(path: string, change: (json: Json) => unknown): void {
    this.put(path, JSON.stringify(change(JSON.parse(this.files.get(path)?.toString() ?? '') as Json)))
  }

  /** Writes the zip; yazl refuses bad names, so those are put in afterwards, byte for byte. */
  async zipped(extras: readonly Extra[] = []): Promise<string> {
    const zip = new ZipFile()
    const renames: [string, string][] = []
    for (const [path, content] of this.files) zip.addBuffer(content, path, { compress: content.length > 0 })
    for (const [index, { path, content = Buffer.from('x'), mode = 0o100644 }] of extras.entries()) {
      const stand = `${index}`.padEnd(Buffer.byteLength(path), '#')
      renames.push([stand, path])
      zip.addBuffer(content, stand, { mode })
    }
    zip.end()
    const file = join(this.folder, 'hostile.netloom')
    await pipeline(zip.outputStream, createWriteStream(file))
    const bytes = readFileSync(file)
    for (const [from, to] of renames) replace(bytes, from, to)
    writeFileSync(file, bytes)
    return file
  }

  /** The code with which the bundle is refused; whatever it is, nothing may have changed. */
  async refusal(file?: string): Promise<string> {
    const path = file ?? (await this.zipped())
    const before = readdirSync(this.away.folder, { recursive: true }).length
    const code = await codeOfAsync(() => openBundle({ file: path, workspace: this.away, clock: tickingClock() }))
    const { runs, architectures, datasets, folder } = this.away
    expect([runs.list(), architectures.list(), datasets.findAny('dataset-1')]).toEqual([[], [], null])
    expect(readdirSync(folder, { recursive: true }).length).toBe(before)
    return code
  }
}

/** Writes `to` over every occurrence of `from`, in place. */
export function replace(bytes: Buffer, from: string, to: string): void {
  for (let at = bytes.indexOf(from); at >= 0; at = bytes.indexOf(from, at + 1)) bytes.write(to, at)
}
