// The set of tests of the supervisor over its third transport: utility processes of a real window.
import { asked, openDesktop, until, type Desktop } from '../helpers/desktop'
import { testSupervisor, type Stage } from '../helpers/supervisorTests'

testSupervisor('utility', async () => stageOf(await openDesktop()))

function stageOf(desktop: Desktop): Stage {
  return {
    ask: (name, input) => asked(desktop, name, input),
    whenIdle: () =>
      until(desktop, {
        name: 'runs.queue',
        input: {},
        isEnough: ({ running, queued }) => running.length + queued.length === 0,
      }),
    reached: (run, epochs) =>
      until(desktop, {
        name: 'runs.series',
        input: { run, names: ['loss/train'] },
        isEnough: ([loss]) => (loss?.values.length ?? 0) >= epochs,
      }),
    remove: () => desktop.close(),
  }
}
