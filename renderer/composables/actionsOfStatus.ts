// What a person can have a run do in each state.
import type { RunStatus } from '../../shared/records'

export type RunAct = 'pause' | 'resume' | 'stop' | 'restart'

const acts: Record<RunStatus, readonly RunAct[]> = {
  queued: ['stop'],
  starting: ['stop'],
  compiling: ['stop'],
  training: ['pause', 'stop'],
  paused: ['resume', 'stop'],
  stopping: [],
  finished: [],
  stopped: ['resume', 'restart'],
  failed: ['restart'],
  interrupted: ['resume', 'restart'],
}

/** In the order in which they are shown. */
export function actionsOfStatus(status: RunStatus): readonly RunAct[] {
  return acts[status]
}

/** True where a stop keeps the weights; elsewhere nothing was trained yet, and the worker cannot even hear. */
export function stopKeeps(status: RunStatus): boolean {
  return status === 'training' || status === 'paused'
}
