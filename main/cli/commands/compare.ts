// `compare RUN...`: runs side by side.
import type { Command } from 'commander'
import type { Comparison } from '../../../shared/records'
import { comparisonLines } from '../comparisonTable'
import { language, output, type Output } from '../output'
import { common, findRuns, type CommonOptions } from '../options'
import { inSession } from '../session'

export function addCompare(program: Command): void {
  common(program.command('compare <run...>').description('Compare runs: what differs and what came out'))
    .option('--all', 'show the best values on the validation part too', false)
    .action((words: string[], options: CommonOptions & { all: boolean }) =>
      inSession(options.workspace, async ({ host }) => {
        const runs = await findRuns(words, host)
        const comparison = await host.ask('comparisons.compare', { runs: runs.map(({ id }) => id) })
        showComparison(comparison, output(options.json), options.all)
      }),
    )
}

export function showComparison(comparison: Comparison, out: Output, all = false): void {
  for (const problem of comparison.problems) out.say(`${problem.severity}: ${problem.message[language]}`)
  out.result(comparison, () => comparisonLines(comparison, all))
}
