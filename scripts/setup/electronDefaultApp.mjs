// Packs defaultApp.mjs as Electron's `default_app.asar`: the place that Electron looks at last, and that packaging removes.
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

const source = readFileSync(new URL('defaultApp.mjs', import.meta.url))
const files = { 'package.json': Buffer.from('{"name":"electron","main":"main.mjs"}'), 'main.mjs': source }

/** What the stand-in's recipe depends on. */
export const defaultAppSource = source.toString('utf8')

/** An asar archive: four little-endian sizes, a JSON index padded to four bytes, then the files end to end. */
function asar(contents) {
  let offset = 0
  const index = { files: {} }
  for (const [name, content] of Object.entries(contents)) {
    index.files[name] = { size: content.length, offset: String(offset) }
    offset += content.length
  }
  const json = Buffer.from(JSON.stringify(index))
  const padded = Math.ceil(json.length / 4) * 4
  const head = Buffer.alloc(16 + padded)
  head.writeUInt32LE(4, 0)
  head.writeUInt32LE(padded + 8, 4)
  head.writeUInt32LE(padded + 4, 8)
  head.writeUInt32LE(json.length, 12)
  json.copy(head, 16)
  return Buffer.concat([head, ...Object.values(contents)])
}

export function writeDefaultApp(resources) {
  writeFileSync(path.join(resources, 'default_app.asar'), asar(files))
}
