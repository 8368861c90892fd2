// A process of its own: takes steps on a table of a size and prints what a step and a call cost, and the height of its memory.
import { loadEngine } from './engine.mjs'
import { peakMb } from './memory.mjs'
import { factorisation, ids, numbers, openOn } from './networks.mjs'

const [, , size, tier, optimizer] = process.argv
const [entries, people, width, batchSize, rows] = [Number(size), 1000, 64, 256, 102_400]
const { tensor, ...engine } = await loadEngine({
  session: 'main/engine/training/session.ts',
  settings: 'main/engine/training/settings.ts',
  tensor: 'main/engine/tensor.ts',
})
const tf = tensor.loadTensor()
const inputs = [people, entries].map((limit) => ({ shape: [1], values: ids(rows, limit) }))
const training = { optimizer, batchSize }
const begun = performance.now()
const given = { graph: factorisation(people, entries, width), inputs, target: numbers(rows), training, tier }
const session = openOn({ ...engine, tf }, given)
const openMs = performance.now() - begun

/** Milliseconds of a call that takes so many steps. */
function call(steps) {
  const chosen = Int32Array.from({ length: steps * batchSize }, (_, i) => i % rows)
  const learningRates = new Float32Array(steps).fill(0.001)
  const startedAt = performance.now()
  session.advance({ rows: chosen, batchSize, learningRates })
  return performance.now() - startedAt
}

call(2)
// Dense gradients of a large table, and tables of the tier eager, cost much a step: fewer steps tell as much.
const costly = tier === 'eager' || optimizer !== 'lazyAdam'
const most = costly ? (entries > 10_000 ? 5 : 200) : 4000
const rounds = Array.from({ length: 5 }, () => ({ one: call(1), many: call(most + 1) }))
const steps = rounds.map(({ one, many }) => Math.max(0, many - one) / most)
const fixed = rounds.map(({ one }, i) => Math.max(0, one - steps[i]))
const peak = peakMb(process.pid)
console.log(JSON.stringify({ steps, fixed, openMs: Math.round(openMs), peakMb: peak }))
process.exit(0)
