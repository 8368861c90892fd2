// A process of its own: trains a network with large weights and tells the parent what share of the time its checkpoints took.
// From the question whether it is to stop, which comes right before a checkpoint, to the word that it is written.
import { rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { setPriority } from 'node:os'
import { graphOf, preparedRows } from './perceptrons.mjs'

const [, , built, folder, job] = process.argv
const { network, count } = JSON.parse(job)
// As the program's workers do.
setPriority(10)
const load = (name) => import(pathToFileURL(path.join(built, `${name}.js`)).href)
const [{ train }, { loadTensor, tensorVersion }, { checkpointStore }] = await Promise.all(
  ['training', 'tensor', 'checkpoints'].map(load),
)

const files = checkpointStore(folder, [], (line) => console.error(line))
let older = null
const store = {
  read: () => null,
  // The program keeps two.
  write(checkpoint) {
    const name = files.write(checkpoint)
    if (older !== null) rmSync(path.join(folder, older))
    older = name
    return name
  },
}

const now = () => performance.now()
let askedAt = now()
/** When each was written, and what it took, ms. */
const written = []
const context = {
  ...{ tf: loadTensor(), libraryVersion: tensorVersion(), threads: 1, store, now },
  signal: new AbortController().signal,
  pauseAsked: () => false,
  stopAsked() {
    askedAt = now()
    return written.length > count
  },
  resumed: () => Promise.resolve(),
  log: () => undefined,
  report: ({ kind }) => void (kind === 'checkpoint' && written.push({ at: now(), took: now() - askedAt })),
}
const training = { epochs: 100_000, batchSize: network.batch, keep: 'last', patience: 0, tier: 'graph' }
const input = { graph: graphOf(network), training, seed: 1, prepared: preparedRows(network), subject: 'bench' }
await train({ ...input, plan: null, resumes: false, start: null }, context)

// From the end of the first on: each with the training that came before it. The last was that of the end.
const [first, ...rest] = written.slice(0, count)
const span = rest.at(-1).at - first.at
const took = rest.map((one) => one.took)
const { size: bytes } = statSync(path.join(folder, older))
process.send({ share: took.reduce((sum, ms) => sum + ms, 0) / span, took, bytes })
process.disconnect()
