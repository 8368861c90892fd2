// `npm run cli -- ARGS`: the command line, with everything that set-up says on standard error.
import { setUp } from '../setup/index.mjs'
import { beQuiet } from '../setup/progress.mjs'
import { passNode, outFile } from './programs.mjs'

export async function run(args) {
  beQuiet()
  await setUp({ tensorflow: true, build: true })
  return passNode([outFile('main', 'cli.js'), ...args], { cwd: callersFolder() })
}

/** npm moves to the checkout before it runs a script; the paths that the user gave are relative to where npm was called. */
function callersFolder() {
  const { npm_lifecycle_event: script, INIT_CWD: before } = process.env
  return script === 'cli' && before ? before : process.cwd()
}
