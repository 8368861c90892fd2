// What the tiers were measured to cost, kept from run to run: the plan of the next run of the same network, batch and machine
// is made from it without measuring again.
import { createHash } from 'node:crypto'
import { cpus } from 'node:os'
import { z } from 'zod'
import { tiers } from '../../../shared/records/run'
import type { Forecast, Run } from '../../../shared/records/run'
import type { Workspace } from '../workspace'

const cost = z.number().finite().nonnegative()
const schema = z.array(z.object({ tier: z.enum(tiers), msAStep: cost, compileMs: cost, memoryBytes: cost }))

/** Known costs, one a tier; empty for what never ran here. */
export function forecastsFor({ preferences }: Workspace, run: Run, threads: number): Forecast[] {
  const stored = schema.safeParse(preferences.read(nameFor(run, threads)))
  return stored.success ? stored.data : []
}

/** Keeps what was measured, in place of what was known of the same tiers. */
export function keepForecasts(workspace: Workspace, run: Run, threads: number, measured: readonly Forecast[]): void {
  if (measured.length === 0) return
  const others = forecastsFor(workspace, run, threads).filter(({ tier }) => !measured.some((one) => one.tier === tier))
  workspace.preferences.write(nameFor(run, threads), [...others, ...measured])
}

/** Everything that a step's cost depends on: the network and its inputs, the settings that shape the step, the machine. */
function nameFor({ architecture, training, facts }: Run, threads: number): string {
  const { template, settings, graph } = architecture
  const { goal, width, classes, ...shapes } = facts
  const shaping = Object.entries(training).filter(([name]) => !timing.has(name))
  const blocks = shapes.blocks === undefined ? [] : [shapes.blocks, shapes.outputs]
  const network = graph === undefined ? [template, settings] : [graph]
  const parts = [...network, shaping, goal, width, classes.length, ...blocks, threads, cpus()[0]?.model ?? '']
  return `forecast.${createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32)}`
}

/** Settings that say how long and how often, not what a step is. */
const timing: ReadonlySet<string> = new Set(['epochs', 'learningRate', 'patience', 'keep', 'tier', 'stopAfterSteps'])
