// What a soak does to an open host, one action at a time: everything that a person can, and the kills that nobody wants.
import { basename } from 'node:path'
import { setTimeout as after } from 'node:timers/promises'
import { isOver, type Dataset, type Run } from '../../shared/records'
import { runCommand, startCommand } from '../helpers/commandLine'
import { openTestHost } from '../helpers/testHost'
import { eventually, killWhole } from './processes'
import { seriesOf } from './runChecks'
import { networkOf, trainingOf, writeExperiment, writeTable } from './tables'
import { fileName, pick, workspaceOf, type World } from './world'

/** False when there was nothing to do it to. */
type Action = (world: World) => Promise<boolean>

function fileFor(world: World): string {
  const path = fileName(world, 'table.csv')
  writeTable(path, world.random)
  return path
}

export const importTable = async (world: World): Promise<Dataset> => {
  const { host } = world.test
  const path = fileFor(world)
  const { id } = await host.ask('datasets.import', { path })
  return host.ask('datasets.update', { dataset: id, roles: [{ column: 'label', role: 'target' }] })
}

export async function launch(world: World): Promise<boolean> {
  const { host } = world.test
  const { random } = world
  const dataset = pick(world, await host.ask('datasets.list', {})) ?? (await importTable(world))
  const architecture = await host.ask('architectures.save', {
    name: 'Network',
    template: 'mlp',
    settings: networkOf(random),
  })
  const input = { dataset: dataset.id, architectures: [architecture.id], training: trainingOf(random) }
  await host.ask('runs.launch', { ...input, seeds: random.below(3) === 0 ? [1, 2, 3] : [1 + random.below(5)] })
  return true
}

async function overRuns({ test }: World, statuses?: Run['status'][]): Promise<Run[]> {
  const runs = await test.host.ask('runs.list', {})
  return runs.filter(({ status }) => (statuses === undefined ? isOver(status) : statuses.includes(status)))
}

async function stop(world: World): Promise<boolean> {
  const { running, queued } = await world.test.host.ask('runs.queue', {})
  const run = pick(world, [...running, ...queued])
  if (run === undefined) return false
  await world.test.host.ask('runs.stop', { run })
  return true
}

async function restart(world: World): Promise<boolean> {
  const run = pick(world, await overRuns(world, ['stopped', 'failed', 'interrupted']))
  if (run === undefined) return false
  await world.test.host.ask('runs.restart', { run: run.id })
  world.restarts.add(run.id)
  return true
}

async function removeAndRestore(world: World): Promise<boolean> {
  const { host } = world.test
  const run = pick(world, await overRuns(world))
  if (run === undefined) return false
  await host.ask('runs.remove', { run: run.id })
  if ((await host.ask('runs.list', {})).some(({ id }) => id === run.id)) throw new Error('a removed run is listed')
  if (world.random.below(4) > 0) await host.ask('runs.restore', { run: run.id })
  return true
}

async function removeTable(world: World): Promise<boolean> {
  const { host } = world.test
  const all = await host.ask('datasets.list', {})
  const dataset = all.length > 3 ? pick(world, all) : undefined
  if (dataset === undefined) return false
  await host.ask('datasets.remove', { dataset: dataset.id })
  if (world.random.below(2) === 0) await host.ask('datasets.restore', { dataset: dataset.id })
  return true
}

async function killTraining(world: World): Promise<boolean> {
  const { host } = world.test
  const [run, pid] = pick(world, [...host.workers().runs]) ?? []
  if (run === undefined || pid === undefined || pid === null) return false
  await after(world.random.below(500))
  if (host.workers().runs.get(run) !== pid) return false
  process.kill(pid, 'SIGKILL')
  world.kills.training += 1
  await eventually('a run without its worker is over', () => host.workers().runs.get(run) !== pid)
  const { status, reason } = await host.ask('runs.get', { run })
  const lost = status === 'interrupted' && reason?.code === 'run/worker-lost'
  if (!lost && !['finished', 'stopped'].includes(status)) throw new Error(`a run without its worker is ${status}`)
  return true
}

async function killTables(world: World): Promise<boolean> {
  const importing = importTable(world)
  await after(world.random.below(400))
  const { tables } = world.test.host.workers()
  if (tables !== null) {
    process.kill(tables, 'SIGKILL')
    world.kills.tables += 1
  }
  // Its task is tried once more by a new worker; one more request, or the next kill may be the second within a task.
  await importing
  await world.test.host.ask('datasets.inspect', { path: fileFor(world) })
  return true
}

