// `npm run doctor [-- --json]`: what is installed, from where, in which version, and what is missing; changes nothing.
import * as machine from '../doctor/machine.mjs'
import * as programs from '../doctor/programs.mjs'
import { beQuiet } from '../setup/progress.mjs'

const STATES = new Map([
  [true, 'ok     '],
  [false, 'MISSING'],
  [null, 'note   '],
])

async function examine() {
  const [tensorflow, electron] = [await programs.tensorflowFact(), await programs.electronFact()]
  const toMake = !tensorflow.ok
  return [
    machine.nodeFact(),
    programs.packagesFact(),
    electron,
    tensorflow,
    programs.tiersFact(tensorflow),
    programs.duckdbFact(),
    programs.sqliteFact(),
    programs.buildFact(),
    machine.windowFact(),
    machine.displayFact(),
    machine.virtualDisplayFact(),
    machine.fontsFact(),
    machine.pipFact(toMake),
    machine.compilerFact(toMake),
    machine.cacheFact(),
    machine.diskFact(toMake || !electron.ok),
  ]
}

function lineOf({ name, ok, found, from, next }) {
  const line = `${STATES.get(ok)}  ${name.padEnd(16)}  ${found}${from ? ` (${from})` : ''}`
  return ok === false ? `${line}\n${' '.repeat(27)}next: ${next}` : line
}

export async function run(args) {
  beQuiet()
  const facts = await examine()
  const missing = facts.filter(({ ok }) => ok === false)
  if (args.includes('--json')) {
    console.log(JSON.stringify({ ok: missing.length === 0, facts }, null, 2))
  } else {
    console.log(facts.map(lineOf).join('\n'))
    console.log(missing.length === 0 ? '\nAll is there.' : `\nMissing: ${missing.map(({ name }) => name).join(', ')}.`)
  }
  return missing.length === 0 ? 0 : 1
}
