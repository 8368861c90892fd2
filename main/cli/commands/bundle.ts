// `bundle RUN... --out FILE`: runs with everything that belongs to them, as one file.
import type { Command } from 'commander'
import { resolve } from 'node:path'
import type { BundleReport } from '../../../shared/records'
import { shownSize } from '../number'
import { output } from '../output'
import { common, findRuns, type CommonOptions } from '../options'
import { inSession } from '../session'

export function addBundle(program: Command): void {
  common(program.command('bundle <run...>').description('Write runs into one file for a colleague'))
    .requiredOption('--out <file>', 'the file to write')
    .action((words: string[], options: CommonOptions & { out: string }) =>
      inSession(options.workspace, async ({ host }) => {
        const runs = await findRuns(words, host)
        const report = await host.ask('bundles.write', { runs: runs.map(({ id }) => id), file: resolve(options.out) })
        output(options.json).result(report, () => bundleLines(report))
      }),
    )
}

export function bundleLines({ file, sizeBytes, manifest }: BundleReport): string[] {
  return [
    `Written to ${file} (${shownSize(sizeBytes)})`,
    `  ${manifest.runs.length} runs, ${manifest.entries.length} files, each with its SHA-256`,
  ]
}
