// A second program with the workspace open, for the tests of owners: does what it is told and says when it is done.
import { openWorkspace } from '../../main/engine/workspace'
import { finishedRun, sampleRun } from './childRecords'

const [folder, task, id] = process.argv.slice(2) as [string, 'train' | 'queue' | 'write', string]
const workspace = openWorkspace(folder, () => new Date())

if (task === 'write') {
  for (let index = 0; index < 100; index++) {
    const [run] = workspace.runs.create([sampleRun({ id: `${id}-${index}` })])
    workspace.series.append(run?.id ?? '', [{ name: 'loss', axis: 'step', first: 1, values: Float64Array.of(index) }])
  }
  workspace.dispose()
  process.send?.('done')
  process.disconnect()
} else {
  workspace.runs.create([sampleRun({ id })])
  if (task === 'train') {
    workspace.runs.claim(id)
    workspace.runs.move(id, 'training', { epochsDone: 3 })
    workspace.series.append(id, [{ name: 'loss', axis: 'epoch', first: 1, values: Float64Array.of(3, 2, 1) }])
  }
  process.send?.('ready')
  process.on('message', (message) => {
    if (message !== 'finish') return
    workspace.runs.move(id, 'finished', { outcome: finishedRun().outcome })
    workspace.dispose()
    process.disconnect()
  })
}
