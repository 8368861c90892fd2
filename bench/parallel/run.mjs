// A run in a worker process of the program's own, over its own wire: started, paused between measurements, and watched by its reports.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { graphOf } from './perceptrons.mjs'

/** After going on: what the pause left behind is over. */
const SETTLE_MS = 500

/** Seconds that a process has computed in all; NaN where the system does not say (anything but Linux), whose ticks are 10 ms. */
function cpuSeconds(pid) {
  if (process.platform !== 'linux') return NaN
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/**
 * @param {{ runs: object, threads: object, worker: string }} engine modules, and the path of the built worker
 * @param {{ network: object, preparedFile: string, folder: string, seed: number, plan: object | null }} wanted
 */
export function openRun({ runs, threads, worker }, { network, preparedFile, folder, seed, plan }) {
  const link = runs.forked(worker)('training', threads.environmentFor(1))
  const client = new runs.WorkerClient(link)
  const seen = []
  const waiting = new Set()
  const hear = (report) => {
    if (report.kind === 'block') return
    seen.push(report)
    for (const look of waiting) look()
  }
  const training = { epochs: 100_000, batchSize: network.batch, keep: 'last', patience: 0 }
  const spec = {
    ...{ run: `seed-${seed}`, graph: graphOf(network), goal: network.binary ? 'binary' : 'regression', training, seed },
    ...{ preparedFile, plan, resumes: false, start: null, forecasts: [] },
    modelFolder: path.join(folder, `model-${seed}`),
    checkpoints: { folder: path.join(folder, `checkpoints-${seed}`), names: [] },
  }
  // It ends by being killed, and that is no failure.
  let closed = false
  const lost = client.run('training.run', spec, { onReport: hear }).then(
    () => Promise.reject(new Error('the run ended by itself')),
    (error) => (closed ? new Promise(() => undefined) : Promise.reject(error)),
  )
  lost.catch(() => undefined)

  /** The first report from the `from`-th on of which `found` holds. */
  function until(found, from = 0) {
    const come = new Promise((resolve) => {
      const look = () => {
        const report = seen.slice(from).find(found)
        if (report === undefined) return
        waiting.delete(look)
        resolve(report)
      }
      waiting.add(look)
      look()
    })
    return Promise.race([come, lost])
  }

  return {
    async plan() {
      return (await until((report) => report.kind === 'status' && report.plan !== null)).plan
    },
    /** Compiled, and past the epoch in which it was. */
    warm: async (steps) => void (await until((report) => report.kind === 'progress' && report.step >= steps)),
    async pause() {
      const from = seen.length
      client.pause()
      await until(({ kind }) => kind === 'paused', from)
    },
    /** Goes on for so long; steps a second by the worker's own clock, and of a core how much it had. */
    async speed(milliseconds) {
      const from = seen.length
      client.resume()
      await until(({ kind }) => kind === 'resumed', from)
      await wait(SETTLE_MS)
      const settled = seen.length
      const begun = { at: performance.now(), cpu: cpuSeconds(link.pid) }
      await wait(milliseconds)
      const cores = (1000 * (cpuSeconds(link.pid) - begun.cpu)) / (performance.now() - begun.at)
      const progress = seen.slice(settled).filter(({ kind }) => kind === 'progress')
      const [first, last] = [progress[0], progress.at(-1)]
      if (progress.length < 2) throw new Error(`only ${progress.length} reports came in ${milliseconds} ms`)
      return { steps: (1000 * (last.step - first.step)) / (last.elapsedMs - first.elapsedMs), cores }
    },
    close() {
      closed = true
      client.kill()
    },
  }
}
