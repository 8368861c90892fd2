// Every event that the engine sends, in the past tense, in numbered batches: a receiver that sees a gap reads its records again.
import type * as R from '../records'
import type { WireError } from './errors'

export interface Events {
  'tasks.progressed': R.TaskProgress
  'workspace.changed': R.Workspace | null
  'datasets.changed': { dataset: string }
  'architectures.changed': { architecture: string }
  'runs.changed': R.Run
  'runs.removed': { run: string }
  'runs.progressed': R.RunProgress
  /** Of the prepared data of this hash. */
  'baselines.measured': { prepared: string }
  'queue.changed': R.QueueState
  'exports.changed': { id: string }
  'playground.moved': R.PlayFrame
  /** Its worker was lost, or could not go on. */
  'playground.ended': { play: string; error: WireError }
}
export type EventName = keyof Events
export type AppEvent = { [N in EventName]: { name: N; payload: Events[N] } }[EventName]

export interface EventBatch {
  /** Counts up by one for each batch of a host; starts at 1 again when the host starts again. */
  sequence: number
  events: AppEvent[]
}
