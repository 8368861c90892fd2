// A fresh tables worker, started as the program starts it, that does one task, or several one after another, and is ended.
import { fork } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { projectRoot } from '../../scripts/setup/places.mjs'
import { peakMb } from '../measuring/memory.mjs'

/** @returns {Promise<{ seconds: number, peakMb: number | null, value: object }>} */
export async function workerTask(task, input) {
  const [measured] = await workerTasks(task, [input])
  return measured
}

/** @returns {Promise<{ seconds: number, peakMb: number | null, value: object }[]>} of each input, in one worker */
export async function workerTasks(task, inputs) {
  const worker = fork(path.join(projectRoot, 'out/main/worker.js'), ['tables'], {
    serialization: 'advanced',
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  await untilReport(worker, 'ready')
  const measured = []
  for (const [id, input] of inputs.entries()) {
    const begun = performance.now()
    worker.send({ kind: 'start', id: id + 1, task, input })
    const { value } = await untilReport(worker, 'done')
    measured.push({ seconds: (performance.now() - begun) / 1000, peakMb: peakMb(worker.pid), value })
  }
  const gone = once(worker, 'close')
  worker.kill('SIGKILL')
  await gone
  return measured
}

async function untilReport(worker, kind) {
  for (;;) {
    const [report] = await once(worker, 'message')
    if (report.kind === 'failed') throw new Error(`${report.error.code}: ${report.error.message.en}`)
    if (report.kind === kind) return report
  }
}
