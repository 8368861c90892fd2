// What a baseline is worth: fitted on the training rows, scored on every part as a network is.
import { parts } from '../../../shared/records'
import type { BaselineScores, Part, Scores } from '../../../shared/records'
import { rankingCases } from '../datasets'
import type { Pieces } from '../datasets'
import { rankingScores, scoresOf } from '../metrics'
import type { RankedCase } from '../metrics'
import { CaseList, candidatesOf, judgedCases, measured } from '../training'
import type { Prepared } from '../workspace/prepared'
import type { Baseline, Fitted } from './baseline'
import { rowsOf } from './rows'

const casesAPiece = 64

/** Null where the data are too large for it. The same cases are judged as of a network, the same metrics computed. */
export function* measure(baseline: Baseline, prepared: Prepared): Pieces<BaselineScores | null> {
  const began = performance.now()
  const fitted = yield* baseline.fit(prepared)
  if (fitted === null) return null
  const scores: Scores = { train: {}, validation: {}, test: {} }
  for (const part of parts) {
    const rows = rowsOf(prepared, part)
    if (rows.length === 0) continue
    const ofRows = fitted.outputs === undefined ? {} : scoresOf(measured(prepared, rows, fitted.outputs(rows)))
    scores[part] = { ...ofRows, ...(yield* ranked(fitted, prepared, part)) }
  }
  return { baseline: baseline.name, scores, elapsedMs: performance.now() - began }
}

function* ranked({ scores }: Fitted, prepared: Prepared, part: Part): Pieces<Record<string, number>> {
  const all = part === 'train' || scores === undefined ? null : rankingCases(prepared, part)
  if (all === null || scores === undefined || all.cases.length === 0 || all.items === 0) return {}
  const cases = judgedCases(prepared, all)
  const lists: RankedCase[] = []
  for (const [at, one] of cases.entries()) {
    if (at % casesAPiece === 0) yield { done: at, total: cases.length }
    const given = scores(one, all.items)
    const list = new CaseList(one, all.cutoff)
    for (const item of candidatesOf(one, all.items)) list.add(item, given[item] as number)
    lists.push(list.result())
  }
  const items = cases.some(({ candidates }) => candidates !== null) ? null : all.items
  return rankingScores({ cutoff: all.cutoff, cases: lists, items })
}
