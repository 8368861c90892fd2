// READ FIRST: the whole flow on one screen. An experiment as a person would do it: data, roles, split, networks, runs, comparison.
// It speaks the contract's requests, so the window, the command line and this do the very same.
import type { Ask } from '../../shared/contract/requests'
import { drawnByHand } from '../../shared/records'
import type { Architecture, Comparison, Dataset, Experiment, Run } from '../../shared/records'
import { refuseContradictions } from './contradictions'
import { makeDataset } from './experimentData'
import type { ExperimentInput } from './experimentData'

/** What an experiment has made so far; its runs are queued. */
export interface Launched {
  dataset: Dataset
  architectures: Architecture[]
  runs: Run[]
}

/** Imports, assigns, splits, designs and launches. Throws what any of the steps throws; then no run is queued and no data set is left. */
export async function launchExperiment(input: ExperimentInput): Promise<Launched> {
  const { experiment, ask, task } = input
  refuseContradictions(experiment)
  const { dataset, undo } = await makeDataset(input)
  try {
    const architectures = await designNetworks(experiment, ask)
    const runs = await ask('runs.launch', {
      dataset: dataset.id,
      architectures: architectures.map(({ id }) => id),
      training: experiment.training ?? {},
      seeds: experiment.seeds,
      ...(experiment.startFrom === undefined ? {} : { startFrom: await runId(experiment.startFrom, ask) }),
      ...(experiment.anyway === true ? { anyway: true } : {}),
      task,
    })
    return { dataset, architectures, runs }
  } catch (error) {
    await undo()
    throw error
  }
}

/** Side by side and beside their baselines, when the runs are over. */
export async function compareRuns(runs: readonly Run[], ask: Ask): Promise<Comparison> {
  const [first] = runs
  // All runs of an experiment are measured on the same data.
  if (first !== undefined) await ask('baselines.measure', { run: first.id })
  return ask('comparisons.compare', { runs: runs.map(({ id }) => id) })
}

/** A run by its number or id. Throws `run/not-found`. */
async function runId(wanted: number | string, ask: Ask): Promise<string> {
  const runs = await ask('runs.list', {})
  return (
    runs.find(({ id, number }) => id === wanted || number === wanted) ??
    (await ask('runs.get', { run: String(wanted) }))
  ).id
}

function designNetworks(experiment: Experiment, ask: Ask): Promise<Architecture[]> {
  return Promise.all(
    experiment.architectures.map(async ({ name, template = drawnByHand, settings = {}, graph }) => {
      const wanted = { name, template, settings, ...(graph && { graph }) }
      const all = await ask('architectures.list', {})
      return all.find((one) => isSame(one, wanted)) ?? ask('architectures.save', wanted)
    }),
  )
}

function isSame(left: Pick<Architecture, 'name' | 'template' | 'settings' | 'graph'>, right: typeof left): boolean {
  const key = ({ name, template, settings, graph }: typeof left): string =>
    JSON.stringify([name, template, Object.entries(settings).sort(([a], [b]) => (a < b ? -1 : 1)), graph])
  return key(left) === key(right)
}
