// What the loop works with from chunk to chunk: what is the same for all of a run, and what it remembers on the way.
import type { Plan } from '../../../../shared/records'
import type { Checkpoint } from '../../workspace/checkpoints'
import { Keeper } from '../keeper'
import type { Pause } from '../pause'
import type { Reporter } from '../reporter'
import type { Session } from '../session'
import type { TrainingSettings } from '../settings'
import type { Diagnostics } from './diagnostics'
import type { Rates } from './rates'
import { createTally, restoredTally } from './tally'
import type { Tally } from './tally'

/** The same for all epochs of a run. */
export interface Course {
  session: Session
  settings: TrainingSettings
  seed: number
  plan: Plan
  /** What a checkpoint must be of to be used here. */
  subject: string
  /** The step after which the run ends at the latest. */
  lastStep: number
  /** What decides which epoch is best: the loss, or a ranking metric where lists can be made. */
  watch: string
  reporter: Reporter
  diagnostics: Diagnostics
  pause: Pause
  /** Between any two chunks: keeps a checkpoint when one is due and waits while the run is paused; true when it is to stop. */
  rest(journey: Journey): Promise<boolean>
  /** Says what comes next; resolves when that is on its way. */
  announce(status: 'compiling' | 'training'): Promise<void>
}

/** Where a training is: with the session's state, all that a checkpoint holds. */
export interface Journey {
  /** Under way, from 1. */
  epoch: number
  /** Steps done in all. */
  steps: number
  tally: Tally
  keeper: Keeper
  rates: Rates
}

export function firstJourney(session: Session, settings: TrainingSettings, rates: Rates): Journey {
  return { epoch: 1, steps: 0, tally: createTally(session), keeper: new Keeper(settings, session.weights()), rates }
}

/** Puts the session where the checkpoint was, and gives the journey from there. */
export function resumedJourney(course: Pick<Course, 'session' | 'settings'>, from: Checkpoint, rates: Rates): Journey {
  const { session, settings } = course
  session.restore(from.state)
  const keeper = new Keeper(settings, from.keeper.kept.weights)
  keeper.restore(from.keeper)
  rates.restore(from.schedule)
  const { epoch, steps } = from.place
  return { epoch, steps, tally: restoredTally(session, from, settings.batchSize), keeper, rates }
}

export function checkpointOf({ session, plan, subject, reporter, diagnostics }: Course, journey: Journey): Checkpoint {
  const { epoch, steps, tally, keeper, rates } = journey
  return {
    schemaVersion: 1,
    subject,
    plan,
    place: { epoch, rows: tally.rows, steps },
    sums: { loss: tally.lossSum, gradientNorm: tally.normSum },
    outputs: tally.outputs(),
    state: session.snapshot(),
    keeper: keeper.state(),
    schedule: rates.state(),
    elapsedMs: reporter.elapsedMs(),
    histogramsMs: diagnostics.histogramsMs() ?? 0,
  }
}
