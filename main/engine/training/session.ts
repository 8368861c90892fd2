// A training under way: the network, its data, its step and its present state, with one owner for all their tensors.
import type * as tf from '@tensorflow/tfjs-node'
import type { Graph, Plan, Tier } from '../../../shared/records'
import { build, scan } from '../architectures'
import type { Network } from '../architectures'
import type { RowReader } from '../workspace/arrayFile'
import type { Prepared } from '../workspace/prepared'
import type { Chunk, ChunkResult, Health } from './chunk'
import { loadData, sourceOf } from './data'
import type { TrainingData, TrainingSource } from './data'
import { createEvaluator } from './evaluator'
import type { Evaluation } from './evaluator'
import { healthLayers } from './health'
import { createFiniteness, lastFinite } from './finiteness'
import { createHistograms } from './histograms'
import type { Distribution } from './histograms'
import { epochRows, learningFor } from './learning'
import { clipLimits, scalarsOf } from './scalars'
import { optimizerOf } from './optimizers'
import { createRanker } from './ranking/ranker'
import type { Ranked } from './ranking/ranker'
import { renewalOf } from './renewal'
import { replayed } from './replay'
import type { TrainingSettings } from './settings'
import { begunWith } from './start'
import type { WarmStart } from './start'
import { widestLayer } from './widest'
import { firstState, readSnapshot, readWeights, restoredState, stateOf, tensorsOf } from './state'
import type { Snapshot } from './state'
import type { StepParts } from './step'
import { headsFor } from './heads'
import { createStepping, keptWidthOf } from './tiers/stepping'
import { createTiers } from './tiers/tiers'
import type { Measured, TakenSteps } from './tiers/tiers'
import { loopingScan } from './trace'
import { watched } from './watched'
import type { Seen } from './watched'

export type { Chunk, ChunkResult, Health } from './chunk'
export type { Evaluation } from './evaluator'

export interface Session {
  network: Network
  data: TrainingData
  /** Training rows that an epoch goes through: all, or fewer where a row teaches every step of its history. */
  epochRows: Int32Array
  /** Output numbers kept of each row of a step, 0 when they are too many. */
  keptWidth: number
  /** Takes steps by these parts of a plan; before it is called all steps are eager. */
  follow(parts: Plan['parts']): void
  /** Makes a tier ready and takes a few steps on it that change nothing; measures another where that one cannot be had. */
  measure(tier: Tier, steps: Chunk): Measured
  /** What the tiers that took steps were seen to cost. */
  measured(): Measured[]
  /** True when the next chunk has to be compiled by XLA first, which takes seconds in which nothing is heard. */
  compilesNext(batchSize: number): boolean
  /** Brings the rows of an epoch, from 1, where they are not the same in each; epoch 0 has those that were prepared. */
  begin(epoch: number): void
  advance(chunk: Chunk): ChunkResult
  /** Every value of the chunk's first step, in the order in which they come about; nothing is changed by it. */
  watch(chunk: Chunk): Seen[]
  /** How many steps a chunk should hold, so that there is a break often enough. */
  chunkSteps(): number
  /** Exactly, on all of `rows`, with the present weights; `pause` is awaited between blocks of rows. */
  evaluate(rows: Int32Array, pause: () => Promise<void>): Promise<Evaluation>
  /** By the lists of items that it recommends at present; null where it recommends nothing. */
  rank(part: 'validation' | 'test', pause: () => Promise<void>): Promise<Ranked | null>
  /** Whether there is anything to rank. */
  recommends(part: 'validation' | 'test'): boolean
  /** How weights and activations are distributed at present. */
  histograms(): Distribution[]
  weights(): Float32Array[]
  setWeights(values: readonly Float32Array[]): void
  /** Everything on the native side that a step changes, as plain arrays, and its way back. */
  snapshot(): Snapshot
  restore(snapshot: Snapshot): void
  dispose(): void
}

