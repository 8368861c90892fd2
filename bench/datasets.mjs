// Tables through the tables worker beside their peers: CSV to Parquet, the profile, and preparation into arrays.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { measureLarge } from './datasets/large.mjs'
import { page } from './datasets/page.mjs'
import { measureWide } from './datasets/wide.mjs'
import { workerTask } from './datasets/worker.mjs'
import { projectRoot } from '../scripts/setup/places.mjs'
import { load, machineFacts } from './measuring/facts.mjs'
import { median, round, summary } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { writeDirtyTable, writeTable, writeWideTable } from './measuring/table.mjs'
import { providePython } from './python/python.mjs'

const { values: options } = parseArgs({
  options: { rows: { type: 'string' }, repeats: { type: 'string', default: '3' }, large: { type: 'string' } },
})
const wholeRun = options.rows === undefined && options.large === undefined
// With --large GB only that is measured: a file of so many gigabytes takes its minutes and its place on the disk.
const usual = options.large === undefined ? '1000000,10000000' : ''
const sizes = (options.rows ?? usual).split(',').filter(Boolean).map(Number)
const repeats = Number(options.repeats)
const loadBefore = load()
const folder = mkdtempSync(path.join(tmpdir(), 'netloom-bench-'))
const within = (...names) => path.join(folder, ...names)
const { python, missing } = await providePython('tables')
if (missing) throw new Error(missing)

const script = fileURLToPath(new URL('datasets/peer.py', import.meta.url))
const peer = (task, source, target) =>
  JSON.parse(execFileSync(python, [script, task, source, target], { encoding: 'utf8', maxBuffer: 2 ** 24 }))

const importing = (file) => ({
  path: file,
  folder: within('tables'),
  temporaryFolder: within('spill'),
  reshape: null,
})
const tableFile = ({ value }) => within('tables', `${value.table}.parquet`)

/** Medians of the systems in turn. */
async function compared(systems) {
  const measured = Object.fromEntries(Object.keys(systems).map((name) => [name, []]))
  for (let i = 0; i < repeats; i += 1)
    for (const [name, run] of Object.entries(systems)) measured[name].push(await run())
  return measured
}

function told(title, measured) {
  console.log(`\n${title}`)
  const rows = Object.entries(measured).map(([system, all]) => ({
    system,
    'median s': round(median(all.map(({ seconds }) => seconds))),
    'worst s': round(Math.max(...all.map(({ seconds }) => seconds))),
    'peak MB': Math.max(...all.map(({ peakMb }) => peakMb ?? 0)),
  }))
  printTable(rows)
  return Object.fromEntries(
    Object.entries(measured).map(([system, all]) => [
      system,
      {
        seconds: summary(all.map(({ seconds }) => seconds)),
        peakMb: Math.max(...all.map(({ peakMb }) => peakMb ?? 0)),
      },
    ]),
  )
}

/** `one` as a share of `other`, pair by pair. */
const share = (one, other) => round(median(one.map(({ seconds }, i) => seconds / other[i].seconds)))

const results = {}
const targets = []
try {
  mkdirSync(within('tables'))
  mkdirSync(within('spill'))
  for (const rows of sizes) {
    const file = within(`${rows}.csv`)
    await writeTable(file, rows)
    const imports = await compared({
      Netloom: () => workerTask('tables.import', importing(file)),
      'DuckDB command line': () => peer('import-duckdb', file, within('plain.parquet')),
      polars: () => peer('import-polars', file, within('plain.parquet')),
      pandas: () => peer('import-pandas', file, within('plain.parquet')),
    })
    const imported = imports.Netloom[0]
    if (imported.value.account.rows !== rows) throw new Error(`${imported.value.account.rows} rows were imported`)
    results[`import of ${rows} rows`] = told(`import: ${rows} rows, 6 columns`, imports)
    const roles = imported.value.columns.map(({ name }) => ({
      column: name,
      role: name === 'bought' ? 'target' : 'feature',
    }))
    const profiles = await compared({
      Netloom: () =>
        workerTask('tables.profile', { file: tableFile(imported), columns: imported.value.columns, roles }),
      pandas: () => peer('profile-pandas', tableFile(imported), 'bought'),
    })
    results[`profile of ${rows} rows`] = told(`profile: ${rows} rows, 6 columns`, profiles)
    targets.push(
      {
        what: `import of ${rows} rows, times DuckDB's`,
        limit: 1.2,
        is: share(imports.Netloom, imports['DuckDB command line']),
        unit: 'times',
      },
      {
        what: `profile of ${rows} rows, times pandas'`,
        limit: 0.2,
        is: share(profiles.Netloom, profiles.pandas),
        unit: 'times',
      },
    )
    // The next size finds its place on the disk again.
    for (const left of [file, within('plain.parquet'), within('tables')]) rmSync(left, { recursive: true })
    mkdirSync(within('tables'))
  }
  if (sizes.length > 0) {
    const rows = Math.min(...sizes)
    const dirty = within('dirty.csv')
    await writeDirtyTable(dirty, rows)
    const imports = await compared({
      Netloom: () => workerTask('tables.import', importing(dirty)),
      'DuckDB command line': () => peer('rejects-duckdb', dirty, within('plain.parquet')),
    })
    const { account } = imports.Netloom[0].value
    if (account.rejects !== rows / 500 || account.rows !== rows - rows / 500) throw new Error(JSON.stringify(account))
    results[`import of ${rows} rows with bad ones`] = told(`import: ${rows} rows, some of them bad`, imports)
    targets.push({
      what: `import of ${rows} rows with bad ones, times DuckDB's`,
      limit: 1.5,
      is: share(imports.Netloom, imports['DuckDB command line']),
      unit: 'times',
    })
    rmSync(dirty)
    const wide = within('wide.csv')
    await writeWideTable(wide, rows)
    const imported = await workerTask('tables.import', importing(wide))
    const columns = imported.value.columns.map(({ name, type }) => ({
      name,
      type,
      role: name === 'bought' ? 'target' : 'feature',
    }))
    const split = { kind: 'stratified', settings: { testShare: 0.2, validationShare: 0.2, seed: 1 } }
    const spec = { table: imported.value.table, columns, split }
    const prepared = await compared({
      Netloom: () => workerTask('tables.prepare', { file: tableFile(imported), spec, target: within('prepared') }),
      'scikit-learn': () => peer('prepare-sklearn', tableFile(imported), within('prepared.npz')),
    })
    if (prepared.Netloom[0].value.preparation === null) throw new Error('nothing was prepared')
    results[`preparation of ${rows} rows`] = told(`preparation: ${rows} rows, ${columns.length} columns`, prepared)
    targets.push({
      what: `preparation of ${rows} rows x ${columns.length} columns, times scikit-learn's`,
      limit: 1,
      is: share(prepared.Netloom, prepared['scikit-learn']),
      unit: 'times',
    })
  }
  if (wholeRun) targets.push(...(await measureWide(within, importing)))
  if (options.large !== undefined) targets.push(...(await measureLarge(Number(options.large), within, importing)))
} finally {
  rmSync(folder, { recursive: true, force: true })
}

if (wholeRun) {
  keep('datasets', { measured: { repeats, ...results }, targets }, { loadBefore })
  const facts = { ...machineFacts(), 'load average before': loadBefore, after: load() }
  const target = path.join(projectRoot, 'bench/results/datasets.md')
  writeFileSync(target, page({ results, targets, facts, repeats }))
  console.log(`and in ${path.relative(projectRoot, target)}`)
} else for (const { what, is, limit, unit } of targets) console.log(`${what}: ${is} ${unit}, at most ${limit} wanted`)
