// What a task or a training is asked when nobody stops or pauses it, and what a run trains with that keeps nothing.
import type { CheckpointStore } from '../../main/engine/workspace'

export const neverPaused = {
  stopAsked: () => false,
  pauseAsked: () => false,
  resumed: () => Promise.resolve(),
  onWord: () => undefined,
}

/** A run that was never begun, by its name. */
export const begun = { plan: null, resumes: false, start: null, forecasts: [] }

export const noCheckpoints: CheckpointStore = { write: () => 'none', read: () => null }
