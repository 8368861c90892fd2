// Keeps every store true: hands the engine's events to them, and reads everything again when something was missed.
import { watch } from 'vue'
import type { AppEvent } from '../../shared/contract/events'
import type { Client } from '../api/client'
import { useArchitectures } from './architectures'
import { useComparisons } from './comparisons'
import { useCurves } from './curves'
import { useDatasets } from './datasets'
import { useExports } from './exports'
import { useLaunch } from './launch'
import { useNavigation } from './navigation'
import { useNotices } from './notices'
import { usePlayground } from './playground'
import { useRuns } from './runs'
import { useTasks } from './tasks'
import { useWorkspace } from './workspace'

/** Subscribes the stores to the client; returns the undo. */
export function followEngine(client: Client): () => void {
  // Another program may have worked in the same workspace, and of that no event comes.
  const comeBack = (): void => void readRecords()
  window.addEventListener('focus', comeBack)
  const undo = [
    client.onEvent((event) => receive(event)),
    client.onStale(() => (usePlayground().forget(), void readAll())),
    () => window.removeEventListener('focus', comeBack),
    watch(() => useWorkspace().current?.folder, forgetOther, { flush: 'sync' }),
  ]
  return () => undo.forEach((stop) => stop())
}

/** Reads everything: at the start, after a gap in the events, after the engine came back. */
export async function readAll(): Promise<void> {
  const workspace = useWorkspace()
  await workspace.load()
  if (workspace.error !== null) return
  await useNotices().attempt(readCatalogues)
  await readRecords()
}

/** What depends on the open workspace. */
export async function readRecords(): Promise<void> {
  if (useWorkspace().current === null) return clearRecords()
  const runs = useRuns()
  await Promise.all([useDatasets().load(), useArchitectures().load(), runs.load(), useExports().load()])
  await useNotices().attempt(async () => {
    await Promise.all([runs.loadQueue(), useCurves().reload(), useComparisons().load()])
  })
}

async function readCatalogues(): Promise<void> {
  await Promise.all([
    useDatasets().loadCatalogue(),
    useArchitectures().loadCatalogue(),
    useRuns().loadCatalogue(),
    useExports().loadCatalogue(),
  ])
}

/** Ids of the workspace before mean nothing in another one. The first one that is opened has none before it. */
function forgetOther(_now: string | undefined, before: string | undefined): void {
  if (before === undefined) return
  clearRecords()
  useDatasets().checks.clear()
  useArchitectures().works.clear()
  useNavigation().closeAll()
  useLaunch().reset()
  usePlayground().reset()
}

function clearRecords(): void {
  useDatasets().clear()
  useArchitectures().clear()
  useRuns().clear()
  useExports().clear()
  useCurves().clear()
}

function receive(event: AppEvent): void {
  switch (event.name) {
    case 'tasks.progressed':
      return useTasks().progressed(event.payload)
    case 'workspace.changed':
      return workspaceChanged(event.payload)
    case 'datasets.changed':
      return void useDatasets().load()
    case 'architectures.changed':
      return void useArchitectures().load()
    case 'runs.changed':
      return runChanged(event.payload)
    case 'runs.removed':
      return useRuns().drop(event.payload.run)
    case 'runs.progressed':
      useRuns().progressed(event.payload)
      return useCurves().grow(event.payload)
    case 'baselines.measured':
      return void useNotices().attempt(() => useComparisons().load())
    case 'queue.changed':
      useRuns().queue = event.payload
      return
    case 'exports.changed':
      return void useExports().load()
    case 'playground.moved':
      return usePlayground().moved(event.payload)
    case 'playground.ended':
      return usePlayground().ended(event.payload)
  }
}

function workspaceChanged(workspace: ReturnType<typeof useWorkspace>['current']): void {
  useWorkspace().current = workspace
  useCurves().clear()
  void useComparisons().choose([])
  void readRecords()
}

/** A run that ended has all its points stored; one that starts again has none. */
function runChanged(run: Parameters<ReturnType<typeof useRuns>['changed']>[0]): void {
  const before = useRuns().byId.get(run.id)
  useRuns().changed(run)
  if (before?.status === run.status) return
  const curves = useCurves()
  if (run.status === 'queued') curves.forget(run.id)
  else if (run.endedAt !== null) void useNotices().attempt(() => curves.reload(run.id))
  if (useComparisons().chosen.includes(run.id)) void useComparisons().load()
}
