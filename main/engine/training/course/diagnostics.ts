// What a run records of its layers on the way: gradients and updates at every so manieth step, histograms after every so manieth epoch.
import type { ChunkResult, Session } from '../session'
import type { Reporter } from '../reporter'
import type { TrainingSettings } from '../settings'

export interface Diagnostics {
  /** Takes note of steps, the first of which is step `before + 1` of the run. */
  steps(result: ChunkResult, before: number): void
  /** Takes histograms where they are due after this epoch. */
  epoch(epoch: number): void
  /** Milliseconds that histograms took so far; null for a run without them. */
  histogramsMs(): number | null
}

interface DiagnosticsInput {
  session: Session
  settings: TrainingSettings
  reporter: Reporter
  now(): number
  /** What histograms took before this process took the run up. */
  beforeMs: number
}

export function createDiagnostics({ session, settings, reporter, now, beforeMs }: DiagnosticsInput): Diagnostics {
  const { diagnosticsEvery, histogramsEvery } = settings
  let tookMs = beforeMs
  return {
    steps({ health, steps }, before) {
      if (health === null) return
      // Steps are counted over the whole run, so that one that goes on logs the same ones.
      const first = Math.ceil((before + 1) / diagnosticsEvery)
      const count = Math.floor((before + steps) / diagnosticsEvery) - first + 1
      const width = health.layers.length
      const logged = (values: Float32Array, layer: number) =>
        Float32Array.from({ length: count }, (_, index) => {
          const step = (first + index) * diagnosticsEvery
          return values[(step - before - 1) * width + layer] as number
        })
      for (const [layer, name] of health.layers.entries()) {
        const at = { every: diagnosticsEvery, first }
        reporter.appendEvery(`gradientNorm/${name}`, at, logged(health.gradientNorms, layer))
        reporter.appendEvery(`updateRatio/${name}`, at, logged(health.updateRatios, layer))
      }
    },
    epoch(epoch) {
      if (histogramsEvery === 0 || epoch % histogramsEvery !== 0) return
      const startedAt = now()
      reporter.histograms(session.histograms().map((histogram) => ({ epoch, ...histogram })))
      tookMs += now() - startedAt
    },
    histogramsMs: () => (histogramsEvery === 0 ? null : tookMs),
  }
}

/** For the log: what histograms took of a run's time. */
export function histogramsLine(histogramsMs: number, trainingMs: number): string {
  const share = trainingMs === 0 ? 0 : (100 * histogramsMs) / trainingMs
  return `histograms took ${Math.round(histogramsMs)} ms, ${share.toFixed(1)} % of the time`
}
