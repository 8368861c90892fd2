// A round of a soak: open the workspace, look at it, act by chance, look at the runs, close at any moment, look for what is left.
import { AppError } from '../../shared/contract/errors'
import type { RunStatus } from '../../shared/records'
import { actions, importTable, launch } from './actions'
import { checkDatabase, checkFiles, checkOwners } from './folderChecks'
import { descendants, eventually, running } from './processes'
import { checkMoves, checkRuns } from './runChecks'
import { count, openHost, type World } from './world'

/** Refusals that a person would get as well: the run was over a moment before. */
const refusals = ['run/illegal-move', 'run/not-over', 'run/owned-elsewhere', 'run/no-data', 'run/not-found']

export async function round(world: World): Promise<string[]> {
  world.test = await openHost(world.folder)
  const wrong = [...checkFiles(world), ...checkOwners(world)]
  const last = new Map<string, RunStatus>()
  const wanted = 6 + world.random.below(8)
  for (let done = 0; done < wanted; done++) {
    await act(world)
    wrong.push(...checkMoves(world, last))
  }
  wrong.push(...(await checkRuns(world)))
  wrong.push(...(await close(world)), ...checkMoves(world, last), ...(await checkLeft(world)), ...checkDatabase(world))
  return wrong
}

async function act(world: World): Promise<void> {
  const [kind, , action] = chosen(world)
  try {
    if (await action(world)) count(world.done, kind)
  } catch (error) {
    if (!(error instanceof AppError) || !refusals.includes(error.code)) throw new Error(`${kind}: ${told(error)}`)
    count(world.refused, error.code)
  }
}

function chosen({ random }: World): (typeof actions)[number] {
  const all = actions.flatMap((action) => Array.from({ length: action[1] }, () => action))
  return all[random.below(all.length)] as (typeof actions)[number]
}

/** Half of the times in the middle of an import or of a launch, whose promise has to be settled in words. */
async function close(world: World): Promise<string[]> {
  const midst = [importTable, launch][world.random.below(4)]
  const pending = midst?.(world).then(
    () => [],
    (error: unknown) => (error instanceof AppError && error.details.bug !== true ? [] : [`closing: ${told(error)}`]),
  )
  const ticks = world.random.below(50)
  for (let tick = 0; tick < ticks; tick++) await new Promise(setImmediate)
  world.strays.push(...descendants(process.pid))
  world.test.close()
  count(world.done, midst === undefined ? 'close' : 'close-in-the-midst')
  return (await pending) ?? []
}

/** Every command line at its end, and no process of ours behind. */
async function checkLeft(world: World): Promise<string[]> {
  await Promise.all(world.commands.splice(0))
  const strays = world.strays.splice(0)
  try {
    await eventually('no child of ours is left', () => [...running(strays), ...descendants(process.pid)].length === 0)
    return []
  } catch (error) {
    return [told(error)]
  }
}

function told(error: unknown): string {
  if (error instanceof AppError) return `${error.code} ${error.message} ${JSON.stringify(error.details).slice(0, 600)}`
  return error instanceof Error ? (error.stack ?? error.message).slice(0, 1200) : String(error)
}
