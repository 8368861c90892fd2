// Memory over 10,000 chunks on each compiled tier: resident bytes and native tensors, which are not to grow.
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { load } from './measuring/facts.mjs'
import { loadEngine } from './measuring/engine.mjs'
import { numbers, openOn, perceptron } from './measuring/networks.mjs'
import { keep, printTable } from './measuring/report.mjs'

const CHUNKS = 10_000
/** What allocators and caches take at first is no growth. */
const WARM_UP = 1000
const [WIDTH, BATCH, STEPS] = [10, 32, 4]
const loadBefore = load()

const { tensor, ...engine } = await loadEngine({
  session: 'main/engine/training/session.ts',
  settings: 'main/engine/training/settings.ts',
  tensor: 'main/engine/tensor.ts',
})
const tf = tensor.loadTensor()
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc')
/** Without what is only not yet collected. */
function megabytes() {
  collect()
  return process.memoryUsage.rss() / 2 ** 20
}
const nativeTensors = () => tf.backend().binding.getNumOfTensors()

function measure(tier) {
  const count = BATCH * STEPS
  const inputs = [{ shape: [WIDTH], values: numbers(count * WIDTH) }]
  const training = { batchSize: BATCH, optimizer: 'adam' }
  const given = { graph: perceptron(WIDTH, 16), inputs, target: numbers(count), training, tier }
  const session = openOn({ ...engine, tf }, given)
  const rows = Int32Array.from({ length: count }, (_, row) => row)
  const chunk = { rows, batchSize: BATCH, learningRates: new Float32Array(STEPS).fill(0.001) }
  const seen = []
  for (let done = 0; done <= CHUNKS; done += 1) {
    if (done >= WARM_UP && done % 1000 === 0) seen.push({ done, mb: megabytes(), tensors: nativeTensors() })
    session.advance(chunk)
  }
  session.dispose()
  const [first, last] = [seen[0], seen.at(-1)]
  return { tier, grownMb: last.mb - first.mb, tensors: last.tensors - first.tensors, mb: last.mb, seen }
}

const results = ['graph', 'xla'].map(measure)
printTable(
  results.map(({ tier, mb, grownMb, tensors }) => {
    return { tier, 'resident MB': Math.round(mb), 'grown MB': grownMb.toFixed(1), 'more tensors': tensors }
  }),
)
const targets = results.flatMap(({ tier, grownMb, tensors }) => [
  { what: `${tier}: growth over ${CHUNKS - WARM_UP} chunks`, limit: 10, is: Number(grownMb.toFixed(1)), unit: 'MB' },
  { what: `${tier}: native tensors more`, limit: 0, is: tensors, unit: 'tensors' },
])
const tiers = results.map(({ tier, seen }) => ({
  tier,
  residentMb: seen.map(({ mb }) => Math.round(mb * 10) / 10),
  nativeTensors: seen.map(({ tensors }) => tensors),
}))
keep(
  'memory',
  { measured: { network: `MLP ${WIDTH}-16-1, batch ${BATCH}, ${STEPS} steps a chunk`, tiers }, targets },
  { loadBefore },
)
