// `export RUN --format tfjs --out DIR`: writes a model and proves that it predicts the same.
import type { Command } from 'commander'
import { resolve } from 'node:path'
import type { ExportReport } from '../../../shared/records'
import { shownSize } from '../number'
import { output } from '../output'
import { common, findRuns, type CommonOptions } from '../options'
import { inSession } from '../session'

interface Options extends CommonOptions {
  format: string
  out: string
}

export function addExport(program: Command): void {
  common(program.command('export <run>').description('Export the model of a run, read back and compared'))
    .option('--format <name>', 'the format', 'tfjs')
    .requiredOption('--out <folder>', 'the folder to write; must not hold anything yet')
    .action((word: string, options: Options) =>
      inSession(options.workspace, async ({ host }) => {
        const [run] = await findRuns([word], host)
        if (run === undefined) return
        const folder = resolve(options.out)
        const report = await host.ask('exports.write', { run: run.id, format: options.format, folder })
        output(options.json).result(report, () => exportLines(report))
      }),
    )
}

export function exportLines({ folder, files, rowsCompared, largestDifference, agrees }: ExportReport): string[] {
  return [
    `Written to ${folder}`,
    ...files.map(({ path, sizeBytes }) => `  ${path}  ${shownSize(sizeBytes)}`),
    `${agrees ? '✓' : '✗'} read back and compared on ${rowsCompared} held-out rows: largest difference ${largestDifference.toExponential(2)}`,
  ]
}
