// The registry of table steps, in the order in which they are offered.
import { contradictions } from './contradictions'
import { convert } from './convert'
import { dateParts } from './dateParts'
import { deduplicate } from './deduplicate'
import { derive } from './derive'
import { eventWeights } from './eventWeights'
import { filter } from './filter'
import { implicitThreshold } from './implicitThreshold'
import { join } from './join'
import { kCore } from './kCore'
import { lags } from './lags'
import { mergeSpellings } from './mergeSpellings'
import { pseudonyms } from './pseudonyms'
import { range } from './range'
import { rename } from './rename'
import { rowWeights } from './rowWeights'
import { rowStandardise } from './rowStandardise'
import { select } from './select'
import { sessions } from './sessions'
import type { TableStep } from './step'

export const tableSteps: readonly TableStep[] = [
  filter,
  select,
  rename,
  derive,
  convert,
  mergeSpellings,
  join,
  range,
  contradictions,
  deduplicate,
  kCore,
  implicitThreshold,
  eventWeights,
  rowWeights,
  sessions,
  dateParts,
  lags,
  rowStandardise,
  pseudonyms,
]

const byName = new Map(tableSteps.map((step) => [step.name, step]))

/** The step of that name, undefined when there is none (a recipe of a newer version). */
export function tableStep(name: string): TableStep | undefined {
  return byName.get(name)
}

export { formOf, similarSpellings } from './spellings'
export type { CountedValue } from './spellings'
export type { StepInput, StepSql, TableColumn, TableStep } from './step'
