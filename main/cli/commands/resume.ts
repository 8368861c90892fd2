// `resume RUN...` and `restart RUN...`: runs that were ended go on from their checkpoints, or begin again at step 0.
import type { Command } from 'commander'
import { followRuns, refuseFailures } from '../following'
import { findRuns, common, type CommonOptions } from '../options'
import { language, output } from '../output'
import { inSession } from '../session'
import { runLines } from './runs'

const requests = {
  resume: {
    name: 'runs.resume',
    says: 'Let stopped and interrupted runs go on from their last checkpoint, to the same numbers as if never ended',
  },
  restart: {
    name: 'runs.restart',
    says: 'Train stopped, failed and interrupted runs again from step 0 with the same seed',
  },
} as const

export function addResume(program: Command): void {
  for (const command of Object.keys(requests) as (keyof typeof requests)[]) {
    common(program.command(`${command} <run...>`).description(requests[command].says)).action(
      (words: string[], options: CommonOptions) => act(command, words, options),
    )
  }
}

function act(command: keyof typeof requests, words: string[], options: CommonOptions): Promise<void> {
  return inSession(options.workspace, async (session) => {
    const out = output(options.json)
    const found = await findRuns(words, session.host)
    const following = followRuns(session)
    for (const { id } of found) await session.host.ask(requests[command].name, { run: id })
    const runs = await following.end(found.map(({ id }) => id))
    for (const problem of runs.flatMap(({ problems }) => problems)) {
      out.say(`${problem.severity}: ${problem.message[language]} ${problem.hint[language]}`)
    }
    out.result(runs, () => runLines(runs))
    refuseFailures(runs)
  })
}
