// What a schedule is: one entry of the schedule registry, the learning rate of each step from plain numbers.
import type { Field, Settings, Text } from '../../../../shared/fields'

/** A step of a run, and what is known about the run then. */
export interface Moment {
  /** From 0. */
  step: number
  /** Steps planned in all, at least 1. */
  steps: number
  stepsPerEpoch: number
  /** The training settings, the schedule's own among them; what is missing has its default. */
  settings: Settings
  /** The learning rate of the settings. */
  base: number
  /** What the schedule remembers of the epochs so far. */
  memory: readonly number[]
}

export interface Schedule {
  name: string
  label: Text
  summary: Text
  /** The classes of the same formula; null where there is none. */
  foreign: { keras: string | null; torch: string | null }
  /** Its own settings. One that several schedules have is the same field in all of them. */
  fields: readonly Field[]
  /** The learning rate of a step; the same moment always gives the same rate. */
  rate(moment: Moment): number
  /** What it remembers of the epochs before the first one: finite numbers, so that a checkpoint can keep them. */
  memory: readonly number[]
  /** What it remembers after an epoch whose monitored loss was `monitored`. */
  finished(memory: readonly number[], monitored: number, settings: Settings): readonly number[]
}

/** For all that look at nothing but the step. */
export const remembersNothing: Pick<Schedule, 'memory' | 'finished'> = { memory: [], finished: (memory) => memory }
