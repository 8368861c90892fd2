// The steps of `npm run check`: each a tool in a process of its own, all at the same time, each output in one piece.
import { spawn } from 'node:child_process'
import { onInterrupt } from '../setup/interrupts.mjs'
import { projectRoot } from '../setup/places.mjs'
import { environment, tools } from './programs.mjs'

/** Boundaries are among the unit tests (tests/boundaries). */
export const CHECKS = [
  { name: 'types', args: [tools.types, '--noEmit', '-p', 'tsconfig.json'] },
  { name: 'lint', args: [tools.lint, '.'] },
  { name: 'unit tests', args: [tools.vitest, 'run', '--project', 'unit'] },
]

/** Runs a step whose output is shown in one piece when it ends, so that others can run at the same time. */
export function stepBeside({ name, line: [command, args], env }) {
  const begun = Date.now()
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd: projectRoot, env, stdio: ['ignore', 'pipe', 'pipe'], detached: grouped })
    const forget = onInterrupt(() => endAll(child))
    let output = ''
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk) => (output += chunk))
    child.on('error', reject)
    child.on('close', (code) => {
      forget()
      const result = { name, passed: code === 0, elapsedMs: Date.now() - begun }
      process.stdout.write(`${output.trimEnd()}\n${lineOf(result)}\n`.trimStart())
      resolve(result)
    })
  })
}

/** A step may be a program that starts others (a display, a window): its whole group ends with it. */
const grouped = process.platform !== 'win32'
function endAll(child) {
  if (grouped) process.kill(-child.pid, 'SIGKILL')
  else child.kill('SIGKILL')
}

const lineOf = ({ name, passed, elapsedMs }) =>
  `${passed ? 'passed' : 'FAILED'}  ${name} (${(elapsedMs / 1000).toFixed(1)} s)`

/** Runs all checks and gives their results. */
export const runChecks = () =>
  Promise.all(CHECKS.map(({ name, args }) => stepBeside({ name, line: [process.execPath, args], env: environment() })))

/** Prints how each step went and gives the exit code for all. */
export function summarise(results) {
  console.log(`\nSteps:\n${results.map((result) => `  ${lineOf(result)}`).join('\n')}`)
  return results.every(({ passed }) => passed) ? 0 : 1
}

/** Runs something on this terminal as one more step. */
export async function step(name, work) {
  const begun = Date.now()
  const result = { name, passed: (await work()) === 0, elapsedMs: Date.now() - begun }
  console.log(lineOf(result))
  return result
}
