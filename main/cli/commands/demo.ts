// `demo`: the main job on a shipped sample: load, train two architectures, compare, export, verify, bundle, open again.
import type { Command } from 'commander'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { examples } from '../../engine/datasets'
import { inSession, type Session } from '../session'
import { bundleLines } from './bundle'
import { comparisonLines } from '../comparisonTable'
import { carryOut } from './experiment'
import { exportLines } from './export'
import type { Comparison } from '../../../shared/records'

export function addDemo(program: Command): void {
  program
    .command('demo')
    .description('The whole flow on a shipped sample: load, train, compare, export, verify, bundle')
    .option('--workspace <folder>', 'where to put everything; a new temporary folder when left out')
    .action(async (options: { workspace?: string }) => {
      const folder = options.workspace ?? mkdtempSync(join(tmpdir(), 'netloom-demo-'))
      await inSession(join(folder, 'workspace'), (session) => demonstrate(folder, session))
    })
}

async function demonstrate(folder: string, session: Session): Promise<void> {
  const { host } = session
  const say = (lines: string[]): boolean => process.stdout.write(`${lines.join('\n')}\n`)
  say([
    'Netloom on the online shoppers sample: will this visit end in a purchase?',
    `Workspace: ${join(folder, 'workspace')}`,
    '',
  ])
  const { runs, comparison } = await carryOut(examples.shoppers, folder, session)
  say(['', ...comparisonLines(comparison), ''])
  const best = bestOf(comparison)
  const exported = await host.ask('exports.write', { run: best, format: 'tfjs', folder: join(folder, 'model') })
  say(['The better model, for TensorFlow.js', ...exportLines(exported), ''])
  const file = join(folder, 'shoppers.netloom')
  const bundle = await host.ask('bundles.write', { runs: runs.map(({ id }) => id), file })
  say(['Both runs, for a colleague', ...bundleLines(bundle), ''])
  await inSession(join(folder, 'colleague'), async (other) => {
    const opened = await other.host.ask('bundles.open', { file })
    say([`✓ opened in another workspace: ${opened.runs.length} runs with their curves in ${join(folder, 'colleague')}`])
  })
}

/** By the loss on the validation part: the test part is not for choosing. */
function bestOf({ runs }: Comparison): string {
  const lossOf = (run: Comparison['runs'][number]): number =>
    run.metrics.find(({ metric, part }) => metric === 'logLoss' && part === 'validation')?.final ?? Infinity
  const [first] = [...runs].sort((a, b) => lossOf(a) - lossOf(b))
  if (first === undefined) throw new Error('a comparison of no runs')
  return first.run
}
