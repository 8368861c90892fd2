// Runs the tools that set-up needs (npm, pip, the compiler): output kept for the error message, no tool outlives set-up.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import path from 'node:path'
import { onInterrupt } from './interrupts.mjs'

const TAIL_LINES = 15
const ownGroup = process.platform !== 'win32'

export class ChildFailure extends Error {
  constructor(command, ended, output) {
    const tail = output.trim().split('\n').slice(-TAIL_LINES).join('\n')
    super(`${path.basename(command)} ended with ${ended}${tail ? `:\n${tail}` : ''}`)
    this.name = 'ChildFailure'
  }
}

function endTree(child, signal) {
  try {
    if (ownGroup) process.kill(-child.pid, signal)
    else child.kill(signal)
  } catch (error) {
    if (error.code !== 'ESRCH') throw error
  }
}

/**
 * Runs a tool to its end and gives its output; a non-zero exit is a ChildFailure.
 * `stall` ends a tool that makes no progress: `{ ms, measure }`, where measure() is a number that grows while it does.
 */
export function runChild(command, args, { cwd, env, stall } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: ['ignore', 'pipe', 'pipe'], detached: ownGroup })
    const forget = onInterrupt(() => endTree(child, 'SIGKILL'))
    let output = ''
    let stalled = false
    const keep = (chunk) => (output += chunk)
    child.stdout.on('data', keep)
    child.stderr.on('data', keep)
    const stopWatching = stall ? watchForStall(stall, () => ((stalled = true), endTree(child, 'SIGKILL'))) : () => {}
    child.on('error', (error) => (forget(), stopWatching(), reject(error)))
    child.on('close', (code, signal) => {
      forget()
      stopWatching()
      if (code === 0) resolve(output)
      else
        reject(
          new ChildFailure(
            command,
            stalled ? `no answer for ${stall.ms / 1000} s` : (signal ?? `code ${code}`),
            output,
          ),
        )
    })
  })
}

function watchForStall({ ms, measure }, end) {
  let last = measure()
  let since = Date.now()
  const timer = setInterval(() => {
    const now = measure()
    if (now !== last) [last, since] = [now, Date.now()]
    else if (Date.now() - since > ms) end()
  }, 500)
  return () => clearInterval(timer)
}

/** Asks a tool for something small; undefined when it is not there or refuses. */
export function ask(command, args, options = {}) {
  const { status, stdout } = spawnSync(command, args, { encoding: 'utf8', timeout: 30_000, ...options })
  return status === 0 ? stdout.trim() : undefined
}

/** How to call the npm that started us, or the one beside this Node, without a shell (Windows has no other way). */
export function npmCall(args) {
  const beside = path.join(path.dirname(process.execPath), 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const unix = path.join(path.dirname(process.execPath), '..', 'lib', 'node_modules', 'npm', 'bin', 'npm-cli.js')
  const started = process.env.npm_execpath?.endsWith('npm-cli.js') ? process.env.npm_execpath : undefined
  const script = [started, beside, unix].find((file) => file && existsSync(file))
  return script ? [process.execPath, [script, ...args]] : ['npm', args]
}
