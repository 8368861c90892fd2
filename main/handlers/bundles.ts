// Requests about bundles: runs that leave for a colleague, and runs that come from one.
import { openBundle, writeBundle } from '../engine/exports/bundle'
import { factsOf } from './app'
import type { HandlersOf } from './context'

export const bundles: HandlersOf<'bundles'> = {
  'bundles.write': ({ runs, file, task }, context) => {
    const { workspace } = context.room()
    const target = context.allowed(file, 'write')
    return context.step(task, async (step) =>
      writeBundle({ workspace, runs, file: target, facts: await factsOf(context), clock: context.clock, ...step }),
    )
  },
  'bundles.open': async ({ file, task }, context) => {
    const { workspace } = context.room()
    const source = context.allowed(file, 'read')
    const opened = await context.step(task, (step) =>
      openBundle({ workspace, file: source, clock: context.clock, ...step }),
    )
    for (const id of opened.runs) context.emit('runs.changed', workspace.runs.get(id))
    for (const { id } of workspace.datasets.list()) context.emit('datasets.changed', { dataset: id })
    return opened
  },
}
