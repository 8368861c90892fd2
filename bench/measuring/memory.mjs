// How much memory a process had at its height.
import { readFileSync } from 'node:fs'

/** Megabytes resident at the peak; null where the system does not say (anything but Linux). */
export function peakMb(pid) {
  if (process.platform !== 'linux') return null
  const kilobytes = /VmHWM:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]
  return kilobytes === undefined ? null : Math.round(Number(kilobytes) / 1024)
}
