// Who holds a lock or a temporary folder: written beside it, so that what a killed set-up left can be told from work in hand.
import { readFileSync } from 'node:fs'
import { hostname } from 'node:os'

/** A process number comes again; together with its start time (Linux tells it) it does not. */
function startOf(pid) {
  if (process.platform !== 'linux') return undefined
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
    // The command, in brackets, may hold blanks; the start time is the 20th field after it.
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19]
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes(error.code)) return undefined
    throw error
  }
}

export const thisProcess = () => ({ pid: process.pid, start: startOf(process.pid), host: hostname() })

/** True, false, or undefined where it cannot be known (a process of another machine that shares the cache). */
export function isAlive(owner) {
  if (owner.host !== hostname()) return undefined
  try {
    process.kill(owner.pid, 0)
  } catch (error) {
    if (error.code === 'ESRCH') return false
    if (error.code !== 'EPERM') throw error
  }
  return owner.start === undefined || startOf(owner.pid) === owner.start
}
