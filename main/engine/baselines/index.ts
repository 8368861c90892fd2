// Baselines, before runs in the flow: something simple that every network has to beat, one file a baseline, one line here.
import type { BaselineInfo, Preparation } from '../../../shared/records'
import type { Baseline } from './baseline'
import { preparationsOf } from './byTarget'
import { ease } from './ease'
import { followers } from './followers'
import { itemNeighbours } from './itemNeighbours'
import { lastValue } from './lastValue'
import { linear } from './linear'
import { logistic } from './logistic'
import { majority } from './majority'
import { mean } from './mean'
import { pairMeans } from './pairMeans'
import { popularity } from './popularity'
import { seasonal } from './seasonal'

export type { Baseline } from './baseline'
export { measure } from './measure'

export const baselines = {
  majority,
  mean,
  linear,
  logistic,
  lastValue,
  seasonal,
  pairMeans,
  popularity,
  followers,
  itemNeighbours,
  ease,
} as const satisfies Record<string, Baseline>

/** Those for some target of data of this kind, the simplest first. */
export function baselinesFor(preparation: Preparation): Baseline[] {
  return Object.values<Baseline>(baselines).filter((one) => preparationsOf(preparation).some(one.suits))
}

export function baselineInfos(): BaselineInfo[] {
  return Object.values(baselines).map(({ name, label, summary }) => ({ name, label, summary }))
}
