// `npm run check`: types, lint, boundaries and unit tests; needs nothing but the packages.
import { setUp } from '../setup/index.mjs'
import { runChecks, summarise } from './checks.mjs'

export async function run() {
  await setUp({})
  return summarise(await runChecks())
}
