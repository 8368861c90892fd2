// A soak: random actions and kills on one workspace for NETLOOM_SOAK_MINUTES (10), from a seed NETLOOM_SOAK_SEED (1); the result is kept.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { createRandom } from '../../shared/numbers/random'
import { keepResult } from '../helpers/keepResult'
import { withoutPaths } from './folderChecks'
import { judge, sample } from './memory'
import { round } from './rounds'
import { openHost, type World } from './world'

const minutes = Number(process.env.NETLOOM_SOAK_MINUTES ?? 10)
const seed = Number(process.env.NETLOOM_SOAK_SEED ?? 1)
const mostFailures = 20

async function makeWorld(): Promise<World> {
  const folder = mkdtempSync(join(tmpdir(), 'netloom-soak-'))
  const test = await openHost(folder)
  test.close()
  const maps = { done: new Map(), refused: new Map(), seen: new Map() }
  const lists = {
    commands: [],
    strays: [],
    touched: new Set<string>(),
    restarts: new Set<string>(),
    strangers: new Set<string>(),
  }
  const kills = { training: 0, tables: 0, commandLine: 0 }
  return { random: createRandom(seed), folder, test, kills, next: 0, ...maps, ...lists }
}

/** The failures of a round; one that broke off counts as one, and leaves no host open. */
async function failuresOf(world: World): Promise<string[]> {
  try {
    return await round(world)
  } catch (error) {
    world.test.close()
    await Promise.allSettled(world.commands.splice(0))
    return [error instanceof Error ? error.message : String(error)]
  }
}

const sorted = (counts: Map<string, number>) => Object.fromEntries([...counts].sort(([a], [b]) => (a < b ? -1 : 1)))

test(`${minutes} minutes of random actions and kills from seed ${seed} leave everything whole`, async () => {
  const world = await makeWorld()
  const until = Date.now() + minutes * 60_000
  const failures: string[] = []
  const memory = []
  while (Date.now() < until && failures.length < mostFailures) {
    const wrong = (await failuresOf(world)).map((text) => `round ${memory.length + 1}: ${withoutPaths(world, text)}`)
    for (const text of wrong) console.error(text)
    failures.push(...wrong)
    memory.push(sample())
  }
  const { warm, end, grown } = judge(memory)
  if (grown) failures.push('the memory of the host grows')
  keepResult('soak', {
    minutes,
    seed,
    rounds: memory.length,
    actions: sorted(world.done),
    refused: sorted(world.refused),
    kills: world.kills,
    runs: world.seen.size,
    restartedRuns: world.restarts.size,
    memoryOfHost: { afterWarmUp: warm, atEnd: end, collected: 'gc' in globalThis },
    failures: failures.map((text) => text.split('\n')[0]),
  })
  expect(failures).toEqual([])
  rmSync(world.folder, { recursive: true, force: true })
})
