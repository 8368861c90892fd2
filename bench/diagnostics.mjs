// What diagnostics cost: milliseconds a step with gradients and updates recorded by layer beside none, and of one epoch's histograms.
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { parseArgs } from 'node:util'
import { projectRoot } from '../scripts/setup/places.mjs'
import { networks } from './diagnostics/networks.mjs'
import { page } from './diagnostics/report.mjs'
import { loadEngine } from './measuring/engine.mjs'
import { load, machineFacts } from './measuring/facts.mjs'
import { quantile, round } from './measuring/numbers.mjs'
import { printTable } from './measuring/report.mjs'

const { values: options } = parseArgs({ options: { quick: { type: 'boolean', default: false } } })
// Many short blocks, of which the fastest count: a busy neighbour slows the others.
const REPETITIONS = options.quick ? 20 : 60
const BLOCK_MS = 60
const TIERS = ['graph', 'xla']
/** Steps between two records; 0 is none. */
const EVERY = [0, 1, 100]
const SEED = 1
const loadBefore = load()

const engine = await loadEngine(
  {
    session: 'main/engine/training/session.ts',
    settings: 'main/engine/training/settings.ts',
    diagnostics: 'main/engine/training/course/diagnostics.ts',
    reporter: 'main/engine/training/reporter.ts',
    tensor: 'main/engine/tensor.ts',
  },
  'diagnostics',
)
const tf = engine.tensor.loadTensor()
const now = () => performance.now()

/** A session that takes steps as a run does, what it records handed to a reporter whose reports nobody stores. */
function opened({ graph, prepared, source, batch }, tier, every) {
  const settings = engine.settings.trainingSettings({
    batchSize: batch,
    diagnosticsEvery: every,
    histogramsEvery: 1,
    learningRate: 0.0001,
  })
  const wants = { gradientNorm: false, health: every > 0 }
  const onFallback = (wanted, taken, reason) => {
    throw new Error(`${wanted} became ${taken}: ${reason}`)
  }
  const session = engine.session.openSession(
    { graph, settings, seed: SEED, prepared, source, wants, start: null, now, onFallback },
    tf,
  )
  session.follow([{ tier, fromStep: 0 }])
  const reporter = engine.reporter.createReporter({ report: () => undefined, now, steps: 1e9 })
  const diagnostics = engine.diagnostics.createDiagnostics({ session, settings, reporter, now, beforeMs: 0 })
  return { session, reporter, diagnostics, steps: 0, epochs: 0 }
}

function take(run, rows, batch) {
  const count = rows.length / batch
  const result = run.session.advance({ rows, batchSize: batch, learningRates: new Float32Array(count).fill(0.0001) })
  if (result.bad) throw new Error(result.bad.problem.message.en)
  run.reporter.append('loss/step', 'step', run.steps + 1, result.losses)
  run.diagnostics.steps(result, run.steps)
  run.steps += count
  run.reporter.at(1, run.steps)
}

/** Milliseconds a step over a block of chunks. */
function block(run, rows, batch) {
  const from = now()
  const before = run.steps
  while (now() - from < BLOCK_MS) take(run, rows, batch)
  return (now() - from) / (run.steps - before)
}

function histograms(run) {
  const from = now()
  run.diagnostics.epoch((run.epochs += 1))
  return now() - from
}

/** All settings in turn in each repetition, so that all meet the same machine. */
function measured(network, tier) {
  const { batch, chunk } = network
  const rows = Int32Array.from({ length: batch * chunk }, (_, at) => at % network.rows)
  const runs = EVERY.map((every) => opened(network, tier, every))
  // Compiling, and the first calls, do not count.
  for (const run of runs) for (let time = 0; time < 2; time += 1) take(run, rows, batch)
  for (let time = 0; time < 2; time += 1) histograms(runs[0])
  const repetitions = Array.from({ length: REPETITIONS }, () => ({
    steps: runs.map((run) => block(run, rows, batch)),
    histograms: histograms(runs[0]),
  }))
  for (const { session } of runs) session.dispose()
  const [off, every, hundredth] = EVERY.map((_, at) => fastest(repetitions.map(({ steps }) => steps[at])))
  const took = fastest(repetitions.map((one) => one.histograms))
  return { network, tier, off, every, hundredth, histograms: took }
}

/** The time that a tenth of the repetitions stay under. */
const fastest = (times) => quantile(times, 0.1)

const results = networks().flatMap((network) => TIERS.map((tier) => measured(network, tier)))
printTable(
  results.map(({ network, tier, off, every, hundredth, histograms: took }) => ({
    network: `${network.label}, ${tier}`,
    'ms a step': round(off),
    'every step': `x ${round(every / off)}`,
    'every 100': `x ${round(hundredth / off)}`,
    'histograms ms': round(took),
    'as steps': round(took / off),
  })),
)
const folder = path.join(projectRoot, options.quick ? 'node_modules/.cache/netloom-bench-diagnostics' : 'bench/results')
mkdirSync(folder, { recursive: true })
const facts = { ...machineFacts(), 'load average before': loadBefore, after: load() }
writeFileSync(path.join(folder, 'diagnostics.md'), page({ results, facts, repetitions: REPETITIONS }))
console.log(`kept in ${path.relative(projectRoot, path.join(folder, 'diagnostics.md'))}`)
