// A comparison: chosen runs side by side, as rows of what differs and what came out.
import type { Text } from '../fields/text'
import type { FieldValue } from '../fields/field'
import type { Problem } from '../contract/errors'
import type { BaselineInfo } from './baseline'
import type { Goal, Part } from './dataset'
import type { RunStatus } from './run'

export type Direction = 'higher' | 'lower'

export interface MetricInfo {
  name: string
  label: Text
  summary: Text
  direction: Direction
  goals: Goal[]
  /** One of the few that a goal is first judged by. */
  leading: boolean
}

/** A metric of a run on a part: its final value and, where it was logged by epoch, its best and last. */
export interface ComparedMetric {
  metric: string
  part: Part
  /** With the kept weights, exactly, on all rows. */
  final: number | null
  best: number | null
  bestAt: number | null
  last: number | null
}

export interface ComparedRun {
  run: string
  number: number
  name: string
  status: RunStatus
  seed: number
  parameters: number
  trainingMs: number | null
  settings: Record<string, FieldValue>
  metrics: ComparedMetric[]
}

/** A baseline beside the runs that it stands against. */
export interface ComparedBaseline extends BaselineInfo {
  /** Ids of those of the compared runs that were measured on the same rows. */
  runs: string[]
  /** `final` alone. */
  metrics: ComparedMetric[]
  elapsedMs: number
}

export interface Comparison {
  runs: ComparedRun[]
  metrics: MetricInfo[]
  /** Of each data that the runs were measured on; none until they are measured. */
  baselines: ComparedBaseline[]
  /** Names of the settings whose values differ between the runs. */
  differing: string[]
  /** What the second chart shows, and why there is no accuracy for regression. */
  secondChart: { metric: string; note: Text }
  /** Different protocols, unfinished runs. */
  problems: Problem[]
}
