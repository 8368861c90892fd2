// Judges a recommender by the lists of items that it would give: scores for every candidate, the best of them, ranking metrics.
import type * as tf from '@tensorflow/tfjs-node'
import { rankingCases } from '../../datasets'
import type { RankingCase, RankingCases } from '../../datasets'
import { rankingScores } from '../../metrics'
import type { RankedCase } from '../../metrics'
import type { Prepared } from '../../workspace/prepared'
import { createListScorer, mostScores } from './listScorer'
import { createPairScorer, mostPairs } from './pairScorer'
import type { RankerParts, Scorer } from './scorer'

export interface Ranked {
  /** Of the ranking metrics; none where there is nothing to recommend. */
  scores: Record<string, number>
  /** Lists that were made, and those that there would be: they differ where all would take too long. */
  made: number
  wanted: number
}

export interface Ranker {
  /** Exactly, with these weights; `pause` is awaited between blocks. Null where the data or the network recommend nothing. */
  rank(
    weights: readonly tf.Tensor[],
    part: 'validation' | 'test',
    pause: () => Promise<void>,
    compiles: boolean,
  ): Promise<Ranked | null>
  /** Whether there is anything to rank. */
  recommends(part: 'validation' | 'test'): boolean
  dispose(): void
}

export function createRanker(parts: RankerParts, prepared: Prepared): Ranker {
  let scorer: Scorer | null = null
  const casesOf = { validation: remembered(prepared, 'validation'), test: remembered(prepared, 'test') }

  function wanted(part: 'validation' | 'test'): { all: RankingCases; scorer: Scorer } | null {
    const all = casesOf[part]()
    if (all === null || all.cases.length === 0 || all.items === 0) return null
    scorer ??= scorerFor(parts, prepared, all.items)
    return scorer && { all, scorer }
  }

  return {
    recommends: (part) => wanted(part) !== null,
    async rank(weights, part, pause, compiles) {
      const found = wanted(part)
      if (found === null) return null
      const { all, scorer } = found
      const cases = thinned(all, scorer.most)
      const ranked: RankedCase[] = []
      await scorer.score({ ...all, cases }, { weights, compiles, pause, done: (one) => void ranked.push(one) })
      return { scores: scoresOfLists({ ...all, cases }, ranked), made: cases.length, wanted: all.cases.length }
    },
    dispose: () => scorer?.dispose(),
  }
}

/** The lists of a part, found once: they may be asked for after every epoch. */
function remembered(prepared: Prepared, part: 'validation' | 'test'): () => RankingCases | null {
  let found: { cases: RankingCases | null } | null = null
  return () => {
    found ??= { cases: rankingCases(prepared, part) }
    return found.cases
  }
}

/** What a run's log says where not every list was made. */
export function thinnedLine(part: string, { made, wanted }: Ranked): string {
  return `recommendations of the ${part} part were judged by ${made} of ${wanted} lists, evenly chosen: all would take too long`
}

/** By what the network reads and gives: a score of a pair, or one number for each item; null when it is neither. */
function scorerFor(parts: RankerParts, prepared: Prepared, items: number): Scorer | null {
  const { goal, arrangement } = { ...prepared.preparation.facts, ...prepared.preparation }
  if (arrangement?.task === 'topN' && goal === 'binary') return createPairScorer(parts)
  if (arrangement?.task === 'nextItem' && goal === 'multiclass') return createListScorer(parts, items)
  return null
}

/** What the lists of these cases are worth. Coverage is of lists out of all items alone. */
export function scoresOfLists(
  { cutoff, cases, items }: RankingCases,
  lists: readonly RankedCase[],
): Record<string, number> {
  const drawn = cases.some(({ candidates }) => candidates !== null)
  return rankingScores({ cutoff, cases: [...lists], items: drawn ? null : items })
}

/** The cases that a network would be judged by. */
export function judgedCases({ preparation }: Prepared, all: RankingCases): RankingCase[] {
  return thinned(all, preparation.arrangement?.task === 'topN' ? mostPairs : mostScores)
}

/** So many evenly spread cases that their candidates are at most `most`; all when they are. */
function thinned({ cases, items }: RankingCases, most: number): RankingCase[] {
  const sizes = cases.reduce((sum, { candidates }) => sum + (candidates?.length ?? items), 0)
  const every = Math.max(1, Math.ceil(sizes / most))
  return cases.filter((_, index) => index % every === 0)
}
