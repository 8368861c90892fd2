// Promises of a worker's tasks, over a wire whose two ends the test holds: what comes back when it is no longer wanted.
import { expect, it } from 'vitest'
import type { WorkerCommand, WorkerReport } from '../../shared/contract/worker'
import { WorkerClient } from '../../main/engine/runs/workerClient'
import { TaskBoard } from '../../main/host/taskBoard'

function wire() {
  const sent: WorkerCommand[] = []
  const listeners: ((report: WorkerReport) => void)[] = []
  const client = new WorkerClient({
    pid: null,
    send: (command) => void sent.push(command),
    onReport: (listener) => void listeners.push(listener),
    onExit: () => undefined,
    kill: () => undefined,
  })
  return { client, sent, report: (report: WorkerReport) => listeners.forEach((listener) => listener(report)) }
}

it('a task that was done before it heard that it is cancelled is cancelled all the same', async () => {
  const { client, sent, report } = wire()
  const abort = new AbortController()
  const task = client.run('tables.inspect', { path: 'table.csv' }, { signal: abort.signal })
  abort.abort()
  report({ kind: 'done', id: 1, value: {} })
  await expect(task).rejects.toMatchObject({ code: 'task/cancelled' })
  expect(sent.map(({ kind }) => kind)).toEqual(['start', 'cancel'])
})

it('a word reaches the tasks of its name alone, and none that is over', () => {
  const { client, sent, report } = wire()
  void client.run('tables.inspect', { path: 'table.csv' })
  const spec = { play: 'a', graph: { layers: [], outputs: [] }, training: {}, seed: 1, preparedFile: 'x', mostRows: 1 }
  void client.run('training.play', spec)
  client.tell('training.play', { kind: 'pause' })
  report({ kind: 'done', id: 2, value: null })
  client.tell('training.play', { kind: 'play' })
  expect(sent.slice(2)).toEqual([{ kind: 'tell', id: 2, word: { kind: 'pause' } }])
})

it('a step that trips over what was closed behind it ends as cancelled; one that nobody cancelled as what it is', async () => {
  const board = new TaskBoard(() => undefined)
  const trips = () => Promise.reject(new Error('database is not open'))
  const step = board.run('import', trips)
  board.cancelAll()
  await expect(step).rejects.toMatchObject({ code: 'task/cancelled' })
  await expect(board.run('import', trips)).rejects.toThrow('database is not open')
})
