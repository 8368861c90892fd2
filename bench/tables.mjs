// A training step against the size of an embedding table: updates by row (lazyAdam) on each tier, beside Adam's dense gradients.
import { spawnSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { projectRoot } from '../scripts/setup/places.mjs'
import { loadEngine } from './measuring/engine.mjs'
import { load } from './measuring/facts.mjs'
import { median, round } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'

const SIZES = [10_000, 100_000, 1_000_000]
const loadBefore = load()

/** As the program's own workers have it. */
const { threads } = await loadEngine({ threads: 'main/engine/runs/threads.ts' })
const env = { ...process.env, ...threads.environmentFor(1) }

/** Each in a process of its own, so that memory is its own as well; what is slower than this is not run at that size. */
function measured(entries, tier, optimizer) {
  const child = fileURLToPath(new URL('./measuring/tableSteps.mjs', import.meta.url))
  const { stdout, stderr, status } = spawnSync(process.execPath, [child, String(entries), tier, optimizer], {
    cwd: projectRoot,
    encoding: 'utf8',
    env,
  })
  if (status !== 0) throw new Error(stderr)
  const { steps, fixed, ...rest } = JSON.parse(stdout.trim().split('\n').at(-1))
  return { entries, tier, optimizer, msAStep: round(median(steps)), fixedMs: round(median(fixed)), ...rest }
}

const results = []
for (const entries of SIZES) {
  for (const tier of ['xla', 'graph', 'eager']) {
    const lazy = measured(entries, tier, 'lazyAdam')
    const dense = measured(entries, tier, 'adam')
    results.push({ ...lazy, dense: dense.msAStep, densePeakMb: dense.peakMb })
  }
}
const rows = results.map((one) => ({
  tier: one.tier,
  'table rows': one.entries,
  'ms a step': one.msAStep,
  'fixed ms a call': one.fixedMs,
  'peak MB': one.peakMb,
  'dense Adam ms': one.dense,
  'dense / by row': round(one.dense / one.msAStep),
}))
printTable(rows)
const at = (tier, entries) => results.find((one) => one.tier === tier && one.entries === entries).msAStep
const growth = ['xla', 'graph'].map((tier) => ({ tier, ratio: round(at(tier, SIZES[2]) / at(tier, SIZES[0])) }))
const targets = growth.map(({ tier, ratio }) => {
  return { what: `${tier}: a step with 1,000,000 rows over one with 10,000`, limit: 1.5, is: ratio, unit: 'times' }
})
keep(
  'tables',
  { measured: { network: 'product of two embeddings of width 64, 256 rows a step', results, growth }, targets },
  { loadBefore },
)
const names = Object.keys(rows[0])
const line = (cells) => `| ${cells.join(' | ')} |`
const table = [line(names), line(names.map(() => '---')), ...rows.map((row) => line(names.map((name) => row[name])))]
const text = [
  '# A training step against the size of an embedding table',
  '',
  'Product of two embeddings of width 64 (1,000 people, items as in the table), 256 rows a step; `lazyAdam` beside `adam`.',
  'A step is what it costs within a call; a call costs `fixed ms` by itself, since it copies the tables once, and holds so many steps that this hardly counts.',
  '',
  ...table,
  '',
]
writeFileSync(path.join(projectRoot, 'bench/results/tables.md'), text.join('\n'))
