// What must be true of every run at any moment: moves that are legal, curves that begin as they began before, a model that can be read.
import type { AppEvent } from '../../shared/contract/events'
import { isOver, runMoves, runStatuses, type Run, type RunStatus } from '../../shared/records'
import { readModel } from '../../main/engine/workspace'
import type { Host } from '../../main/host/host'
import { pick, workspaceOf, type World } from './world'

/** So many points of a curve are remembered to compare with. */
const remembered = 500

export async function seriesOf(host: Host, run: string): Promise<Map<string, number[]>> {
  const series = await host.ask('runs.series', { run })
  return new Map(series.map(({ name, values }) => [name, [...values]]))
}

/** Takes the events since the last look, and holds the moves of each run to the table. */
export function checkMoves(world: World, last: Map<string, RunStatus>): string[] {
  const wrong: string[] = []
  for (const event of world.test.events.splice(0)) if (event.name === 'runs.changed') wrong.push(...moved(event))
  return wrong

  function moved({ payload: { id, status } }: Extract<AppEvent, { name: 'runs.changed' }>): string[] {
    const before = last.get(id)
    last.set(id, status)
    world.touched.add(id)
    if (before === undefined || before === status || runMoves[before].includes(status)) return []
    return [`a run moved from ${before} to ${status}`]
  }
}

/** The runs that changed, and some of the others. */
export async function checkRuns(world: World): Promise<string[]> {
  const runs = await world.test.host.ask('runs.list', {})
  const others = Array.from({ length: 10 }, () => pick(world, runs))
  const chosen = new Set([...runs.filter(({ id }) => world.touched.has(id)), ...others])
  world.touched.clear()
  const wrong: string[] = []
  for (const run of chosen)
    if (run !== undefined) wrong.push(...checkRun(world, run), ...(await checkCurves(world, run)))
  return wrong
}

function checkRun(world: World, run: Run): string[] {
  const { status, model, outcome, reason, endedAt } = run
  const wrong: string[] = []
  if (!runStatuses.includes(status)) wrong.push(`a run is "${status}"`)
  if (isOver(status) && endedAt === null) wrong.push(`a ${status} run has not ended`)
  if (!isOver(status) && endedAt !== null) wrong.push(`a ${status} run has ended`)
  if (status === 'finished' && (outcome === null || model === null)) wrong.push('a finished run has kept nothing')
  if (['failed', 'interrupted'].includes(status) && reason === null) wrong.push(`a ${status} run gives no reason`)
  if (status === 'failed') wrong.push(`a run failed: ${reason?.code} ${reason?.message.en}`)
  if (model === null) return wrong
  const { weights } = readModel(`${workspaceOf(world)}/models/${model}`)
  if (!weights.every(({ values }) => values.every(Number.isFinite))) wrong.push('a kept model is not finite')
  return wrong
}

/** A run of the same seed repeats itself, however often it was ended: the curves have equal beginnings. */
async function checkCurves({ test, seen }: World, { id }: Run): Promise<string[]> {
  const known = seen.get(id) ?? new Map<string, number[]>()
  seen.set(id, known)
  const wrong: string[] = []
  for (const [name, values] of await seriesOf(test.host, id)) {
    const before = known.get(name) ?? []
    const both = Math.min(before.length, values.length)
    if (before.slice(0, both).some((value, index) => value !== values[index])) wrong.push(`${name} was another before`)
    if (values.length > before.length) known.set(name, values.slice(0, remembered))
  }
  return wrong
}
