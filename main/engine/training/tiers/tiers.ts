// The tiers of a run: which takes which step, made ready when first needed, each giving way to the next where it cannot be had.
import type * as tf from '@tensorflow/tfjs-node'
import type { Plan, Tier } from '../../../../shared/records'
import type { Chunk } from '../chunk'
import { compiledRunner } from './compiled'
import { eagerRunner } from './eager'
import type { Runner } from './runner'
import type { Stepping } from './stepping'

export interface TakenSteps {
  /** New tensors, the caller's. */
  state: tf.Tensor[]
  steps: number
  /** In the order of `Taken.kept`, one step behind another. */
  kept: Float32Array[]
}

/** What a tier was found to cost. */
export interface Measured {
  /** The tier that was had: another than was asked for when that one cannot be. */
  tier: Tier
  msAStep: number
  compileMs: number
  /** Resident memory that it added. */
  memoryBytes: number
}

export interface Tiers {
  keptWidth: number
  follow(parts: Plan['parts']): void
  tierAt(step: number): Tier
  /** True when the step of that number, with a whole batch, has to be compiled by XLA first. */
  compilesAt(step: number, batchSize: number): boolean
  measure(tier: Tier, state: readonly tf.Tensor[], chunk: Chunk): Measured
  /** What the tiers that were made ready were seen to cost. */
  measured(): Measured[]
  /** Takes the steps of a chunk; `before` are the steps done. Leaves the state it is given as it is. */
  take(state: readonly tf.Tensor[], chunk: Chunk, before: number): TakenSteps
  chunkSteps(step: number): number
  dispose(): void
}

interface TiersInput {
  eager: Stepping
  /** The same step with loops that a graph can hold. */
  recorded: Stepping
  now(): number
  onFallback(wanted: Tier, taken: Tier, reason: string): void
  /** Forgets what XLA kept of earlier compiling: when that is damaged, compiling anew may succeed. */
  forgetCompiled?(): void
}

/** A break about so often; where a call costs much by itself (it copies large tables), so rarely that this hardly counts. */
const chunkMs = 80
const timesFixedCost = 20
/** But a stop is never to wait for longer. */
const longestChunkMs = 5000
/** A probe of a tier takes about so long, and several are taken: on a machine with other work any one of them may be held up. */
const probeMs = 40
const probes = 4
/** Probes of long steps end with the one that reaches this. */
const probesMs = 600
/** Numbers that the row numbers of a call, and what it keeps, may take. */
const numbersACall = 4_194_304
const mostSteps = 8192

