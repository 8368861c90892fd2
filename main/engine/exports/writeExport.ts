// Writes a kept model in a format, and proves it: the written files are read back and run on the held-out rows.
import { randomUUID } from 'node:crypto'
import { existsSync, readdirSync, renameSync, rmSync, rmdirSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import type * as tf from '@tensorflow/tfjs-node'
import { AppError } from '../../../shared/contract/errors'
import type { ExportReport } from '../../../shared/records'
import { storageError } from '../workspace/failures'
import { makeFolders } from '../workspace/makeFolders'
import type { KeptModel } from '../workspace/models'
import type { Prepared } from '../workspace/prepared'
import type { Format } from './format'
import { formatOf, formats } from './formats'

export interface ExportInput {
  format: string
  model: KeptModel
  /** The run's prepared arrays, whose test rows are predicted again. */
  prepared: Prepared
  /** Must not exist yet, or be empty. */
  folder: string
  name: string
}

export type WrittenExport = Pick<ExportReport, 'files' | 'rowsCompared' | 'largestDifference' | 'tolerance' | 'agrees'>

/**
 * Writes into a neighbour of `folder` that takes its name only when all is there, so nothing half-made is left behind.
 * Throws `export/folder-not-empty`, `export/unknown-format`, `export/not-a-table`, `workspace/not-writable`, `workspace/disk-full`.
 */
export async function writeExport(input: ExportInput, tensorflow: typeof tf): Promise<WrittenExport> {
  const format = formatOf(input.format)
  if (format === undefined) throw unknownFormat(input.format)
  if (input.prepared.blocks !== undefined) throw notATable()
  if (input.prepared.alsoTargets !== undefined) throw severalTargets()
  const folder = resolve(input.folder)
  refuseFull(folder)
  const temporary = join(dirname(folder), `.netloom-export-${randomUUID()}`)
  try {
    makeFolders(temporary)
    return await writeAndMove(format, { ...input, folder }, temporary, tensorflow)
  } catch (error) {
    throw error instanceof Error && 'syscall' in error ? storageError(error, folder) : error
  }
}

async function writeAndMove(
  format: Format,
  input: ExportInput,
  temporary: string,
  tensorflow: typeof tf,
): Promise<WrittenExport> {
  const { folder, model, name } = input
  try {
    await format.write({ tf: tensorflow, model, folder: temporary, name })
    const proof = await compare(format, input, temporary, tensorflow)
    if (existsSync(folder)) rmdirSync(folder)
    renameSync(temporary, folder)
    return { files: filesIn(folder), tolerance: format.tolerance, ...proof }
  } catch (error) {
    rmSync(temporary, { recursive: true, force: true })
    throw error
  }
}

/** Runs the files in `folder` on the test rows beside what the run itself gave for them. */
async function compare(format: Format, { model, prepared }: ExportInput, folder: string, tensorflow: typeof tf) {
  const { width } = prepared.preparation.facts
  const { features, rows } = testFeatures(prepared, width)
  if (rows === 0) return { rowsCompared: 0, largestDifference: 0, agrees: false }
  const exported = await format.read({ tf: tensorflow, folder })
  try {
    const outputs = exported.predict(features, rows)
    const largestDifference = difference(outputs, model.testOutputs)
    return { rowsCompared: rows, largestDifference, agrees: largestDifference <= format.tolerance }
  } finally {
    exported.dispose()
  }
}

function testFeatures({ part, features }: Prepared, width: number): { features: Float32Array; rows: number } {
  const rows = [...part.keys()].filter((row) => part[row] === 2)
  const chosen = new Float32Array(rows.length * width)
  rows.forEach((row, index) => chosen.set(features.subarray(row * width, (row + 1) * width), index * width))
  return { features: chosen, rows: rows.length }
}

/** Largest absolute difference; infinite when the lengths differ or a value is not a number. */
function difference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity
  let largest = 0
  for (let index = 0; index < a.length; index += 1) {
    const apart = Math.abs((a[index] as number) - (b[index] as number))
    if (!(apart <= largest)) largest = Number.isNaN(apart) ? Infinity : apart
  }
  return largest
}

function filesIn(folder: string): ExportReport['files'] {
  return readdirSync(folder)
    .sort()
    .map((path) => ({ path, sizeBytes: statSync(join(folder, path)).size }))
}

function refuseFull(folder: string): void {
  if (!existsSync(folder)) return
  if (statSync(folder).isDirectory() && readdirSync(folder).length === 0) return
  throw new AppError({
    code: 'export/folder-not-empty',
    message: {
      en: `"${folder}" is not empty. Expected a new or empty folder.`,
      zh: `“${folder}”不是空文件夹。应选择新的或空的文件夹。`,
    },
    hint: { en: 'Choose another folder, or empty this one.', zh: '请选择其他文件夹，或清空该文件夹。' },
    details: { folder },
  })
}

/** The formats prove what they write on rows of one table, and their code prepares such rows alone. */
function notATable(): AppError {
  return new AppError({
    code: 'export/not-a-table',
    message: {
      en: 'This run reads users, items or series. Expected a run on rows of a table: others cannot be exported yet.',
      zh: '此运行读取的是用户、物品或序列。目前只能导出基于表格行的运行。',
    },
    hint: { en: 'Share it as a bundle instead.', zh: '请改用打包文件分享。' },
  })
}

/** The code that goes out with a model says what one output means. */
function severalTargets(): AppError {
  return new AppError({
    code: 'export/several-targets',
    message: {
      en: 'This run predicts several targets. Expected a run with one: others cannot be exported yet.',
      zh: '此运行预测多个目标。目前只能导出只有一个目标的运行。',
    },
    hint: { en: 'Share it as a bundle instead.', zh: '请改用打包文件分享。' },
  })
}

function unknownFormat(name: string): AppError {
  const known = Object.keys(formats).join(', ')
  return new AppError({
    code: 'export/unknown-format',
    message: {
      en: `There is no export format "${name}". Expected one of ${known}.`,
      zh: `没有名为“${name}”的导出格式。应为以下之一：${known}。`,
    },
    hint: { en: 'Choose one of the formats.', zh: '请选择其中一种格式。' },
    details: { name },
  })
}
