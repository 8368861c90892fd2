// How a run will train, fixed before step 0 and stored in the run.
import type { Plan } from '../../../shared/records'

/** Plain TensorFlow operations one by one: the reference of all tiers. */
export function eagerPlan({ threads, libraryVersion }: { threads: number; libraryVersion: string }): Plan {
  const reason = { en: 'TensorFlow runs one operation after the other.', zh: 'TensorFlow 逐个执行运算。' }
  const parts: Plan['parts'] = [{ tier: 'eager', fromStep: 0 }]
  return { parts, reason, threads, libraryVersion, chunkSteps: 0, forecast: [], notes: [] }
}