export interface SessionInput {
  graph: Graph
  settings: TrainingSettings
  seed: number
  prepared: Prepared
  /** The rows themselves where they are not those of `prepared`: several inputs or outputs, sequences, row weights. */
  source?: TrainingSource
  /** In place of those of `prepared`, which then has none: features that stay in their file. */
  features?: RowReader
  /** Bytes of rows above which they are not loaded but streamed; without it all are loaded. */
  memoryLimit?: number
  /** What is wanted of every step besides its loss. */
  wants: StepParts['wants']
  /** Weights to begin with instead of drawn ones, and layers that are not trained. */
  start: WarmStart | null
  /** Milliseconds on any clock that only goes forward. */
  now(): number
  /** Hears when a tier that the plan names cannot be had and another takes its place. */
  onFallback?(wanted: Tier, taken: Tier, reason: string): void
  /** Forgets what XLA kept of earlier compiling, which may be damaged. */
  forgetCompiled?(): void
}

export function openSession(input: SessionInput, tensorflow: typeof tf): Session {
  const network = begunWith(build(input.graph, { tf: tensorflow, seed: input.seed }), input.start)
  const source = input.source ?? sourceOf(input.prepared, network.inputs, input.features)
  const data = loadData(tensorflow, source, input.prepared, input.memoryLimit)
  const parts = partsOf(input, network, data)
  const scalars = scalarsOf(input, parts, { data, source })
  let state = firstState({ ...parts, accumulates: parts.accumulate > 1 })
  const steppingOf = (own: StepParts) => createStepping({ parts: own, data, scalars, like: state })
  const tiers = createTiers({
    eager: steppingOf(parts),
    recorded: steppingOf({ ...parts, scan: loopingScan(true) }),
    now: input.now,
    onFallback: input.onFallback ?? (() => undefined),
    ...(input.forgetCompiled ? { forgetCompiled: input.forgetCompiled } : {}),
  })
  const widest = widestLayer(input.graph)
  const evaluator = createEvaluator({
    parts,
    data,
    scalars,
    keptWidth: keptWidthOf(network, data.targets.length),
    widest,
  })
  const ranker = createRanker({ network, data, widest }, input.prepared)
  const histograms = createHistograms({ network, data, seed: input.seed, widest })
  const finiteness = createFiniteness(network)
  let stepsDone = 0

  /** Whether a graph computes what is asked for beside the steps. */
  const compiles = (): boolean => tiers.tierAt(stepsDone) !== 'eager'

  function isFinite(taken: TakenSteps, { objectives } = resultOf(taken, parts)): boolean {
    return objectives.every(Number.isFinite) && finiteness.holds(stateOf(state, taken.state), compiles())
  }

  /** Finds the step in which it happened, and names it; the state stays the one before the chunk. */
  function badChunk(chunk: Chunk, result: Omit<ChunkResult, 'bad'>): ChunkResult {
    const seen = result.objectives.findIndex((objective) => !Number.isFinite(objective))
    const good = lastFinite({
      chunk,
      bad: seen < 0 ? result.steps : seen + 1,
      take: (steps) => tiers.take(tensorsOf(state), steps, stepsDone),
      isFinite: (one) => isFinite(one),
      release: (taken) => tensorflow.dispose(taken.state),
    })
    const step = good?.steps ?? 0
    const before = good === null ? state : stateOf(state, good.state)
    const bad = { step, value: result.objectives[step] as number }
    const problem = replayed({ parts, data, scalars, state: before, chunk, stepsDone, bad })
    if (good !== null) tensorflow.dispose(good.state)
    return { ...firstOf(result, step), bad: { step, problem } }
  }

  return {
    network,
    data,
    epochRows: epochRows(data.rows.train, input.prepared, parts.learning),
    keptWidth: tiers.keptWidth,
    follow: (plan) => tiers.follow(plan),
    compilesNext: (batchSize) => tiers.compilesAt(stepsDone, batchSize),
    measured: () => tiers.measured(),
    measure: (tier, steps) => tiers.measure(tier, tensorsOf(state), steps),
    begin: renewalOf(input, network, data),
    advance(chunk) {
      const first = state
      const taken = tiers.take(tensorsOf(first), chunk, stepsDone)
      const result = resultOf(taken, parts)
      if (isFinite(taken, result)) {
        state = stateOf(first, taken.state)
        tensorflow.dispose(tensorsOf(first))
        stepsDone += taken.steps
        return { ...result, bad: null }
      }
      tensorflow.dispose(taken.state)
      return badChunk(chunk, result)
    },
    watch: (chunk) => watched({ parts, data, scalars, state, chunk, step: 0 }),
    chunkSteps: () => tiers.chunkSteps(stepsDone),
    evaluate: (rows, pause) => evaluator.evaluate(state.weights, rows, pause, compiles()),
    rank: (part, pause) => ranker.rank(state.weights, part, pause, compiles()),
    recommends: (part) => ranker.recommends(part),
    histograms: () => histograms.take(state.weights, compiles()),
    weights: () => readWeights(state),
    setWeights(values) {
      const weights = state.weights.map((old, index) => tensorflow.tensor(values[index] as Float32Array, old.shape))
      tensorflow.dispose(state.weights)
      state = { ...state, weights }
    },
    snapshot: () => readSnapshot(state, stepsDone),
    restore(snapshot) {
      const before = state
      state = restoredState(tensorflow, before, snapshot)
      stepsDone = snapshot.step
      tensorflow.dispose(tensorsOf(before))
    },
    dispose() {
      const { classWeights, headWeights, clip, draws } = scalars
      const fixed = [classWeights, headWeights, ...Object.values<tf.Tensor>({ ...clip, ...draws })]
      tensorflow.dispose([...tensorsOf(state), ...fixed])
      tiers.dispose()
      evaluator.dispose()
      ranker.dispose()
      histograms.dispose()
      finiteness.dispose()
      data.dispose()
    },
  }
}

