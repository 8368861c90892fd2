// What compiling a run is expected to take: by its own plan, or by what an earlier run of the same kind had measured.
import type { Plan, Run } from '../../shared/records'

export interface CompileForecast {
  compileMs: number
  memoryBytes: number
}

/** Settings that decide what is compiled, and whether that is worth it. */
const telling = [
  'epochs',
  'stopAfterSteps',
  'batching',
  'batchSize',
  'accumulate',
  'optimizer',
  'loss',
  'tier',
  'diagnosticsEvery',
] as const

/** Null where nothing was measured yet. All the ways that are tried are counted, for all are waited for. */
export function compileForecast(run: Run, others: readonly Run[]): CompileForecast | null {
  const known = [run, ...others.filter((other) => kindOf(other) === kindOf(run))]
  return known.map(({ plan }) => summed(plan)).find((forecast) => forecast !== null) ?? null
}

/** Null too where a way is used that was not measured: the sum would promise too little. */
function summed(plan: Plan | null): CompileForecast | null {
  if (plan === null) return null
  const compiled = plan.forecast.filter(({ compileMs }) => compileMs > 0)
  const isWhole = plan.parts.every((part) => plan.forecast.some(({ tier }) => tier === part.tier))
  if (compiled.length === 0 || !isWhole) return null
  return {
    compileMs: compiled.reduce((sum, { compileMs }) => sum + compileMs, 0),
    memoryBytes: Math.max(...compiled.map(({ memoryBytes }) => memoryBytes)),
  }
}

function kindOf({ architecture, prepared, training }: Run): string {
  const { template, settings } = architecture
  return JSON.stringify([template, settings, prepared, telling.map((name) => training[name] ?? null)])
}
