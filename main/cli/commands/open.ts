// `open FILE`: verifies a bundle and adds its runs to the workspace.
import type { Command } from 'commander'
import { resolve } from 'node:path'
import { language, output } from '../output'
import { common, type CommonOptions } from '../options'
import { inSession } from '../session'
import { runLines } from './runs'

export function addOpen(program: Command): void {
  common(program.command('open <file>').description('Verify a bundle and add its runs to the workspace')).action(
    (file: string, options: CommonOptions) =>
      inSession(options.workspace, async ({ host }) => {
        const out = output(options.json)
        const opened = await host.ask('bundles.open', { file: resolve(file) })
        for (const problem of opened.problems) out.say(`${problem.severity}: ${problem.message[language]}`)
        const all = await host.ask('runs.list', {})
        const ids = new Set([...opened.runs, ...opened.already])
        out.result(opened, () => [
          `${opened.runs.length} runs added, ${opened.already.length} were here already`,
          ...runLines(all.filter(({ id }) => ids.has(id))),
        ])
      }),
  )
}
