// What a run computes with, threads and the way its loop is compiled: decided before it starts, since they decide the bits of its numbers.
import { availableParallelism } from 'node:os'
import type { Graph } from '../../../shared/records/architecture'
import type { Run } from '../../../shared/records/run'
import { check, largestKernel } from '../architectures'

/** What decides the bits of a run's numbers besides its plan's tiers. */
export type Surroundings = Pick<OnePieceInput & ThreadsInput, 'plan' | 'training' | 'facts' | 'parameters'>

/** For a network on this machine; `atOnce`: runs that share its cores. */
export function surroundingsFor(
  graph: Graph,
  run: Surroundings,
  atOnce: number,
): { threads: number; inOnePiece: boolean } {
  const { multiplyAdds } = check(graph)
  const sizes = { ...run, multiplyAdds, largestKernel: largestKernel(graph), layers: graph.layers }
  return { threads: threadsFor(sizes, availableParallelism(), atOnce), inOnePiece: isInOnePiece(sizes) }
}

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
  const work = Math.max(run.largestKernel * rowsOf(run), run.parameters * anUpdate)
  return work < worthSharing ? 1 : Math.max(1, Math.floor(cores / Math.max(1, atOnce)))
}

/** Of a step. */
function rowsOf({ training: { batching, batchSize }, facts }: Pick<Run, 'training' | 'facts'>): number {
  return batching === 'full-batch' ? facts.counts.train : Number(batchSize)
}

/** Multiplications of a step, forth, up to which its loop is compiled in one piece. */
const smallStep = 32_768

/**
 * Whether XLA is to make one function of the whole loop over the steps. Otherwise each operation is a function, which costs half a
 * microsecond to call: of some twenty thousand multiplications that is most of a step, while products of any size are slower
 * in one piece, where they are plain loops. A run that has a plan keeps what it says.
 */
export function isInOnePiece({ plan, training, facts, multiplyAdds, layers }: OnePieceInput): boolean {
  if (plan !== null) return plan.inOnePiece === true
  if (!layers.every(({ type }) => plainLayers.has(type))) return false
  return multiplyAdds * rowsOf({ training, facts }) <= smallStep
}

/** Of what others are made of, XLA has not all in one piece: rows that are added to a table, sorting, loops with calls of their own. */
const plainLayers = new Set(['input', 'dense', 'activation', 'flatten', 'concatenate', 'dropout', 'batchNormalisation'])

export interface OnePieceInput extends Pick<Run, 'plan' | 'training' | 'facts'> {
  /** Of a row, forth. */
  multiplyAdds: number
  layers: Graph['layers']
}

const onePieceOption = 'xla_cpu_small_while_loop_byte_threshold'

/** What `environmentFor` said, in the worker. */
export const saysOnePiece = (environment: NodeJS.ProcessEnv): boolean =>
  environment.XLA_FLAGS?.includes(onePieceOption) === true

/**
 * Read by TensorFlow when it is loaded, and by glibc when the process begins: large pages for large tables, which otherwise
 * wait for the system at every new 4 KB (a call on 1,000,000 x 64 with two slots: a second or more by itself, with them some tenths).
 */
export function environmentFor(threads: number, inOnePiece = false): Record<string, string> {
  const { XLA_FLAGS: others = '' } = process.env
  // A loop whose turn reads and writes fewer bytes becomes one function; without the option, of fewer than 1024.
  const flags = `${others} --xla_backend_extra_options=${onePieceOption}=1000000000`.trim()
  return {
    ...(inOnePiece && { XLA_FLAGS: flags }),
    TF_CPP_MIN_LOG_LEVEL: '3',
    TF_NUM_INTRAOP_THREADS: String(threads),
    TF_NUM_INTEROP_THREADS: '1',
    GLIBC_TUNABLES: 'glibc.malloc.hugetlb=1',
  }
}
