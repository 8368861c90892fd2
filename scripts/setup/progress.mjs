// Tells the user what set-up does, on standard error: a moving bar on a terminal, plain lines elsewhere.

const BAR_CELLS = 24
const REDRAW_MS = 200
const LINE_EVERY_MS = 10_000
const running = new Set()
const terminal = process.stderr.isTTY === true && !process.env.CI
let timer

let quiet = process.env.NETLOOM_QUIET === '1'
/** From now on only work that takes a while is told, not what is already there. */
export const beQuiet = () => (quiet = true)

/** One plain line. */
export function say(text) {
  clearBar()
  process.stderr.write(`${text}\n`)
}

/** A line about something that needed no work. */
export function sayRoutine(text) {
  if (!quiet) say(text)
}

const megabytes = (bytes) => `${Math.round(bytes / 1e6)} MB`
const seconds = (ms) => `${(ms / 1000).toFixed(ms < 9_950 ? 1 : 0)} s`

function describe(task) {
  const now = task.measure?.() ?? 0
  if (!task.totalBytes) return `${task.label} ${seconds(Date.now() - task.begun)}`
  const share = Math.min(1, now / task.totalBytes)
  const filled = Math.round(share * BAR_CELLS)
  const bar = terminal ? `[${'#'.repeat(filled)}${'-'.repeat(BAR_CELLS - filled)}] ` : ''
  return `${task.label} ${bar}${megabytes(Math.min(now, task.totalBytes))} of ${megabytes(task.totalBytes)}`
}

function clearBar() {
  if (terminal && running.size > 0) process.stderr.write('\r\x1b[2K')
}

function tick() {
  if (terminal) {
    const width = (process.stderr.columns || 80) - 1
    process.stderr.write(`\r\x1b[2K${[...running].map(describe).join(' | ').slice(0, width)}`)
    return
  }
  for (const task of running) {
    if (Date.now() - task.said < LINE_EVERY_MS) continue
    task.said = Date.now()
    say(`  ${describe(task)}`)
  }
}

/**
 * Does `work` while the user sees it going on. With `totalBytes` and `measure` (bytes so far) the bar has a length.
 * @template T
 * @param {string} label such as "TensorFlow: downloading"
 * @param {() => Promise<T>} work
 * @param {{ totalBytes?: number, measure?: () => number }} [size]
 * @returns {Promise<T>}
 */
export async function during(label, work, size = {}) {
  const task = { label, ...size, begun: Date.now(), said: Date.now() }
  if (!terminal) say(`  ${label}${size.totalBytes ? ` (${megabytes(size.totalBytes)})` : ''} ...`)
  running.add(task)
  timer ??= setInterval(tick, REDRAW_MS)
  try {
    const result = await work()
    say(`  ${label}: done in ${seconds(Date.now() - task.begun)}`)
    return result
  } finally {
    clearBar()
    running.delete(task)
    if (running.size === 0) timer = void clearInterval(timer)
  }
}
