// What an architecture costs: by arithmetic at once, and with a data set by a short probe in a training worker.
import type { ParsedInput } from '../../shared/contract/requests'
import type { ProbeResult, ProbeSpec } from '../../shared/contract/worker'
import { withDefaults } from '../../shared/fields'
import type { ArchitectureCost, DatasetFacts } from '../../shared/records'
import { checkArchitecture, costOf, graphOf } from '../engine/architectures'
import { forecastOf, keepProbe, knownProbe, probeEnvironment } from '../engine/runs'
import { trainingFields } from '../engine/training'
import type { Context, Step } from './context'
import { inOwnWorker } from './ownWorker'
import { prepare } from './preparing'

/** The forecast is null without a data set, and where the data or the network could not be trained yet. */
export async function costs(
  { dataset, batch, task, ...draft }: ParsedInput<'architectures.cost'>,
  context: Context,
): Promise<ArchitectureCost> {
  if (dataset === undefined) return costOf(checkArchitecture(draft), batch)
  const { workspace } = context.room()
  const chosen = workspace.datasets.get(dataset)
  return context.step(task, async (step) => {
    const { hash, facts } = await prepare(chosen, context, step)
    const checked = checkArchitecture(draft, facts ?? undefined)
    const cost = costOf(checked, batch)
    if (facts === null || checked.problems.some(({ severity }) => severity === 'error')) return cost
    const training = withDefaults(trainingFields, { batchSize: batch })
    const graph = graphOf(draft, facts)
    const spec: ProbeSpec = { graph, training, seed: 1, preparedFile: workspace.paths.preparedFile(hash) }
    const known = knownProbe(workspace, spec)
    return { ...cost, forecast: forecastOf(known ?? (await measured(spec, facts, { context, step }))) }
  })
}

/** By a worker of its own, so that what it holds is what such a run would hold. */
async function measured(
  spec: ProbeSpec,
  facts: DatasetFacts,
  { context, step }: { context: Context; step: Step },
): Promise<ProbeResult> {
  const { workspace } = context.room()
  const environment = probeEnvironment(spec, facts)
  const result = await inOwnWorker(context, { kind: 'training', environment }, (client) =>
    client.run('training.probe', spec, step),
  )
  keepProbe(workspace, spec, result)
  return result
}
