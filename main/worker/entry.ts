// A worker process: finds its end of the wire, lowers its priority, serves tasks.
import { setPriority } from 'node:os'
import type { Port } from '../../shared/contract/control'
import type { WorkerCommand } from '../../shared/contract/worker'
import { serve } from './serve'
import { loadTask } from './tasks'

const kind = process.argv.includes('training') ? 'training' : 'tables'
// Before any native library starts threads, so that they inherit it: the window stays quick while this works.
setPriority(kind === 'training' ? 10 : 5)

// A tables worker is started for a task: its library is loaded while that is on its way.
const loading = kind === 'tables' ? loadTask('tables.import') : Promise.resolve()

const parentPort = (process as unknown as { parentPort?: Port }).parentPort
if (parentPort === undefined) {
  // The parent is gone: nobody would hear what comes of this.
  process.on('disconnect', () => process.exit(0))
  serve(
    {
      post: (report) => process.send?.(report),
      onCommand: (listener) => process.on('message', (message) => listener(message as WorkerCommand)),
    },
    loading,
  )
} else {
  parentPort.on('message', ({ ports }) => {
    const port = ports?.[0]
    if (port === undefined) return
    port.on('close', () => process.exit(0))
    serve(
      {
        post: (report) => port.postMessage(report),
        onCommand: (listener) => port.on('message', (event) => listener(event.data as WorkerCommand)),
      },
      loading,
    )
    port.start?.()
  })
}
