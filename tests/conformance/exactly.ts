// Sixty steps of a small network with everything that is remembered between steps, taken in chunks of any size.
import { createHash } from 'node:crypto'
import { epochOrder } from '../../main/engine/training/order'
import type { Session } from '../../main/engine/training/session'
import type { Graph, Plan, Tier } from '../../shared/records'
import { endOf, opened } from './tiers'
import type { Numbers, Trial } from './tiers'

const batchSize = 40
const graph: Graph = {
  layers: [
    { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] },
    { id: 'hidden', type: 'dense', settings: { units: 6, activation: 'tanh' }, inputs: ['in'] },
    { id: 'norm', type: 'batchNormalisation', settings: {}, inputs: ['hidden'] },
    { id: 'drop', type: 'dropout', settings: { rate: 0.3 }, inputs: ['norm'] },
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'sigmoid' }, inputs: ['drop'] },
  ],
  outputs: ['out'],
}

/** Nadam remembers a number of the run, and accumulation gradients of the update to come. */
const trial = (seed: number): Trial => ({ graph, seed, training: { optimizer: 'nadam', accumulate: 3 } })

export function openedOn(parts: Plan['parts'], seed = 7): Session {
  const session = opened(trial(seed))
  session.follow(parts)
  return session
}

/** Sixty steps in chunks of these sizes; each is taken by the next of the sessions, which begins with what the last one left. */
export async function sixtySteps(sessions: readonly Session[], chunks: readonly number[], seed = 7): Promise<Numbers> {
  const first = sessions[0] as Session
  const order = Array.from({ length: 20 }, (_, epoch) => [...epochOrder(first.data.rows.train, seed, epoch + 1)])
  const rows = Int32Array.from(order.flat())
  const losses: number[] = []
  let [session, done] = [first, 0]
  for (const [index, steps] of chunks.entries()) {
    const next = sessions[index % sessions.length] as Session
    if (next !== session) next.restore(session.snapshot())
    session = next
    const learningRates = Float32Array.from({ length: steps }, (_, step) => 0.05 / (1 + done + step))
    const own = rows.slice(done * batchSize, (done + steps) * batchSize)
    losses.push(...session.advance({ rows: own, batchSize, learningRates }).losses)
    done += steps
  }
  return { losses, ...(await endOf(session)) }
}

export function digestOfSteps(numbers: Numbers): string {
  const hash = createHash('sha256')
  for (const [key, values] of Object.entries(numbers))
    hash.update(key).update(new Uint8Array(Float64Array.from(values).buffer))
  return hash.digest('hex')
}

/** The whole work of a child process of the tests. */
export async function printSteps(tier: Tier): Promise<void> {
  process.stdout.write(digestOfSteps(await sixtySteps([openedOn([{ tier, fromStep: 0 }])], [60])))
}
