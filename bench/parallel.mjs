// Two runs at once, one thread each, in worker processes of the program's own, beside one of them alone: steps a second. And the share
// of its time that a run with large weights gives to its checkpoints.
import { fork } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { projectRoot } from '../scripts/setup/places.mjs'
import { engineFolder, loadEngine } from './measuring/engine.mjs'
import { load, machineFacts } from './measuring/facts.mjs'
import { median, round, worst } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'
import { page } from './parallel/page.mjs'
import { preparedRows } from './parallel/perceptrons.mjs'
import { openRun } from './parallel/run.mjs'

/** Nothing is kept of a quick one: it only shows that it works. */
const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
const ROUNDS = options.quick ? 1 : 7
const MEASURED_MS = options.quick ? 1500 : 5000
const CHECKPOINTS = options.quick ? 3 : 6
/** Of the time of a run, as the program promises. */
const MOST_FOR_CHECKPOINTS = 5
/** Both together, against one alone. */
const WANTED = 1.6

const networks = [
  { label: 'MLP 10-16-1, batch 32', width: 10, hidden: [16], binary: true, batch: 32, rows: 65_536 },
  { label: 'MLP 40-512-256-1, batch 1024', width: 40, hidden: [512, 256], binary: false, batch: 1024, rows: 65_536 },
]
const side = options.quick ? 1024 : 4096
const heavy = {
  label: `MLP 40-${side}-${side}-1`,
  width: 40,
  hidden: [side, side],
  binary: false,
  batch: 32,
  rows: 2048,
}
const loadBefore = load()

const modules = await loadEngine(
  {
    runs: 'main/engine/runs/index.ts',
    threads: 'main/engine/runs/threads.ts',
    prepared: 'main/engine/workspace/prepared.ts',
    // For the process that looks at checkpoints.
    checkpoints: 'main/engine/workspace/checkpoints.ts',
    training: 'main/engine/training/index.ts',
    tensor: 'main/engine/tensor.ts',
  },
  'parallel',
)
const worker = path.join(projectRoot, 'out/main/worker.js')
const folder = mkdtempSync(path.join(tmpdir(), 'netloom-bench-parallel-'))

/** Each of the two by itself and both at once, in turn, so that all meet the same machine. */
async function measured(network) {
  const preparedFile = path.join(folder, `${network.width}.nla`)
  modules.prepared.writePrepared(preparedFile, preparedRows(network))
  const runs = []
  const open = async (seed, plan) => {
    const own = mkdtempSync(path.join(folder, 'run-'))
    const run = openRun({ ...modules, worker }, { network, preparedFile, folder: own, seed, plan })
    runs.push(run)
    const chosen = await run.plan()
    await run.warm(chosen.parts.at(-1).fromStep + (2 * network.rows) / network.batch)
    await run.pause()
    return chosen
  }
  try {
    // As in an experiment, the second run trains by the plan that the first has chosen.
    const plan = await open(1, null)
    await open(2, plan)
    const speed = async (run) => {
      const found = await run.speed(MEASURED_MS)
      await run.pause()
      return found
    }
    const rounds = []
    for (let round = 0; round < ROUNDS; round += 1) {
      const first = await speed(runs[0])
      const together = await Promise.all(runs.map((run) => run.speed(MEASURED_MS)))
      await Promise.all(runs.map((run) => run.pause()))
      const second = await speed(runs[1])
      rounds.push({ alone: added([first, second], 1 / 2), together: added(together, 1) })
    }
    return summed(network, plan, rounds)
  } finally {
    for (const run of runs) run.close()
  }
}

const added = (both, times) => ({
  steps: (both[0].steps + both[1].steps) * times,
  cores: (both[0].cores + both[1].cores) * times,
})

function summed({ label }, plan, rounds) {
  const of = (which, what) => round(median(rounds.map((one) => one[which][what])))
  return {
    network: label,
    tiers: plan.parts.map(({ tier }) => tier).join(', then '),
    alone: of('alone', 'steps'),
    together: of('together', 'steps'),
    ratio: round(median(rounds.map(({ alone, together }) => together.steps / alone.steps))),
    // Less than one and two: a busy machine is to blame, not the runs.
    cores: { alone: of('alone', 'cores'), together: of('together', 'cores') },
    rounds: rounds.map(({ alone, together }) => ({ alone: round(alone.steps), together: round(together.steps) })),
  }
}

/** What checkpoints of a network with large weights take, in a process like a worker's. */
function checkpoints() {
  const own = path.join(folder, 'checkpoints')
  const child = fileURLToPath(new URL('./parallel/checkpoints.mjs', import.meta.url))
  const job = JSON.stringify({ network: heavy, count: CHECKPOINTS })
  const env = { ...process.env, ...modules.threads.environmentFor(1) }
  return new Promise((resolve, reject) => {
    const forked = fork(child, [engineFolder('parallel'), own, job], { env, cwd: projectRoot })
    let told = null
    forked.on('message', (message) => (told = message))
    forked.on('close', (code) => {
      if (code === 0 && told !== null) resolve(told)
      else reject(new Error(`the process with large weights ended with ${code}`))
    })
  })
}

const results = []
let heavyTold
try {
  for (const network of networks) results.push(await measured(network))
  heavyTold = await checkpoints()
} finally {
  rmSync(folder, { recursive: true, force: true })
}

printTable(
  results.map(({ network, tiers, alone, together, ratio, cores }) => {
    const had = { 'cores alone': cores.alone, 'cores together': cores.together }
    return { network, tiers, 'steps/s alone': alone, 'both together': together, ratio, ...had }
  }),
)
const saved = {
  network: heavy.label,
  fileMb: Math.round(heavyTold.bytes / 2 ** 20),
  checkpoints: heavyTold.took.length,
  medianMs: round(median(heavyTold.took)),
  worstMs: round(worst(heavyTold.took)),
  percent: round(100 * heavyTold.share),
}
console.log(
  `${saved.network}: ${saved.checkpoints} checkpoints of ${saved.fileMb} MB, ${saved.medianMs} ms each, ${saved.percent} % of the time`,
)
if (options.quick) console.log('a quick one: nothing is kept')
else {
  const targets = [
    // The other way round, since targets are limits.
    ...results.map(({ network, ratio }) => {
      const what = `${network}: one alone, as a share of both together (${WANTED} times as many)`
      return { what, limit: round(1 / WANTED), is: round(1 / ratio), unit: 'of their steps' }
    }),
    { what: 'checkpoints of large weights', limit: MOST_FOR_CHECKPOINTS, is: saved.percent, unit: '% of the time' },
  ]
  keep('parallel', { measured: { results, checkpoints: saved }, targets }, { loadBefore })
  const facts = { ...machineFacts(), 'load average before': loadBefore, after: load() }
  const target = path.join(projectRoot, 'bench/results/parallel.md')
  writeFileSync(target, page({ results, saved, facts, wanted: WANTED, most: MOST_FOR_CHECKPOINTS }))
  console.log(`and in ${path.relative(projectRoot, target)}`)
}
