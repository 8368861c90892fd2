// Training tasks of a worker: trains one run and keeps its model; says which native libraries there are.
import { availableParallelism, loadavg, totalmem } from 'node:os'
import { performance } from 'node:perf_hooks'
import type { TaskHandler, TrainStart } from '../../../shared/contract/worker'
import { loadTensor, tensorVersion } from '../../engine/tensor'
import { probe as probeTraining, train } from '../../engine/training'
import type { StartWeights } from '../../engine/training'
import { saysOnePiece } from '../../engine/runs/threads'
import { openCompileCache, useCompileCache } from '../../engine/workspace/compileCache'
import { checkpointStore } from '../../engine/workspace/checkpoints'
import { readModel, writeModel } from '../../engine/workspace/models'
import { readWeights } from '../../engine/workspace/importedWeights'
import { openPrepared } from '../../engine/workspace/prepared'

const run: TaskHandler<'training.run'> = async (spec, { signal, stopAsked, pauseAsked, resumed, report, log }) => {
  const { graph, training, seed, run: subject, plan, resumes, forecasts } = spec
  const tf = loadTensor()
  const libraryVersion = tensorVersion()
  const inOnePiece = saysOnePiece(process.env)
  log(`TensorFlow ${libraryVersion}, ${threads()} threads, seed ${seed}`)
  const cache = openCompileCache(`${libraryVersion}${inOnePiece ? ' in one piece' : ''}`)
  if (cache !== null) useCompileCache(cache)
  const now = () => performance.now()
  const store = checkpointStore(spec.checkpoints.folder, spec.checkpoints.names, log)
  const control = { signal, stopAsked, pauseAsked, resumed, report, log }
  const context = { tf, libraryVersion, threads: threads(), inOnePiece, now, store, cache, ...control }
  const start = spec.start && startOf(spec.start)
  const { prepared, features, close } = openPrepared(spec.preparedFile)
  const rows = { prepared, features, memoryLimit: totalmem() / 4 }
  const input = { graph, training, seed, ...rows, subject, plan, resumes, start, forecasts }
  const { outcome, model } = await train(input, context).finally(close)
  writeModel(spec.modelFolder, model)
  if (outcome.problem) log(outcome.problem.message.en)
  log(`ended by ${outcome.endedBy} after ${outcome.epochsDone} epochs, weights of epoch ${outcome.keptEpoch} kept`)
  return outcome
}

const probeRun: TaskHandler<'training.probe'> = async ({ preparedFile, ...spec }, { signal, progress }) => {
  progress('load', 0, null)
  const tf = loadTensor()
  const libraryVersion = tensorVersion()
  const inOnePiece = saysOnePiece(process.env)
  const cache = openCompileCache(`${libraryVersion}${inOnePiece ? ' in one piece' : ''}`)
  if (cache !== null) useCompileCache(cache)
  const { prepared, features, close } = openPrepared(preparedFile)
  progress('measure', 0, null)
  const rows = { prepared, features, memoryLimit: totalmem() / 4 }
  // `maxRSS` is in kilobytes on every system.
  const peakBytes = () => process.resourceUsage().maxRSS * 1024
  const busy = () => (loadavg()[0] as number) / availableParallelism()
  const context = {
    tf,
    libraryVersion,
    threads: threads(),
    inOnePiece,
    signal,
    now: () => performance.now(),
    peakBytes,
    busy,
  }
  return probeTraining({ ...spec, ...rows }, context).finally(close)
}

function startOf({ name, ...from }: TrainStart): StartWeights {
  const weights = 'modelFolder' in from ? readModel(from.modelFolder).weights : readWeights(from.weightsFile)
  return { name, weights }
}

const probe: TaskHandler<'app.probe'> = async (_input, { log }) => {
  const found = async (name: string, version: () => string | Promise<string>) => {
    try {
      return await version()
    } catch (error) {
      log(`${name} cannot be loaded: ${error instanceof Error ? error.message : String(error)}`)
      return null
    }
  }
  return {
    tensorflow: await found('TensorFlow', tensorVersion),
    duckdb: await found('DuckDB', async () => (await import('@duckdb/node-api')).version()),
  }
}

/** Threads that TensorFlow computes with, as its environment says; they decide the bits of the numbers. */
function threads(): number {
  const asked = Number(process.env.TF_NUM_INTRAOP_THREADS)
  return Number.isInteger(asked) && asked > 0 ? asked : availableParallelism()
}

export const trainingTasks = { 'training.run': run, 'training.probe': probeRun, 'app.probe': probe }
