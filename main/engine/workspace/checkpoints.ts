// Checkpoints of a run: all that its training needs to go on as if it had never ended. Written whole or not at all, the last two kept.
import { closeSync, existsSync, fsyncSync, openSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { crc32 } from 'node:zlib'
import { AppError } from '../../../shared/contract/errors'
import type { Plan } from '../../../shared/records'
import { readArrays } from './arrayFile'
import { writeArrays } from './arrays'
import type { StoredArray } from './arrays'

export interface Checkpoint {
  schemaVersion: 1
  /** What is being trained, by what data, settings and seed: a checkpoint of anything else is not used. */
  subject: string
  plan: Plan
  place: {
    /** Under way, from 1. */
    epoch: number
    /** Rows of the epoch that are done. */
    rows: number
    /** Steps done in all. */
    steps: number
  }
  /** Over the steps of the epoch so far. */
  sums: { loss: number; gradientNorm: number }
  /** What the network gave for the rows of the epoch so far; null where it is too large to keep. */
  outputs: Float32Array | null
  state: {
    weights: Float32Array[]
    slots: Float32Array[][]
    numbers: number[]
    accumulated: Float32Array[]
    step: number
  }
  keeper: { kept: { epoch: number; weights: Float32Array[] }; best: number; bestEpoch: number }
  /** What the learning-rate schedule remembers of the epochs. */
  schedule: number[]
  /** Milliseconds of training so far. */
  elapsedMs: number
  /** Of that, what histograms took. */
  histogramsMs: number
}

/** What a training is handed to keep its checkpoints in. */
export interface CheckpointStore {
  /** Gives the name of the file. Throws `workspace/disk-full` or `workspace/not-writable`. */
  write(checkpoint: Checkpoint): string
  /** The newest that is whole and of this subject; null when there is none. */
  read(subject: string): Checkpoint | null
}

interface Header {
  schemaVersion: 1
  subject: string
  plan: Plan
  place: Checkpoint['place']
  keptEpoch: number
  bestEpoch: number
  step: number
  counts: { weights: number; slots: number[]; numbers: number; accumulated: number; schedule: number }
  hasOutputs: boolean
  /** Absent in those of programs that took no histograms. */
  histogramsMs?: number
  /** CRC-32 of each array, in order: a cut file is noticed by its length, a changed one by this. */
  checks: number[]
  /** The same of the rest of this header; absent in those of earlier programs. */
  ownCheck?: number
}

/** `names`: files in `folder` that may be read, the newest first. `log` is told what could not be used. */
export function checkpointStore(
  folder: string,
  names: readonly string[],
  log: (line: string) => void,
): CheckpointStore {
  return {
    write(checkpoint) {
      const name = `${checkpoint.place.steps}.nla`
      writeCheckpoint(join(folder, name), checkpoint)
      return name
    },
    read(subject) {
      for (const name of names) {
        const found = readable(join(folder, name), subject, log)
        if (found !== null) return found
      }
      return null
    },
  }
}

function readable(file: string, subject: string, log: (line: string) => void): Checkpoint | null {
  try {
    const checkpoint = readCheckpoint(file)
    if (checkpoint.subject === subject) return checkpoint
    log(`checkpoint "${file}" is of another training and is not used`)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    log(`checkpoint is not used: ${error.message}`)
  }
  return null
}

/** Float64 carries every number exactly, the infinities too, for which JSON has no word. */
export function writeCheckpoint(file: string, checkpoint: Checkpoint): void {
  const { state, keeper, sums, outputs, schedule, elapsedMs } = checkpoint
  const numbers = [sums.loss, sums.gradientNorm, keeper.best, elapsedMs, ...state.numbers, ...schedule]
  const list: StoredArray[] = [
    Float64Array.from(numbers),
    outputs ?? new Float32Array(0),
    ...state.weights,
    ...state.slots.flat(),
    ...state.accumulated,
    ...keeper.kept.weights,
  ]
  const header: Header = {
    schemaVersion: 1,
    subject: checkpoint.subject,
    plan: checkpoint.plan,
    place: checkpoint.place,
    keptEpoch: keeper.kept.epoch,
    bestEpoch: keeper.bestEpoch,
    step: state.step,
    counts: {
      weights: state.weights.length,
      slots: state.slots.map((slot) => slot.length),
      numbers: state.numbers.length,
      accumulated: state.accumulated.length,
      schedule: schedule.length,
    },
    hasOutputs: outputs !== null,
    histogramsMs: checkpoint.histogramsMs,
    checks: list.map(checkOf),
  }
  const arrays = Object.fromEntries(list.map((array, index) => [`a${index}`, array]))
  writeArrays(file, { ...header, ownCheck: ownCheckOf(header) }, arrays)
  syncFolder(dirname(file))
}

/** Throws `run/no-checkpoint` when it is not there, `workspace/damaged-file` when it is cut short or was changed. */
export function readCheckpoint(file: string): Checkpoint {
  if (!existsSync(file)) throw noCheckpoint(file)
  const { header, arrays } = readArrays<Header | undefined>(file)
  if (!isWhole(header)) throw damaged(file)
  const list = header.checks.map((_check, index) => arrays[`a${index}`] as StoredArray)
  if (!list.every((array, index) => array !== undefined && checkOf(array) === header.checks[index])) throw damaged(file)
  const { counts } = header
  const numbers = [...(list[0] as Float64Array)]
  const [loss, gradientNorm, best, elapsedMs] = numbers.splice(0, 4) as [number, number, number, number]
  let next = 2
  const take = (count: number) => list.slice(next, (next += count)) as Float32Array[]
  const weights = take(counts.weights)
  const slots = counts.slots.map(take)
  const accumulated = take(counts.accumulated)
  const kept = { epoch: header.keptEpoch, weights: take(counts.weights) }
  return {
    schemaVersion: 1,
    subject: header.subject,
    plan: header.plan,
    place: header.place,
    sums: { loss, gradientNorm },
    outputs: header.hasOutputs ? (list[1] as Float32Array) : null,
    state: { weights, slots, numbers: numbers.splice(0, counts.numbers), accumulated, step: header.step },
    keeper: { kept, best, bestEpoch: header.bestEpoch },
    schedule: numbers,
    elapsedMs,
    histogramsMs: header.histogramsMs ?? 0,
  }
}

function checkOf(array: StoredArray): number {
  return crc32(new Uint8Array(array.buffer, array.byteOffset, array.byteLength))
}

function ownCheckOf({ ownCheck: _, ...rest }: Header): number {
  return crc32(JSON.stringify(rest))
}

function isWhole(header: Header | undefined): header is Header {
  if (!header || !Array.isArray(header.checks)) return false
  return header.ownCheck === undefined || header.ownCheck === ownCheckOf(header)
}

/** So that the new name outlives a power cut; Windows has no such call for folders. */
function syncFolder(folder: string): void {
  if (process.platform === 'win32') return
  const handle = openSync(folder, 'r')
  try {
    fsyncSync(handle)
  } finally {
    closeSync(handle)
  }
}

function damaged(file: string): AppError {
  return new AppError({
    code: 'workspace/damaged-file',
    message: { en: `The file "${file}" is damaged.`, zh: `文件“${file}”已损坏。` },
    hint: { en: 'Start the run again: the file is made anew.', zh: '请重新启动该运行，文件会重新生成。' },
    details: { file },
  })
}

function noCheckpoint(file: string): AppError {
  return new AppError({
    code: 'run/no-checkpoint',
    message: { en: `There is no checkpoint "${file}".`, zh: `没有检查点“${file}”。` },
    hint: { en: 'Start the run again from step 0.', zh: '请从第 0 步重新启动该运行。' },
    details: { file },
  })
}
