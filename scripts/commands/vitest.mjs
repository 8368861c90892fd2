// Runs one vitest project on this terminal, and the commands that are nothing but that.
import { setUp } from '../setup/index.mjs'
import { environment, passThrough, tools, withDisplay } from './programs.mjs'

/** What the tests need that start the whole program. */
export const EVERYTHING = {
  tensorflow: true,
  electron: true,
  system: ['window', 'virtualDisplay', 'fonts'],
  build: true,
}
const WITH_WINDOW = ['desktop']
/** The long tests run the engine and the command line, no window. */
const HEADLESS = { tensorflow: true, build: true }

/** The command line of a project's tests; a filter that names no file of this project is no failure. */
export function vitestLine(project, filters) {
  const args = [tools.vitest, 'run', '--project', project, ...filters]
  if (filters.length > 0) args.push('--passWithNoTests')
  return WITH_WINDOW.includes(project) ? withDisplay(process.execPath, args) : [process.execPath, args]
}

/** Runs a project's tests on this terminal and gives vitest's exit code. */
export const vitest = (project, filters, electron) =>
  passThrough(...vitestLine(project, filters), { env: environment(electron) })

/** A command that runs the vitest project of its own name. */
export const projectCommand = (project) => ({
  run: async (filters) => {
    await setUp(HEADLESS)
    return vitest(project, filters)
  },
})
