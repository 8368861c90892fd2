// `npm test [-- FILTER]`: everything, on a machine with nothing set up; with a filter only the tests whose file it names.
import { setUp } from '../setup/index.mjs'
import { runChecks, step, summarise } from './checks.mjs'
import { EVERYTHING, vitest } from './vitest.mjs'

export async function run(filters) {
  const { electron } = await setUp(EVERYTHING)
  const filtered = filters.length > 0
  const results = filtered ? [await step('unit tests', () => vitest('unit', filters, electron))] : await runChecks()
  for (const project of ['integration', 'desktop']) {
    results.push(await step(`${project} tests`, () => vitest(project, filters, electron)))
  }
  return summarise(results)
}
