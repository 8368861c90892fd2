// One workload through all systems: checked epochs first, each system alone, then blocks of epochs in turns.
import { mkdirSync } from 'node:fs'
import path from 'node:path'
import { median } from '../measuring/numbers.mjs'
import { startChild } from './child.mjs'
import { environment } from './systems.mjs'

/**
 * @param {{ workload: object, job: string, systems: object[], pythons: object, scratch: string, repeats: number, blockSeconds: number }} task
 * @returns {Promise<object[]>} a result a system: `{ system, failed }`, or what was measured
 */
export async function measure(task) {
  const results = []
  for (const system of task.systems) results.push(await first(task, system))
  const running = results.filter(({ child }) => child)
  for (const result of running) await attempt(result, () => warm(task, result))
  for (let i = 0; i < task.repeats; i += 1)
    for (const result of running) await attempt(result, () => takeBlock(task, result))
  for (const result of running) await attempt(result, () => finish(result))
  return results
}

/** What goes wrong in one system is its result, and ends it alone. */
async function attempt(result, action) {
  if (result.failed) return
  try {
    await action()
  } catch (error) {
    result.failed = error.message
    await result.child?.end()
  }
}

async function first({ workload, job, pythons, scratch }, system) {
  const python = system.python && pythons[system.python]
  if (python?.missing) return { system, failed: python.missing }
  const own = path.join(scratch, `${workload.name}-${system.id}`)
  mkdirSync(own, { recursive: true })
  const result = { system, blocks: [] }
  await attempt(result, async () => {
    result.child = await startChild(system.command(job, python?.python), environment(own))
    result.versions = result.child.hello.versions
    const { seconds, losses, ...notes } = await result.child.ask({ do: 'checked' })
    Object.assign(result, { firstEpoch: seconds[0], loss: losses.at(-1), notes })
  })
  if (result.failed) delete result.child
  return result
}

/** An epoch that is not counted says how many make a block. */
async function warm({ blockSeconds }, result) {
  const { seconds } = await result.child.ask({ do: 'block', epochs: 1, seconds: blockSeconds })
  result.epochs = Math.max(1, Math.round(blockSeconds / seconds))
}

async function takeBlock({ blockSeconds }, result) {
  const { seconds, steps } = await result.child.ask({ do: 'block', epochs: result.epochs, seconds: blockSeconds })
  result.blocks.push((seconds / steps) * 1000)
}

async function finish(result) {
  const { peakMb, ...notes } = await result.child.ask({ do: 'end' })
  Object.assign(result, { peakMb, step: median(result.blocks), notes: { ...result.notes, ...notes } })
  await result.child.end()
}
