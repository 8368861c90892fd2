// What a run is expected to hold while it trains, known before it begins: by arithmetic, or by a probe of the same.
import { totalmem } from 'node:os'
import { AppError } from '../../../shared/contract/errors'
import { formatBytes, formatCount } from '../../../shared/numbers/format'
import type { ArchitectureCheck } from '../../../shared/records'
import { costOf } from '../architectures'
import type { TrainingSettings } from '../training'
import { optimizers } from '../training'

/** Bytes of a number, float32. */
const numberBytes = 4
const nothing = { id: '', parameters: 0 }

/** What the machine has, or what this program may take of it where that is less. */
export function machineBytes(): number {
  const granted = process.constrainedMemory()
  return granted > 0 ? Math.min(totalmem(), granted) : totalmem()
}

/**
 * Bytes of the weights, of their gradients, of what the optimiser remembers of each, of the best weights so far, and of
 * what the layers give for a batch, which the way back needs. What the data and the library hold is not in it.
 */
export function expectedBytes(checked: ArchitectureCheck, settings: TrainingSettings, batch: number): number {
  const { parameters, trainableParameters } = checked
  const optimizer = Object.values(optimizers).find(({ name }) => name === settings.optimizer)
  const remembered = optimizer?.slots(settings.all).length ?? 0
  const kept = settings.keep === 'best' ? parameters : 0
  const numbers = parameters + kept + trainableParameters * (1 + remembered)
  return numbers * numberBytes + costOf(checked, batch).activationBytes
}

export interface Sizing {
  name: string
  checked: ArchitectureCheck
  settings: TrainingSettings
  batch: number
  /** What a probe of the same was seen to hold; null where there was none. */
  probedBytes: number | null
}

/** Throws `run/too-large` for a run that is expected to hold more than `limit` bytes, and says what would fit. */
export function refuseTooLarge(sizing: Sizing, limit: number): void {
  const { name, checked, settings, batch, probedBytes } = sizing
  const bytes = probedBytes ?? expectedBytes(checked, settings, batch)
  if (bytes <= limit) return
  const fits = (rows: number) => expectedBytes(checked, settings, rows) <= limit
  throw new AppError({
    code: 'run/too-large',
    message: {
      en: `"${name}" is expected to hold ${formatBytes(bytes)} with ${formatCount(batch)} rows in a batch, this machine has ${formatBytes(limit)}.`,
      zh: `“${name}”以每批 ${formatCount(batch)} 行训练时预计占用 ${formatBytes(bytes)}，本机只有 ${formatBytes(limit)}。`,
    },
    hint: hintOf(checked, largestBatch(batch, fits)),
    details: { bytes, limit, batch },
  })
}

/** The largest power of two below `batch` that fits; null where one row is too much already. */
function largestBatch(batch: number, fits: (rows: number) => boolean): number | null {
  for (let rows = 2 ** Math.floor(Math.log2(Math.max(1, batch - 1))); rows >= 1; rows /= 2) {
    if (rows < batch && fits(rows)) return rows
  }
  return null
}

function hintOf({ layers, parameters }: ArchitectureCheck, rows: number | null): AppError['hint'] {
  const largest = layers.reduce((most, one) => (one.parameters > most.parameters ? one : most), layers[0] ?? nothing)
  const share = formatCount(largest.parameters)
  const narrower = {
    en: `make "${largest.id}" narrower, which has ${share} of the ${formatCount(parameters)} parameters`,
    zh: `缩小“${largest.id}”（在 ${formatCount(parameters)} 个参数中占 ${share} 个）`,
  }
  if (rows === null) {
    return {
      en: `One row in a batch is too much already: ${narrower.en}. Or launch it all the same.`,
      zh: `即使每批一行也放不下：请${narrower.zh}。也可仍然启动。`,
    }
  }
  return {
    en: `Take at most ${formatCount(rows)} rows in a batch, or ${narrower.en}. Or launch it all the same.`,
    zh: `请将每批行数降至 ${formatCount(rows)} 以内，或${narrower.zh}。也可仍然启动。`,
  }
}
