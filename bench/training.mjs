// Training steps of Netloom and its peers on nine workloads: speed, first epoch, memory, and that all learn the same.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../scripts/setup/places.mjs'
import { loadEngine } from './measuring/engine.mjs'
import { load, machineFacts } from './measuring/facts.mjs'
import { round } from './measuring/numbers.mjs'
import { printTable } from './measuring/report.mjs'
import { judge } from './training/agreement.mjs'
import { writeJob } from './training/data.mjs'
import { measure } from './training/measure.mjs'
import { page } from './training/report.mjs'
import { providePython } from './python/python.mjs'
import { systems } from './training/systems.mjs'
import { workloads } from './training/workloads.mjs'

const { values: options } = parseArgs({
  options: { only: { type: 'string' }, peers: { type: 'string' }, quick: { type: 'boolean', default: false } },
})

/** Of `all` those that an option names; Netloom is always among the systems. */
function chosen(all, option, nameOf) {
  if (!options[option]) return all
  const names = options[option].split(',')
  const unknown = names.find((name) => !all.some((one) => nameOf(one) === name))
  if (unknown) throw new Error(`--${option} ${unknown}: use ${[...new Set(all.map(nameOf))].join(', ')}`)
  return all.filter((one) => names.includes(nameOf(one)) || nameOf(one) === 'netloom')
}

/** Least data and time that still goes through everything. */
const sized = (workload) => (options.quick ? { ...workload, steps: Math.max(4, workload.steps >> 4) } : workload)
const pace = options.quick ? { repeats: 3, blockSeconds: 0.1 } : { repeats: 5, blockSeconds: 1 }

/** Thousand million operations a second of large matrix products, the most that a step's arithmetic can get. */
function arithmeticOf({ torch }) {
  if (!torch?.python) return null
  const code = `import time, torch
a = torch.randn(1024, 1024)
best = 9
for _ in range(30):
    begun = time.perf_counter(); a @ a; best = min(best, time.perf_counter() - begun)
print(2 * 1024**3 / best / 1e9)`
  return Number(execFileSync(torch.python, ['-c', code], { encoding: 'utf8' }))
}

const modules = {
  architectures: 'main/engine/architectures/index.ts',
  training: 'main/engine/training/index.ts',
  order: 'main/engine/training/order.ts',
  tensor: 'main/engine/tensor.ts',
  threads: 'main/engine/runs/threads.ts',
  checkpoints: 'main/engine/workspace/checkpoints.ts',
}
const engine = await loadEngine(modules, 'training')

/** The rows of an epoch (from 1) as Netloom goes through them; peers are given the same. */
const SEED = 1
const orderOf = (rows, epoch) =>
  engine.order.epochOrder(
    Int32Array.from({ length: rows }, (_, row) => row),
    SEED,
    epoch,
  )

const taking = chosen(systems, 'peers', ({ peer }) => peer)
const scratch = mkdtempSync(path.join(tmpdir(), 'netloom-bench-'))
const loadBefore = load()
const rows = []
try {
  const pythons = {}
  for (const name of new Set(taking.flatMap(({ python }) => python ?? []))) pythons[name] = await providePython(name)
  const arithmetic = arithmeticOf(pythons)
  for (const workload of chosen(workloads, 'only', ({ name }) => name).map(sized)) {
    const job = path.join(scratch, workload.name)
    writeJob(workload, job, { seed: SEED, orderOf })
    const results = await measure({ workload, job, systems: taking, pythons, scratch, ...pace })
    judge(workload, results)
    rows.push({ workload, results })
    console.log(`\n${workload.label}`)
    printTable(results.map(shown))
  }
  const versions = Object.assign({}, ...rows.flatMap(({ results }) => results.map((result) => result.versions)))
  const facts = { ...machineFacts(), ...versions, 'load average before': loadBefore, after: load() }
  const text = page({ rows, systems: taking, facts, arithmetic, quick: options.quick, repeats: pace.repeats })
  keepPage(text)
  if (rows.some(({ results }) => results.some(({ agrees }) => agrees === false))) process.exitCode = 1
} finally {
  rmSync(scratch, { recursive: true, force: true })
}

function shown({ system, step, blocks, firstEpoch, peakMb, loss, agrees, failed }) {
  const word = { true: 'yes', false: 'NO' }
  if (failed) return { system: system.label, 'ms a step': failed.slice(0, 80) }
  return {
    system: system.label,
    'ms a step': round(step),
    slowest: round(Math.max(...blocks)),
    'first epoch s': round(firstEpoch),
    'peak MB': peakMb ?? '-',
    loss: loss.toPrecision(5),
    agrees: word[agrees],
  }
}

/** Only a whole run is a result; others leave it as it is. */
function keepPage(text) {
  const whole = !options.quick && !options.only && !options.peers
  const folder = path.join(projectRoot, whole ? 'bench/results' : 'node_modules/.cache/netloom-bench-page')
  mkdirSync(folder, { recursive: true })
  writeFileSync(path.join(folder, 'training.md'), text)
  console.log(`kept in ${path.relative(projectRoot, path.join(folder, 'training.md'))}`)
}
