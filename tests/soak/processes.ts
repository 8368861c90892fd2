// Processes as the system lists them: who descends from whom, and who is still there.
import { execFileSync } from 'node:child_process'
import { setTimeout as after } from 'node:timers/promises'

interface Listed {
  pid: number
  parent: number
  state: string
  command: string
}

function listed(): Listed[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid=,stat=,args='], { encoding: 'utf8' })
    .split('\n')
    .flatMap((line) => {
      const [, pid, parent, state = '', command = ''] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? []
      return pid === undefined ? [] : [{ pid: Number(pid), parent: Number(parent), state, command }]
    })
}

/** The children, grandchildren and so on that `pid` has now, those of our own built programs alone. */
export function descendants(pid: number): number[] {
  const all = listed()
  const found = new Set([pid])
  // Twice the depth of a program, its workers and what those start.
  for (let depth = 0; depth < 6; depth++) for (const one of all) if (found.has(one.parent)) found.add(one.pid)
  return all.filter((one) => one.pid !== pid && found.has(one.pid) && isOurs(one)).map((one) => one.pid)
}

/** Those of `pids` that still run one of our built programs; what has ended but is not yet collected does not count. */
export function running(pids: readonly number[]): number[] {
  const wanted = new Set(pids)
  return listed()
    .filter((one) => wanted.has(one.pid) && isOurs(one))
    .map((one) => one.pid)
}

function isOurs({ state, command }: Listed): boolean {
  return !state.startsWith('Z') && /out\/main\/(worker|cli)\.js/.test(command)
}

/** Ends a program without a word to it. Stopped first, so that it has no child that we do not know. Gives its children. */
export function killWhole(pid: number): number[] {
  process.kill(pid, 'SIGSTOP')
  const children = descendants(pid)
  process.kill(pid, 'SIGKILL')
  return children
}

const patienceMs = 60_000

/** Looks until `state` holds. Throws when that takes longer than any machine would. */
export async function eventually(what: string, state: () => boolean | Promise<boolean>): Promise<void> {
  const until = Date.now() + patienceMs
  while (!(await state())) {
    if (Date.now() > until) throw new Error(`still not so: ${what}`)
    await after(50)
  }
}
