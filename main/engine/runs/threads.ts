// How many threads a run computes with: decided before it starts, since they decide the bits of its numbers.
import type { Run } from '../../../shared/records/run'

/** Multiplications in a row, with nothing to wait for, from which on more threads are faster than one. */
const worthSharing = 32_000_000
/** What an update of one parameter takes, in multiplications: some ten passes over memory. */
const anUpdate = 8

export interface ThreadsInput extends Pick<Run, 'plan' | 'parameters' | 'training' | 'facts'> {
  /** Numbers in the largest weight that rows are multiplied by. */
  largestKernel: number
}

/**
 * `atOnce`: runs that share the cores. A run that has a plan keeps its threads. What counts is the largest piece of a step, not all
 * of it: a recurrent net has many small ones, one after another, and a table whose rows are looked up is multiplied by nothing.
 */
export function threadsFor(run: ThreadsInput, cores: number, atOnce: number): number {
  if (run.plan !== null) return Math.max(1, run.plan.threads)
  const { batching, batchSize } = run.training
  const rows = batching === 'full-batch' ? run.facts.counts.train : Number(batchSize)
  const work = Math.max(run.largestKernel * rows, run.parameters * anUpdate)
  return work < worthSharing ? 1 : Math.max(1, Math.floor(cores / Math.max(1, atOnce)))
}

/**
 * Read by TensorFlow when it is loaded, and by glibc when the process begins: large pages for large tables, which otherwise
 * wait for the system at every new 4 KB (a call on 1,000,000 x 64 with two slots: a second or more by itself, with them some tenths).
 */
export function environmentFor(threads: number): Record<string, string> {
  return {
    TF_CPP_MIN_LOG_LEVEL: '3',
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
  }
}
