// How commands run programs: with this checkout's environment, the terminal handed through, signals and exit codes kept.
import { spawn } from 'node:child_process'
import { constants } from 'node:os'
import path from 'node:path'
import { electronEnvironment } from '../setup/electron.mjs'
import { inPackage, projectRoot } from '../setup/places.mjs'

const PASSED_ON = ['SIGINT', 'SIGTERM', 'SIGHUP']

/** The scripts of the installed tools that commands call, without npx between. */
export const tools = {
  types: inPackage('vue-tsc', 'bin', 'vue-tsc.js'),
  lint: inPackage('eslint', 'bin', 'eslint.js'),
  vitest: inPackage('vitest', 'vitest.mjs'),
  builder: inPackage('electron-builder', 'cli.js'),
}

export const hasDisplay = () =>
  process.platform !== 'linux' || Boolean(process.env.DISPLAY || process.env.WAYLAND_DISPLAY)
export const outFile = (...parts) => path.join(projectRoot, 'out', ...parts)

/** The environment of everything that is started: TensorFlow's start-up lines off, the Electron that set-up found. */
export function environment(electron) {
  const env = { TF_CPP_MIN_LOG_LEVEL: '3', ...process.env, ...(electron ? electronEnvironment(electron) : {}) }
  // Editors set it in their terminals; Electron would then start as a bare Node.
  delete env.ELECTRON_RUN_AS_NODE
  return env
}

/** Wraps a command line so that it has a display, a virtual one where there is none. */
export function withDisplay(command, args) {
  return hasDisplay() ? [command, args] : ['xvfb-run', ['-a', '-s', '-screen 0 1600x1000x24', command, ...args]]
}

/** Runs a program on this terminal and gives its exit code (128 + n for a signal, as shells do). */
export function passThrough(command, args, { env = environment(), cwd = projectRoot } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { cwd, env, stdio: 'inherit' })
    const forward = (signal) => {
      // Ctrl-C on a terminal reaches the whole group by itself; a second one would mean "at once" to the program.
      if (signal !== 'SIGINT' || !process.stdin.isTTY) child.kill(signal)
    }
    for (const signal of PASSED_ON) process.on(signal, forward)
    const forget = () => PASSED_ON.forEach((signal) => process.off(signal, forward))
    child.on('error', (error) => (forget(), reject(error)))
    child.on('close', (code, signal) => (forget(), resolve(code ?? 128 + constants.signals[signal])))
  })
}

export const passNode = (args, options) => passThrough(process.execPath, args, options)
