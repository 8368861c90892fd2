// What a scorer of recommendations is, and what its kinds share.
import type * as tf from '@tensorflow/tfjs-node'
import type { RankingCase, RankingCases } from '../../datasets'
import type { RankedCase } from '../../metrics'
import type { Network, PassResult } from '../../architectures'
import type { TrainingData } from '../data'
import { TopList } from './topList'

export interface RankerParts {
  network: Network
  data: TrainingData
  /** Numbers that the largest layer makes of a row: how many rows fit into a block. */
  widest: number
}

export interface Scoring {
  weights: readonly tf.Tensor[]
  /** True when a graph is to run it instead of plain operations. */
  compiles: boolean
  /** Awaited between blocks. */
  pause(): Promise<void>
  /** Hears of each list, in the order of the cases. */
  done(one: RankedCase): void
}

export interface Scorer {
  /** Candidates that can be scored in reasonable time. */
  most: number
  score(cases: RankingCases, scoring: Scoring): Promise<void>
  dispose(): void
}

/** What stands before a final sigmoid or softmax, which tells scores apart that both round to 1; else the output. */
export function scoresIn({ outputs, logits }: PassResult): tf.Tensor {
  return logits[0]?.tensor ?? (outputs[0] as tf.Tensor)
}

/** The list of a case under way, to be given the scores of its candidates. */
export class CaseList {
  private readonly list: TopList
  private readonly right: ReadonlySet<number>

  constructor(
    private readonly one: RankingCase,
    cutoff: number,
  ) {
    this.list = new TopList(cutoff)
    this.right = new Set(one.relevant)
  }

  add(item: number, score: number): void {
    this.list.add(item, score, this.right.has(item))
  }

  result(): RankedCase {
    return this.list.result(this.one.count)
  }
}

/** The candidates of a case, by code. */
export function* candidatesOf({ candidates, isSeen }: RankingCase, items: number): Iterable<number> {
  if (candidates !== null) return yield* candidates
  for (let item = 1; item <= items; item++) if (!isSeen(item)) yield item
}
