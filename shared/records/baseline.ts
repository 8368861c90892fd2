// A baseline: something simple that every network has to beat, measured on the same rows.
import type { Text } from '../fields/text'
import type { Scores } from './run'

export interface BaselineInfo {
  name: string
  label: Text
  summary: Text
}

/** What it came to on prepared data, with the metrics of a run, exactly on all rows. */
export interface BaselineScores {
  baseline: string
  scores: Scores
  elapsedMs: number
}
