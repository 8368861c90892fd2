// What a baseline is worth: fitted on the training rows, scored on every part as a network is.
import { parts } from '../../../shared/records'
import type { BaselineScores, Part, Scores } from '../../../shared/records'
import { rankingCases } from '../datasets'
import type { Pieces } from '../datasets'
import { scoresOf } from '../metrics'
import type { RankedCase } from '../metrics'
import { CaseList, candidatesOf, judgedCases, measured, scoresOfLists } from '../training'
import type { Prepared } from '../workspace/prepared'
import type { Baseline, Fitted } from './baseline'
import { byTarget } from './byTarget'
import { rowsOf } from './rows'

const casesAPiece = 64

/**
 * Of every target that it suits, with the metrics of a network on the same rows and cases. Null where the data are too large for it, or
 * there is no such target.
 */
export function* measure(baseline: Baseline, prepared: Prepared): Pieces<BaselineScores | null> {
  const began = performance.now()
  const scores: Scores = { train: {}, validation: {}, test: {} }
  let fits = 0
  for (const one of byTarget(prepared)) {
    const fitted = baseline.suits(one.prepared.preparation) ? yield* baseline.fit(one.prepared) : null
    if (fitted === null) continue
    fits += 1
    for (const part of parts) {
      const found = yield* scored(fitted, one.prepared, part)
      for (const [metric, value] of Object.entries(found)) scores[part][one.nameOf(metric)] = value
    }
  }
  return fits === 0 ? null : { baseline: baseline.name, scores, elapsedMs: performance.now() - began }
}

function* scored(fitted: Fitted, prepared: Prepared, part: Part): Pieces<Record<string, number>> {
  const rows = rowsOf(prepared, part)
  if (rows.length === 0) return {}
  const ofRows = fitted.outputs === undefined ? {} : scoresOf(measured(prepared, rows, fitted.outputs(rows)))
  return { ...ofRows, ...(yield* ranked(fitted, prepared, part)) }
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
  return scoresOfLists({ ...all, cases }, lists)
}
