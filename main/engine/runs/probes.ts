// What probes measured, kept by what they depend on, and what an epoch is expected to take from it.
import { createHash } from 'node:crypto'
import { availableParallelism, cpus } from 'node:os'
import { z } from 'zod'
import type { ProbeResult, ProbeSpec } from '../../../shared/contract/worker'
import type { ArchitectureCost, DatasetFacts, Expected } from '../../../shared/records'
import { tiers } from '../../../shared/records/run'
import { check } from '../architectures'
import type { Workspace } from '../workspace'
import { environmentFor, surroundingsFor } from './threads'

const amount = z.number().finite().nonnegative()
const schema = z.object({
  tier: z.enum(tiers),
  stepMs: z.array(amount).min(1),
  stepsPerEpoch: amount,
  closingMs: amount,
  compileMs: amount,
  peakBytes: amount,
  busy: amount,
}) satisfies z.ZodType<ProbeResult>

/** Null for what was never probed here. */
export function knownProbe({ preferences }: Workspace, spec: ProbeSpec): ProbeResult | null {
  const stored = schema.safeParse(preferences.read(nameFor(spec)))
  return stored.success ? stored.data : null
}

export function keepProbe({ preferences }: Workspace, spec: ProbeSpec, result: ProbeResult): void {
  preferences.write(nameFor(spec), result)
}

/** Everything that the outcome depends on: network, batch and other settings, data, machine. */
function nameFor({ graph, training, preparedFile }: ProbeSpec): string {
  const parts = [graph, training, preparedFile.split(/[\\/]/).at(-1), availableParallelism(), cpus()[0]?.model ?? '']
  return `probe.${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
}

/** That of a run of the same, if it trained alone. */
export function probeEnvironment({ graph, training }: ProbeSpec, facts: DatasetFacts): Record<string, string> {
  const run = { plan: null, parameters: check(graph).parameters, training, facts }
  const { threads, inOnePiece } = surroundingsFor(graph, run, 1)
  return environmentFor(threads, inOnePiece)
}

/** What a probe does not see: the machine as it is later, chunks of another length, what a long run keeps. */
const margin = 1.15
/** Other work comes and goes: where a core has more to do than one thing, time may shrink or grow by the root of how much more. */
const widenedBy = (busy: number) => margin * Math.sqrt(Math.max(1, busy))
const memoryMargin = 1.25

/**
 * The mean of the pieces that were measured, as an epoch is the sum of many, from 5 % to 95 % of them with a margin. Memory is what the probe came to hold; a run holds
 * somewhat more, since it keeps weights and outputs.
 */
export function forecastOf(probed: ProbeResult): NonNullable<ArchitectureCost['forecast']> {
  const { tier, stepMs, stepsPerEpoch, closingMs, compileMs, peakBytes, busy } = probed
  const sorted = [...stepMs].sort((a, b) => a - b)
  const quantile = (share: number) => sorted[Math.round(share * (sorted.length - 1))] as number
  const mean = sorted.reduce((sum, ms) => sum + ms, 0) / sorted.length
  const seconds = (ms: number) => (ms * stepsPerEpoch + closingMs) / 1000
  const epochSeconds: Expected = {
    low: seconds(quantile(0.05)) / widenedBy(busy),
    likely: seconds(mean),
    high: seconds(Math.max(mean, quantile(0.95))) * widenedBy(busy),
  }
  const memory: Expected = { low: peakBytes / margin, likely: peakBytes, high: peakBytes * memoryMargin }
  return { epochSeconds, peakBytes: memory, compileSeconds: compileMs / 1000, tier }
}