export function createTiers(input: TiersInput): Tiers {
  const runners = new Map<string, Runner>()
  const missing = new Set<Tier>()
  /** Milliseconds a step, by tier, as last seen, without what a call costs. */
  const paces = new Map<Tier, number>()
  /** Milliseconds of a call that takes no steps. */
  const fixedCosts = new Map<Tier, number>()
  const { tf: tensorflow, keptWidth } = input.eager
  /** Milliseconds and resident bytes that getting ready took. */
  const starts = new Map<Tier, Pick<Measured, 'compileMs' | 'memoryBytes'>>()
  let forgotten = false
  let parts: Plan['parts'] = [{ tier: 'eager', fromStep: 0 }]

  const had = (tier: Tier): Tier => {
    if (!missing.has(tier)) return tier
    return tier === 'xla' ? had('graph') : 'eager'
  }
  const tierAt = (step: number): Tier => had(parts.findLast(({ fromStep }) => fromStep <= step)?.tier ?? 'eager')
  const nextChange = (step: number): number => parts.find(({ fromStep }) => fromStep > step)?.fromStep ?? Infinity

  function capacityFor(batchSize: number): number {
    const each = batchSize * Math.max(1, keptWidth)
    const rows = input.eager.mostRows / batchSize
    return Math.max(1, Math.min(mostSteps, Math.floor(numbersACall / each), Math.floor(rows)))
  }

  /** The runner of a tier, compiled: a run of no steps is all it takes. */
  function runnerOf(
    wanted: Tier,
    shape: { batchSize: number; capacity: number },
    state: readonly tf.Tensor[],
  ): [Tier, Runner] {
    const tier = had(wanted)
    const key = keyOf(tier, shape)
    const known = runners.get(key)
    if (known !== undefined) return [tier, known]
    try {
      const runner = tier === 'eager' ? eagerRunner(input.eager, shape.batchSize) : compiled(tier, shape, state)
      runners.set(key, runner)
      return [tier, runner]
    } catch (error) {
      if (tier === 'eager') throw error
      if (tier === 'xla' && !forgotten && input.forgetCompiled) {
        forgotten = true
        input.forgetCompiled()
        return runnerOf(tier, shape, state)
      }
      missing.add(tier)
      input.onFallback(tier, had(tier), error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error))
      return runnerOf(tier, shape, state)
    }
  }

  function compiled(
    tier: 'graph' | 'xla',
    shape: { batchSize: number; capacity: number },
    state: readonly tf.Tensor[],
  ): Runner {
    const memoryBefore = process.memoryUsage.rss()
    const beganAt = input.now()
    const runner = compiledRunner({ stepping: input.recorded, tier, ...shape, state })
    const takeNone = () => {
      const startedAt = input.now()
      tensorflow.dispose(runner.run(state, { rows: new Int32Array(0), learningRates: new Float32Array(0) }).state)
      return input.now() - startedAt
    }
    try {
      takeNone()
    } catch (error) {
      // XLA compiles at the first call.
      runner.dispose()
      throw error
    }
    if (shape.capacity > 1) {
      const memoryBytes = Math.max(0, process.memoryUsage.rss() - memoryBefore)
      starts.set(tier, { compileMs: input.now() - beganAt, memoryBytes })
      fixedCosts.set(tier, takeNone())
    }
    return runner
  }

  /** Notes and gives the milliseconds a step of a call that took so long. */
  function paceOf(tier: Tier, elapsed: number, steps: number): number {
    const own = Math.max(elapsed - (fixedCosts.get(tier) ?? 0), elapsed / 20)
    paces.set(tier, own / steps)
    return own / steps
  }

  function take(first: readonly tf.Tensor[], { rows, batchSize, learningRates }: Chunk, before: number): TakenSteps {
    const kept: Float32Array[][] = []
    let state = first
    let done = 0
    const full = Math.floor(rows.length / batchSize)
    while (done < learningRates.length) {
      const whole = done < full
      const size = whole ? batchSize : rows.length - full * batchSize
      const planned = tierAt(before + done)
      // The last, smaller batch is not worth compiling: a graph of one step takes it.
      const wanted = whole || planned === 'eager' ? planned : 'graph'
      const [tier, runner] = runnerOf(wanted, { batchSize: size, capacity: whole ? capacityFor(size) : 1 }, state)
      const steps = Math.min(
        runner.capacity,
        (whole ? full : learningRates.length) - done,
        nextChange(before + done) - before - done,
      )
      const startedAt = input.now()
      const own = {
        rows: rows.subarray(done * batchSize, done * batchSize + steps * size),
        learningRates: learningRates.subarray(done, done + steps),
      }
      const result = runner.run(state, own)
      if (whole) paceOf(tier, input.now() - startedAt, steps)
      if (state !== first) tensorflow.dispose(state as tf.Tensor[])
      state = result.state
      kept.push(result.kept)
      done += steps
    }
    return {
      state: [...state],
      steps: done,
      kept: (kept[0] ?? []).map((_, which) => joined(kept.map((one) => one[which] as Float32Array))),
    }
  }

  return {
    keptWidth,
    follow: (planned) => void (parts = planned),
    tierAt,
    compilesAt: (step, batchSize) => {
      const tier = tierAt(step)
      return tier === 'xla' && !runners.has(keyOf(tier, { batchSize, capacity: capacityFor(batchSize) }))
    },
    measure(wanted, state, { rows, batchSize, learningRates }) {
      const [tier, runner] = runnerOf(wanted, { batchSize, capacity: capacityFor(batchSize) }, state)
      const timed = (steps: number): number => {
        const from = input.now()
        const own = { rows: rows.subarray(0, steps * batchSize), learningRates: learningRates.subarray(0, steps) }
        tensorflow.dispose(runner.run(state, own).state)
        return paceOf(tier, input.now() - from, steps)
      }
      const most = Math.min(learningRates.length, runner.capacity)
      const beganAt = input.now()
      const steps = Math.max(1, Math.min(most, Math.floor(probeMs / timed(1))))
      let msAStep = timed(steps)
      for (let probe = 1; probe < probes && input.now() - beganAt < probesMs; probe += 1) {
        msAStep = Math.min(msAStep, timed(steps))
      }
      paces.set(tier, msAStep)
      return { tier, msAStep, ...(starts.get(tier) ?? { compileMs: 0, memoryBytes: 0 }) }
    },
    measured: () =>
      [...starts].flatMap(([tier, cost]) => {
        const msAStep = paces.get(tier)
        return msAStep === undefined ? [] : [{ tier, msAStep, ...cost }]
      }),
    take,
    chunkSteps(step) {
      const tier = tierAt(step)
      const pace = paces.get(tier)
      const wanted = Math.max(chunkMs, Math.min(longestChunkMs, timesFixedCost * (fixedCosts.get(tier) ?? 0)))
      return pace === undefined ? 1 : Math.max(1, Math.min(mostSteps, Math.floor(wanted / pace)))
    },
    dispose() {
      for (const runner of runners.values()) runner.dispose()
    },
  }
}

function keyOf(tier: Tier, { batchSize, capacity }: { batchSize: number; capacity: number }): string {
  return `${tier}/${batchSize}/${capacity}`
}

function joined(pieces: Float32Array[]): Float32Array {
  if (pieces.length === 1) return pieces[0] as Float32Array
  const whole = new Float32Array(pieces.reduce((sum, piece) => sum + piece.length, 0))
  let at = 0
  for (const piece of pieces) {
    whole.set(piece, at)
    at += piece.length
  }
  return whole
}
