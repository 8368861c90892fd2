// `npm test [-- FILTER]`: everything, on a machine with nothing set up; with a filter only the tests whose file it names.
import { setUp } from '../setup/index.mjs'
import { runChecks, step, stepBeside, summarise } from './checks.mjs'
import { environment } from './programs.mjs'
import { EVERYTHING, vitest, vitestLine } from './vitest.mjs'

export async function run(filters) {
  const { electron } = await setUp(EVERYTHING)
  return summarise(await (filters.length > 0 ? some(filters, electron) : all(electron)))
}

/** One project after the other, each seen as it goes. */
async function some(filters, electron) {
  const results = []
  for (const project of ['unit', 'integration', 'desktop']) {
    results.push(await step(`${project} tests`, () => vitest(project, filters, electron)))
  }
  return results
}

/** The tests of the window mostly wait for it, so they run beside those that compute. */
async function all(electron) {
  const checks = await runChecks()
  const integration = step('integration tests', () => vitest('integration', [], electron))
  const desktop = { name: 'desktop tests', line: vitestLine('desktop', []), env: environment(electron) }
  return [...checks, ...(await Promise.all([integration, stepBeside(desktop)]))]
}
