// Scores every pair of a user and a candidate, for networks that read the blocks `user` and `item`.
import type * as tf from '@tensorflow/tfjs-node'
import { sizeOf } from '../../architectures'
import type { NetworkInput } from '../../architectures'
import type { RankingCases } from '../../datasets'
import { createPass } from '../pass'
import type { Pass } from '../pass'
import { CaseList, candidatesOf, scoresIn } from './scorer'
import type { RankerParts, Scorer, Scoring } from './scorer'

/** Pairs that are scored in reasonable time. */
export const mostPairs = 20_000_000
const pairsABlock = 16_384
/** A block's largest layer takes 64 MB at most. */
const numbersABlock = 16_777_216

/** Null for a network that reads anything else, or gives more than one number a pair. */
export function createPairScorer({ network, widest }: RankerParts): Scorer | null {
  const { tf: tensorflow, inputs, outputs } = network
  const reads = inputs.map(({ id }) => id)
  const isPair = inputs.every(({ id, shape }) => ['user', 'item'].includes(id) && sizeOf(shape) === 1)
  if (!isPair || !reads.includes('item') || outputs.length !== 1 || sizeOf(outputs[0]?.shape ?? []) !== 1) return null
  const count = Math.max(1, Math.min(pairsABlock, Math.floor(numbersABlock / widest)))
  const pass = createPass(tensorflow, (given, scan) => {
    const weights = given.slice(0, network.weights.length)
    const result = network.run({ weights, inputs: given.slice(weights.length), training: false, step: null, scan })
    return [tensorflow.reshape(scoresIn(result), [count])]
  })
  const block = new Block(count)
  return {
    most: mostPairs,
    async score(cases, scoring) {
      const run = () => scoresOf(block, { pass, network, inputs }, scoring)
      await scoreAll(cases, { block, run, scoring })
    },
    dispose: () => pass.dispose(),
  }
}

/** Pairs to be scored at once, and whose list each belongs to. */
class Block {
  readonly users: Int32Array
  readonly items: Int32Array
  readonly lists: CaseList[] = []
  filled = 0

  constructor(readonly size: number) {
    this.users = new Int32Array(size)
    this.items = new Int32Array(size)
  }

  add(list: CaseList, user: number, item: number): void {
    this.lists[this.filled] = list
    this.users[this.filled] = user
    this.items[this.filled++] = item
  }
}

interface Ran {
  pass: Pass
  network: RankerParts['network']
  inputs: readonly NetworkInput[]
}

/** The scores of the pairs of a block; what fills it up beyond them is scored as well and means nothing. */
function scoresOf({ users, items, size }: Block, { pass, network, inputs }: Ran, scoring: Scoring): Float32Array {
  const { tf: tensorflow } = network
  const tensors = inputs.map(({ id, shape, dtype }) => {
    const codes = id === 'user' ? users : items
    const values = dtype === 'int32' ? codes : Float32Array.from(codes)
    return tensorflow.tensor(values.slice(), [size, ...shape], dtype)
  })
  const results = pass.run([...scoring.weights, ...tensors], scoring.compiles)
  const scores = (results[0] as tf.Tensor).dataSync<'float32'>() as Float32Array
  tensorflow.dispose([...results, ...tensors])
  return scores
}

interface ScoreAll {
  block: Block
  run: () => Float32Array
  scoring: Scoring
}

async function scoreAll({ cases, cutoff, items }: RankingCases, all: ScoreAll): Promise<void> {
  const { block, run, scoring } = all
  block.filled = 0
  const flush = async () => {
    if (block.filled === 0) return
    const scores = run()
    for (let at = 0; at < block.filled; at++) block.lists[at]?.add(block.items[at] as number, scores[at] as number)
    block.filled = 0
    await scoring.pause()
  }
  let waiting: CaseList[] = []
  const close = () => {
    for (const list of waiting) scoring.done(list.result())
    waiting = []
  }
  for (const one of cases) {
    const list = new CaseList(one, cutoff)
    for (const item of candidatesOf(one, items)) {
      if (block.filled === block.size) {
        await flush()
        // All lists but this one have their last score.
        close()
      }
      block.add(list, one.user, item)
    }
    waiting.push(list)
  }
  await flush()
  close()
}