async function exportModel(world: World): Promise<boolean> {
  const run = pick(
    world,
    (await overRuns(world)).filter(({ model, importedFrom }) => model !== null && importedFrom === null),
  )
  if (run === undefined) return false
  const folder = fileName(world, 'model')
  const { agrees } = await world.test.host.ask('exports.write', { run: run.id, format: 'tfjs', folder })
  if (!agrees) throw new Error('an exported model does not predict the same')
  return true
}

/** Runs leave for a second workspace, which has to have their curves. */
async function bundle(world: World): Promise<boolean> {
  const { host } = world.test
  const over = await overRuns(world)
  const chosen = [...new Set([pick(world, over), pick(world, over), pick(world, over)])].flatMap((run) => run?.id ?? [])
  if (chosen.length === 0) return false
  const file = fileName(world, 'runs.netloom')
  await host.ask('bundles.write', { runs: chosen, file })
  const second = await openTestHost('inProcess', `${world.folder}/second`)
  try {
    const opened = await second.host.ask('bundles.open', { file })
    if (opened.runs.length + opened.already.length !== chosen.length) throw new Error('a bundle lost a run')
    for (const id of opened.runs.filter((run) => chosen.includes(run))) {
      const [here, there] = await Promise.all([seriesOf(host, id), seriesOf(second.host, id)])
      if (JSON.stringify([...here]) !== JSON.stringify([...there])) throw new Error('a bundle changed a curve')
    }
  } finally {
    second.close()
  }
  return true
}

/** A command line on the same workspace, killed with everything it has at some moment, while other actions go on. */
async function killCommandLine(world: World): Promise<boolean> {
  const table = fileFor(world)
  const file = fileName(world, 'experiment.json')
  writeExperiment(file, basename(table), world.random)
  const moment = world.random.below(6000)
  const command = startCommand(['experiment', file, '--workspace', workspaceOf(world)], `${world.folder}/config-cli`)
  const killed = async (): Promise<void> => {
    const first = await Promise.race([command.ended, after(moment)])
    if (first !== undefined) return endedWell(first)
    world.strays.push(...killWhole(command.pid))
    world.kills.commandLine += 1
    await command.ended
  }
  world.commands.push(killed())
  return true
}

function endedWell({ code, stderr }: { code: number | null; stderr: string }): void {
  if (code !== 0) throw new Error(`the command line ended with ${code}: ${stderr.slice(-500)}`)
}

/** The command line sees what the window sees. */
async function listByCommandLine(world: World): Promise<boolean> {
  const here = await world.test.host.ask('runs.list', {})
  const ended = await runCommand(['runs', '--workspace', workspaceOf(world), '--json'], `${world.folder}/config-cli`)
  endedWell(ended)
  const there = new Set((JSON.parse(ended.stdout) as Run[]).map(({ id }) => id))
  if (here.some(({ id }) => !there.has(id))) throw new Error('the command line misses a run')
  return true
}

async function setConcurrent(world: World): Promise<boolean> {
  await world.test.host.ask('runs.setConcurrent', { concurrent: 1 + world.random.below(3) })
  return true
}

/** Stops what would take too long, and waits for all the rest. */
async function finish(world: World): Promise<boolean> {
  const { host } = world.test
  const { running, queued } = await host.ask('runs.queue', {})
  for (const run of [...queued, ...running])
    if ((await host.ask('runs.get', { run })).epochs > 100) await host.ask('runs.stop', { run })
  await host.whenIdle()
  return true
}

/** Kinds with their weights. */
export const actions: readonly (readonly [string, number, Action])[] = [
  ['import', 2, async (world) => (await importTable(world)).id !== ''],
  ['launch', 8, launch],
  ['stop', 2, stop],
  ['restart', 3, restart],
  ['remove-run', 1, removeAndRestore],
  ['remove-dataset', 1, removeTable],
  ['kill-training', 3, killTraining],
  ['kill-tables', 2, killTables],
  ['kill-command-line', 2, killCommandLine],
  ['list-by-command-line', 1, listByCommandLine],
  ['export', 2, exportModel],
  ['bundle', 2, bundle],
  ['set-concurrent', 1, setConcurrent],
  ['finish', 2, finish],
]
