// A file of some gigabytes: the memory that its import takes, and how soon the dialogue's preview of it follows.
import { statSync } from 'node:fs'
import { printTable } from '../measuring/report.mjs'
import { round } from '../measuring/numbers.mjs'
import { writeTable } from '../measuring/table.mjs'
import { workerTask, workerTasks } from './worker.mjs'

const rowsAGigabyte = 26_000_000
const looks = 6

/** Writes a table of `gigabytes` and gives its targets: peak memory in MB, the preview in milliseconds. */
export async function measureLarge(gigabytes, within, importing) {
  const [small, large] = [within('small.csv'), within('large.csv')]
  await writeTable(small, 130_000)
  await writeTable(large, Math.round(gigabytes * rowsAGigabyte))
  const size = round(statSync(large).size / 1e9)
  const imported = await workerTask('tables.import', importing(large))
  const rows = [
    { what: `import of ${size} GB`, seconds: round(imported.seconds), 'peak MB': imported.peakMb },
    await preview('preview of 5 MB', small),
    await preview(`preview of ${size} GB`, large),
  ]
  printTable(rows)
  return [
    { what: `peak memory of the import of ${size} GB`, limit: 1024, is: imported.peakMb, unit: 'MB' },
    { what: `preview of ${size} GB, the worst after the first`, limit: 200, is: rows[2].seconds * 1000, unit: 'ms' },
  ]
}

/** The dialogue looks again at each change: all looks but the first find a worker that runs already. */
async function preview(what, path) {
  const [, ...later] = await workerTasks('tables.inspect', Array(looks).fill({ path, reading: {} }))
  return {
    what,
    seconds: round(Math.max(...later.map(({ seconds }) => seconds))),
    'peak MB': Math.max(...later.map(({ peakMb }) => peakMb ?? 0)),
  }
}
