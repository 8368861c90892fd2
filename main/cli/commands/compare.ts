// `compare RUN...`: runs side by side.
import type { Command } from 'commander'
import type { Comparison } from '../../../shared/records'
import { shown, shownTime } from '../number'
import { language, output, tableLines, type Output } from '../output'
import { common, findRuns, type CommonOptions } from '../options'
import { inSession } from '../session'

export function addCompare(program: Command): void {
  common(program.command('compare <run...>').description('Compare runs: what differs and what came out')).action(
    (words: string[], options: CommonOptions) =>
      inSession(options.workspace, async ({ host }) => {
        const runs = await findRuns(words, host)
        const comparison = await host.ask('comparisons.compare', { runs: runs.map(({ id }) => id) })
        showComparison(comparison, output(options.json))
      }),
  )
}

export function showComparison(comparison: Comparison, out: Output): void {
  for (const problem of comparison.problems) out.say(`${problem.severity}: ${problem.message[language]}`)
  out.result(comparison, () => comparisonLines(comparison))
}

/** One row a run: what differs, then each metric on the test part with its best on the validation part. */
export function comparisonLines({ runs, metrics, differing }: Comparison): string[] {
  const head = [
    'run',
    'name',
    'seed',
    ...differing,
    'parameters',
    'time',
    ...metrics.flatMap(({ name }) => [`test ${name}`, `best val ${name}`]),
  ]
  return tableLines(
    head,
    runs.map((run) => [
      String(run.number),
      run.name,
      String(run.seed),
      ...differing.map((name) => String(run.settings[name] ?? '')),
      String(run.parameters),
      shownTime(run.trainingMs),
      ...metrics.flatMap(({ name }) => {
        const find = (part: string) => run.metrics.find((one) => one.metric === name && one.part === part)
        return [shown(find('test')?.final), shown(find('validation')?.best)]
      }),
    ]),
  )
}
