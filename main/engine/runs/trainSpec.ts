// What a worker is told of a run: its network, settings, files and plan, and what to go on from.
import type { TrainSpec, TrainStart } from '../../../shared/contract/worker'
import type { Plan, Run, RunStart } from '../../../shared/records'
import { forecastsFor } from './forecasts'
import { graphOf } from '../architectures'
import type { Workspace, WorkspacePaths } from '../workspace'

function startOf(start: RunStart, paths: WorkspacePaths): TrainStart {
  const { name } = start
  if ('run' in start) return { name, modelFolder: paths.modelFolder(start.run) }
  return { name, weightsFile: paths.weightsFile(start.weights) }
}

interface Surroundings {
  workspace: Workspace
  plan: Plan | null
  threads: number
}

export function trainSpec(run: Run, { workspace, plan, threads }: Surroundings): TrainSpec {
  const { id, facts, training, seed, prepared, start, stepsDone } = run
  const { paths } = workspace
  return {
    run: id,
    graph: graphOf(run.architecture, facts),
    goal: facts.goal,
    training,
    seed,
    preparedFile: paths.preparedFile(prepared),
    modelFolder: paths.modelFolder(id),
    plan,
    checkpoints: {
      folder: paths.checkpointFolder(id),
      names: workspace.checkpoints.takeUp(id).map(({ name }) => name),
    },
    resumes: stepsDone > 0,
    forecasts: forecastsFor(workspace, run, threads),
    start: start && startOf(start, paths),
  }
}
