// How a run will train, fixed before step 0 and stored in the run.
import type { Plan } from '../../../shared/records'

/** Plain TensorFlow operations one by one: the reference of all tiers. */
export function eagerPlan({ threads, libraryVersion }: { threads: number; libraryVersion: string }): Plan {
  return { tier: 'eager', reason: 'operations run one by one', threads, libraryVersion }
}
