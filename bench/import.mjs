// A CSV of a million rows through the tables worker (strict reading, types, profile, content hash), beside DuckDB's bare COPY.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { projectRoot } from '../scripts/setup/places.mjs'
import { load } from './measuring/facts.mjs'
import { peakMb } from './measuring/memory.mjs'
import { median, round, summary } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { writeTable } from './measuring/table.mjs'

const ROWS = 1_000_000
const REPETITIONS = 5
const loadBefore = load()
const folder = mkdtempSync(path.join(tmpdir(), 'netloom-bench-'))
const file = path.join(folder, 'million.csv')

/** A fresh tables worker, as the program starts it, imports the file. */
async function ours() {
  const worker = fork(path.join(projectRoot, 'out/main/worker.js'), ['tables'], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await untilReport(worker, 'ready')
  const begun = performance.now()
  const input = {
    path: file,
    folder: path.join(folder, 'tables'),
    temporaryFolder: path.join(folder, 'spill'),
    reshape: null,
  }
  worker.send({ kind: 'start', id: 1, task: 'tables.import', input })
  const { value } = await untilReport(worker, 'done')
  const seconds = (performance.now() - begun) / 1000
  if (value.account.rows !== ROWS) throw new Error(`${value.account.rows} rows were imported`)
  const stored = path.join(folder, 'tables', `${value.table}.parquet`)
  const measured = { seconds, peakMb: peakMb(worker.pid), parquetMb: statSync(stored).size / 1e6 }
  await ended(worker)
  rmSync(stored)
  return measured
}

async function untilReport(worker, kind) {
  for (;;) {
    const [report] = await once(worker, 'message')
    if (report.kind === 'failed') throw new Error(`${report.error.code}: ${report.error.message.en}`)
    if (report.kind === kind) return report
  }
}

async function ended(child) {
  const gone = once(child, 'close')
  child.kill('SIGKILL')
  await gone
}

async function plain() {
  const target = path.join(folder, 'plain.parquet')
  const child = fork(path.join(projectRoot, 'bench/measuring/plainImport.mjs'), [file, target])
  const [{ seconds }] = await once(child, 'message')
  const measured = { seconds, peakMb: peakMb(child.pid), parquetMb: statSync(target).size / 1e6 }
  await ended(child)
  return measured
}

const results = { ours: [], plain: [] }
let csvBytes = 0
try {
  csvBytes = await writeTable(file, ROWS)
  for (let i = 0; i < REPETITIONS; i += 1) {
    results.ours.push(await ours())
    results.plain.push(await plain())
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

const of = (who, what) => results[who].map((measured) => measured[what])
const ratios = results.ours.map(({ seconds }, i) => seconds / results.plain[i].seconds)
printTable(
  Object.keys(results).map((who) => ({
    import: who === 'ours' ? 'tables worker' : 'DuckDB COPY',
    'median s': round(median(of(who, 'seconds'))),
    'worst s': round(Math.max(...of(who, 'seconds'))),
    'peak MB': Math.max(...of(who, 'peakMb')),
    'Parquet MB': round(median(of(who, 'parquetMb'))),
  })),
)
console.log(`${round(median(ratios))} times the bare COPY (median of ${REPETITIONS} pairs)`)
keep(
  'import',
  {
    measured: {
      rows: ROWS,
      columns: 6,
      csvMb: round(csvBytes / 1e6),
      seconds: { tablesWorker: summary(of('ours', 'seconds')), duckdbCopy: summary(of('plain', 'seconds')) },
      peakMb: { tablesWorker: Math.max(...of('ours', 'peakMb')), duckdbCopy: Math.max(...of('plain', 'peakMb')) },
      ratio: summary(ratios),
    },
  },
  { loadBefore },
)
