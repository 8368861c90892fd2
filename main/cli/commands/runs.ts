// `runs`: the runs of a workspace.
import type { Command } from 'commander'
import type { Run } from '../../../shared/records'
import { shown, shownTime } from '../number'
import { output, tableLines } from '../output'
import { common, type CommonOptions } from '../options'
import { inSession } from '../session'

export function addRuns(program: Command): void {
  common(program.command('runs').description('List the runs of the workspace')).action((options: CommonOptions) =>
    inSession(options.workspace, async ({ host }) => {
      const runs = await host.ask('runs.list', {})
      output(options.json).result(runs, () => (runs.length === 0 ? ['No runs yet.'] : runLines(runs)))
    }),
  )
}

export function runLines(runs: Run[]): string[] {
  return tableLines(
    ['run', 'name', 'data', 'seed', 'status', 'epochs', 'parameters', 'main score', 'time'],
    runs.map((run) => [
      String(run.number),
      run.name,
      run.dataset.name,
      String(run.seed),
      run.status,
      `${run.epochsDone}/${run.epochs}`,
      String(run.parameters),
      mainScore(run),
      shownTime(run.outcome?.trainingMs),
    ]),
  )
}

/** The first metric of the goal on the test part. */
function mainScore({ outcome }: Run): string {
  const [name, value] = Object.entries(outcome?.scores.test ?? {})[0] ?? []
  return name === undefined ? '' : `test ${name} ${shown(value)}`
}
