// The result as a page: bench/results/training.md.
import { round } from '../measuring/numbers.mjs'
import { CHECKED_EPOCHS } from './data.mjs'
import { TOLERANCE } from './agreement.mjs'
import { best, ratio, targets } from './summary.mjs'

const number = (value) => (value === null || value === undefined ? '-' : String(round(value)))
const line = (cells) => `| ${cells.join(' | ')} |`
const table = (head, rows) => [line(head), line(head.map(() => '---')), ...rows.map(line)].join('\n')

function spread({ blocks }) {
  return `${number(Math.min(...blocks))}-${number(Math.max(...blocks))}`
}

function stepCell(result) {
  if (!result) return '-'
  if (result.failed) return 'missing'
  const time = `${number(result.step)} (${spread(result)})`
  return result.agrees ? time : `**DISAGREES** ${time}`
}

/** A table of systems by workloads; `cell` gets a system's result, undefined where it took no part. */
function bySystem(rows, systems, cell) {
  const of = ({ results }, system) => results.find((result) => result.system.id === system.id)
  const lines = rows.map((row) => [row.workload.label, ...systems.map((system) => cell(of(row, system), row))])
  return table(['workload', ...systems.map(({ label }) => label)], lines)
}

const RATIOS = { tfjs: 'tfjs-node', keras: 'Keras on TensorFlow', jax: 'Keras on JAX', torch: 'PyTorch' }

function ratioTable(rows) {
  const lines = rows.map(({ workload, results }) => {
    const ratios = Object.keys(RATIOS).map((peer) => number(ratio(results, peer)))
    return [workload.label, workload.bound, ...ratios, best(results, 'torch')?.system.label ?? '-']
  })
  return table(['workload', 'bound by', ...Object.values(RATIOS), "PyTorch's best"], lines)
}

function targetTable(rows) {
  const word = { true: 'reached', false: '**missed**', null: 'not measured' }
  return table(
    ['times as fast as', 'is', 'at least', ''],
    targets(rows).map(({ what, is, least, reached }) => [what, number(is), least, word[reached]]),
  )
}

function arithmeticTable(rows, arithmetic) {
  const lines = rows.map(({ workload, results }) => {
    const operations = (6 * workload.multiplyAdds * workload.batch) / 1e9
    const bound = arithmetic ? (operations / arithmetic) * 1000 : null
    return [workload.label, number(operations / 2), number(bound), number(best(results, 'netloom')?.step)]
  })
  return table(['workload', 'thousand million multiply-adds a step', 'least ms by arithmetic', 'Netloom ms'], lines)
}

const compile = (result, { workload }) => {
  if (!result || result.failed) return '-'
  return number(Math.max(0, result.firstEpoch - (result.step * workload.steps) / 1000))
}
const measured = (pick) => (result) => (result && !result.failed ? number(pick(result)) : '-')
const losses = (result) => {
  if (!result || result.failed) return '-'
  return `${result.loss.toPrecision(5)} (${(result.deviation * 100).toFixed(2)} %)`
}

function missing(rows) {
  const failed = rows.flatMap(({ workload, results }) =>
    results
      .filter((result) => result.failed)
      .map((result) => `- ${result.system.label}, ${workload.label}: ${result.failed}`),
  )
  return failed.length > 0 ? ['## What could not be measured', failed.join('\n')] : []
}

function plans(rows) {
  const told = rows.flatMap(({ workload, results }) => {
    const plan = results.find(({ system }) => system.id === 'netloom')?.notes?.plan
    return plan ? [`- ${workload.label}: ${plan}`] : []
  })
  return told.length > 0 ? ['## Netloom’s plans', told.join('\n')] : []
}

/** @param {{ rows: object[], systems: object[], facts: object, arithmetic: number | null, quick: boolean, repeats: number }} all */
export function page({ rows, systems, facts, arithmetic, quick, repeats }) {
  const described = Object.entries(facts).map(([name, value]) => `${name} ${value}`)
  const parts = [
    '# Training benchmark',
    'Written by `npm run bench -- training`; what is measured and how is told in [docs/bench.md](../../docs/bench.md).',
    ...(quick ? ['**A quick run: smaller data, fewer repeats, no result to quote.**'] : []),
    `Machine: ${described.join(', ')}. Matrix products of 1024 x 1024 in PyTorch: ${number(arithmetic)} thousand million operations a second.`,
    '## Targets',
    targetTable(rows),
    `## Milliseconds a step: median of ${repeats} blocks (fastest-slowest)`,
    bySystem(rows, systems, stepCell),
    '## Times as fast: Netloom beside each peer at its best',
    ratioTable(rows),
    '## The arithmetic bound',
    arithmeticTable(rows, arithmetic),
    '## Seconds to the end of the first epoch, compiling included',
    bySystem(
      rows,
      systems,
      measured(({ firstEpoch }) => firstEpoch),
    ),
    '## Seconds of it beyond its steps: tracing, compiling, starting',
    bySystem(rows, systems, compile),
    '## Peak memory, MB',
    bySystem(
      rows,
      systems,
      measured(({ peakMb }) => peakMb),
    ),
    `## Loss of epoch ${CHECKED_EPOCHS}, and how far from the median (at most ${TOLERANCE * 100} %)`,
    bySystem(rows, systems, losses),
    ...plans(rows),
    ...missing(rows),
  ]
  return `${parts.join('\n\n')}\n`
}
