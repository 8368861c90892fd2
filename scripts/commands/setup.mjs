// `npm run setup [-- PART...]`: all that any other command needs, or the parts named.
import { setUp } from '../setup/index.mjs'
import { say } from '../setup/progress.mjs'
import { SetupError } from '../setup/setupError.mjs'

const PARTS = {
  dependencies: {},
  tensorflow: { tensorflow: true },
  electron: { electron: true },
  system: { system: ['window', 'virtualDisplay', 'fonts'], systemMust: false },
  build: { build: true },
}

export async function run(args) {
  const unknown = args.find((part) => !Object.hasOwn(PARTS, part))
  if (unknown)
    throw new SetupError(
      `set-up has no part "${unknown}".`,
      `use one of ${Object.keys(PARTS).join(', ')}, or none for all.`,
    )
  const parts = args.length > 0 ? args : Object.keys(PARTS)
  // Who calls set-up by itself suspects something: every file is read.
  await setUp(Object.assign({ thorough: true }, ...parts.map((part) => PARTS[part])))
  say('Set-up: done')
  return 0
}
