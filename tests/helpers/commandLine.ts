// The built command line as a person runs it: a process of its own, with what it printed and how it ended.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { root } from './testHost'

export interface Ended {
  code: number | null
  signal: string | null
  stdout: string
  stderr: string
}

export interface Running {
  pid: number
  ended: Promise<Ended>
  /** Resolves when `text` was printed on standard error. */
  said: (text: RegExp) => Promise<void>
  kill: (signal: NodeJS.Signals) => void
}

export function startCommand(args: string[], configFolder: string): Running {
  const child = spawn(process.execPath, [join(root, 'out/main/cli.js'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      XDG_CONFIG_HOME: configFolder,
      LANG: 'C.UTF-8',
      LC_ALL: 'C.UTF-8',
      TF_CPP_MIN_LOG_LEVEL: '3',
    },
  })
  const said = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const)
    child[name].setEncoding('utf8').on('data', (text: string) => {
      said[name] += text
      for (const look of waiting) look()
    })
  const ended = new Promise<Ended>((resolve) => child.on('close', (code, signal) => resolve({ code, signal, ...said })))
  return {
    pid: child.pid ?? 0,
    ended,
    kill: (signal) => child.kill(signal),
    said: (text) =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (text.test(said.stderr)) resolve()
        }
        waiting.add(look)
        void ended.then(() => reject(new Error(`ended without saying ${text}: ${said.stderr}`)))
        look()
      }),
  }
}

export function runCommand(args: string[], configFolder: string): Promise<Ended> {
  return startCommand(args, configFolder).ended
}
