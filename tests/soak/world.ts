// What a soak knows of itself: its folder, its seeded choices, the open host, what it did and what it has seen of every run.
import { join } from 'node:path'
import type { Random } from '../../shared/numbers/random'
import { openTestHost, type TestHost } from '../helpers/testHost'

export interface World {
  random: Random
  folder: string
  test: TestHost
  /** Actions done, by kind. */
  done: Map<string, number>
  /** Requests that were refused in words, by code. */
  refused: Map<string, number>
  kills: { training: number; tables: number; commandLine: number }
  /** Runs whose record changed since the last look. */
  touched: Set<string>
  /** The beginning of the series of every run, the longest that was seen: run -> series -> values. */
  seen: Map<string, Map<string, number[]>>
  /** Command lines that are under way, each to be killed at its moment. */
  commands: Promise<void>[]
  /** Processes that must end by themselves. */
  strays: number[]
  restarts: Set<string>
  /** Files that were found where none should be, each told once. */
  strangers: Set<string>
  /** Counts up for names of files. */
  next: number
}

/** The host, with real workers, on the soak's one workspace. */
export function openHost(folder: string): Promise<TestHost> {
  return openTestHost('forked', folder)
}

export const workspaceOf = ({ folder }: Pick<World, 'folder'>): string => join(folder, 'workspace')

export function count(counts: Map<string, number>, key: string): void {
  counts.set(key, (counts.get(key) ?? 0) + 1)
}

/** One of them by chance; undefined of none. */
export function pick<T>({ random }: Pick<World, 'random'>, all: readonly T[]): T | undefined {
  return all.length === 0 ? undefined : all[random.below(all.length)]
}

export function fileName(world: World, name: string): string {
  world.next += 1
  return join(world.folder, `${world.next}-${name}`)
}
