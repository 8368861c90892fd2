// Whether a machine can hold the runs that are about to be launched: asked before any of them is made.
import type { Settings } from '../../shared/fields'
import { withDefaults } from '../../shared/fields'
import type { Architecture, DatasetFacts } from '../../shared/records'
import { checkArchitecture, graphOf } from '../engine/architectures'
import { knownProbe, machineBytes, refuseTooLarge } from '../engine/runs'
import { trainingFields, trainingSettings } from '../engine/training'
import type { Context } from './context'

interface Launching {
  architectures: readonly Architecture[]
  facts: DatasetFacts
  training: Settings
  /** Content hash of the prepared arrays. */
  prepared: string
}

/** Throws `run/too-large` for the first that is expected to hold more than the machine has. */
export function refuseWhatDoesNotFit({ architectures, facts, training, prepared }: Launching, context: Context): void {
  const { workspace } = context.room()
  const settings = trainingSettings(training, facts.goal)
  const batch = settings.batching === 'full-batch' ? facts.counts.train : settings.batchSize
  for (const architecture of architectures) {
    const checked = checkArchitecture(architecture, facts)
    // What is wrong with it is said elsewhere.
    if (checked.problems.some(({ severity }) => severity === 'error')) continue
    const probed = knownProbe(workspace, {
      graph: graphOf(architecture, facts),
      training: withDefaults(trainingFields, { batchSize: batch }),
      seed: 1,
      preparedFile: workspace.paths.preparedFile(prepared),
    })
    const sizing = { name: architecture.name, checked, settings, batch, probedBytes: probed?.peakBytes ?? null }
    refuseTooLarge(sizing, machineBytes())
  }
}
