// How near the forecast of an epoch is: a probe, then a training of the same network, in pairs, since a machine's pace changes.
import { availableParallelism, loadavg } from 'node:os'
import { load } from './measuring/facts.mjs'
import { loadEngine } from './measuring/engine.mjs'
import { median, round, summary } from './measuring/numbers.mjs'
import { keep, printTable } from './measuring/report.mjs'

const PAIRS = 3
/** Epochs before it: the first may be taken by a graph and the second begin by compiling. */
const LOOKED_FROM = 3
const loadBefore = load()

const modules = await loadEngine(
  {
    architectures: 'main/engine/architectures/index.ts',
    training: 'main/engine/training/index.ts',
    probes: 'main/engine/runs/probes.ts',
    tensor: 'main/engine/tensor.ts',
    fields: 'shared/fields/index.ts',
  },
  'forecast',
)
const { architectures, training, probes, tensor, fields } = modules
const tf = tensor.loadTensor()
const libraryVersion = tensor.tensorVersion()

const workloads = [
  {
    name: 'mlp 10-16-1, batch 32',
    rows: 10_000,
    width: 10,
    batch: 32,
    epochs: 60,
    template: 'mlp',
    settings: { hidden: [16] },
  },
  {
    name: 'mlp 50-256-256-1, batch 256',
    rows: 20_000,
    width: 50,
    batch: 256,
    epochs: 30,
    template: 'mlp',
    settings: { hidden: [256, 256] },
  },
  { name: 'convolution, batch 64', rows: 3000, width: 10, batch: 64, epochs: 15, template: 'cnn1d', settings: {} },
  { name: 'lstm, batch 64', rows: 3000, width: 10, batch: 64, epochs: 15, template: 'lstm', settings: {} },
]

/** Rows of numbers that follow from their place, a fifth of them for validation. */
function dataOf({ rows, width }) {
  const features = Float32Array.from({ length: rows * width }, (_, i) => Math.sin(i * 12.9898))
  const target = Float32Array.from({ length: rows }, (_, row) => (features[row * width] > 0 ? 1 : 0))
  const part = Uint8Array.from({ length: rows }, (_, row) => (row % 5 === 0 ? 1 : 0))
  const inputs = Array.from({ length: width }, (_, i) => `x${i}`)
  const counts = { train: rows - rows / 5, validation: rows / 5, test: 0 }
  const facts = { goal: 'binary', width, inputs, classes: ['no', 'yes'], counts, droppedRows: 0 }
  const kept = { column: 'y', goal: 'binary', classes: facts.classes, mean: 0, deviation: 1 }
  const row = Int32Array.from({ length: rows }, (_, place) => place)
  return {
    facts,
    prepared: { preparation: { schemaVersion: 1, facts, steps: [], target: kept }, features, target, part, row },
  }
}

const common = {
  tf,
  libraryVersion,
  threads: 1,
  inOnePiece: false,
  now: () => performance.now(),
  signal: new AbortController().signal,
}

const busy = () => loadavg()[0] / availableParallelism()

async function probed(input) {
  const result = await training.probe(input, {
    ...common,
    peakBytes: () => process.resourceUsage().maxRSS * 1024,
    busy,
  })
  return probes.forecastOf(result)
}

/** Seconds of an epoch of a training with the settings of the probe, so that both take the same tier. */
async function trained(input) {
  const ends = []
  const context = {
    ...common,
    store: { read: () => null, write: () => undefined, clear: () => undefined },
    stopAsked: () => false,
    pauseAsked: () => false,
    resumed: () => Promise.resolve(),
    log: () => undefined,
    report: (said) => {
      if (said.kind === 'block' && said.name === 'loss/train') {
        ends.push({ epoch: said.first + said.values.length - 1, at: performance.now() })
      }
    },
  }
  await training.train({ ...input, subject: 'bench', plan: null, resumes: false, start: null }, context)
  const before = ends.find(({ epoch }) => epoch >= LOOKED_FROM - 1)
  const last = ends.at(-1)
  if (before === undefined || last.epoch <= before.epoch) throw new Error(`only ${ends.length} epochs were told apart`)
  return (last.at - before.at) / 1000 / (last.epoch - before.epoch)
}

const measured = []
for (const workload of workloads) {
  const { facts, prepared } = dataOf(workload)
  const { graph } = architectures.checkTemplate(workload.template, workload.settings, facts)
  const settings = fields.withDefaults(training.trainingFields, {
    batchSize: workload.batch,
    epochs: workload.epochs,
    keep: 'last',
  })
  const input = { graph, training: settings, seed: 1, prepared }
  const pairs = []
  for (let pair = 0; pair < PAIRS; pair += 1) {
    const { epochSeconds, tier } = await probed(input)
    const epoch = await trained(input)
    const within = epochSeconds.low <= epoch && epoch <= epochSeconds.high
    pairs.push({ ratio: epochSeconds.likely / epoch, within, likely: epochSeconds.likely, epoch, tier })
  }
  measured.push({ name: workload.name, pairs })
}

const factorOf = ({ ratio }) => Math.max(ratio, 1 / ratio)
printTable(
  measured.map(({ name, pairs }) => ({
    workload: name,
    tier: pairs[0].tier,
    'forecast s': round(median(pairs.map(({ likely }) => likely))),
    'epoch s': round(median(pairs.map(({ epoch }) => epoch))),
    'off by': round(median(pairs.map(factorOf))),
    'in its range': `${pairs.filter(({ within }) => within).length} of ${pairs.length}`,
  })),
)
keep(
  'forecast',
  {
    measured: {
      pairs: PAIRS,
      epochs: Object.fromEntries(workloads.map(({ name, epochs }) => [name, epochs])),
      ratios: Object.fromEntries(measured.map(({ name, pairs }) => [name, summary(pairs.map(({ ratio }) => ratio))])),
    },
    targets: measured.map(({ name, pairs }) => ({
      what: `${name}: forecast of an epoch off by`,
      limit: 1.5,
      is: round(median(pairs.map(factorOf))),
      unit: 'times',
    })),
  },
  { loadBefore },
)