function partsOf(input: SessionInput, network: Network, data: TrainingData): StepParts {
  const { settings, wants } = input
  const { all, accumulate } = settings
  const heads = headsFor(network.outputs.length, data.targets, settings)
  const limits = clipLimits(settings)
  return {
    network,
    seed: input.seed,
    heads,
    optimizer: optimizerOf(settings.optimizer),
    settings: all,
    learning: learningFor(input),
    clips: (['value', 'norm', 'globalNorm'] as const).filter((which) => limits[which] > 0),
    weighsClasses: settings.classWeights === 'balanced' && data.targets.some(({ goal }) => goal !== 'regression'),
    accumulate,
    wants,
    scan,
  }
}

/** What was kept of the steps, sorted by what it is. */
function resultOf({ kept, steps }: TakenSteps, { wants, network }: StepParts): Omit<ChunkResult, 'bad'> {
  const [numbers = new Float32Array(0), ...more] = kept
  const width = wants.gradientNorm ? 3 : 2
  // `map` is several times faster than `from` with a function, and a fast run has 100,000 steps a second.
  const column = (at: number) => new Float32Array(steps).map((_, step) => numbers[step * width + at] as number)
  return {
    steps,
    losses: column(0),
    objectives: column(1),
    gradientNorms: wants.gradientNorm ? column(2) : null,
    health: wants.health ? healthIn(more.shift() as Float32Array, network, steps) : null,
    outputs: more[0] ?? null,
  }
}

/** The same of the first steps alone. */
function firstOf(result: Omit<ChunkResult, 'bad'>, steps: number): Omit<ChunkResult, 'bad'> {
  const { losses, objectives, gradientNorms, health } = result
  const cut = (values: Float32Array, width = 1) => values.subarray(0, steps * width)
  return {
    ...result,
    steps,
    losses: cut(losses),
    objectives: cut(objectives),
    gradientNorms: gradientNorms && cut(gradientNorms),
    health: health && {
      layers: health.layers,
      gradientNorms: cut(health.gradientNorms, health.layers.length),
      updateRatios: cut(health.updateRatios, health.layers.length),
    },
  }
}

function healthIn(values: Float32Array, network: Network, steps: number): Health {
  const layers = healthLayers(network)
  const size = steps * layers.length
  const gradientNorms = new Float32Array(size)
  const updateRatios = new Float32Array(size)
  for (let at = 0; at < size; at += 1) {
    gradientNorms[at] = values[at * 2] as number
    updateRatios[at] = values[at * 2 + 1] as number
  }
  return { layers, gradientNorms, updateRatios }
}
