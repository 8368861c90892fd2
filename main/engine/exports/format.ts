// What an export format is: writes a kept model into an empty folder, reads it back from there and runs it on held-out rows.
import type * as tf from '@tensorflow/tfjs-node'
import type { ExportFormat } from '../../../shared/records'
import type { KeptModel } from '../workspace/models'

export interface FormatArgs {
  tf: typeof tf
  model: KeptModel
  /** An empty folder to write into. */
  folder: string
  /** What people call the run. */
  name: string
}

/** A model that was read back from written files. */
export interface ReadBack {
  /** Outputs for `rows` rows of prepared features, row-major. */
  predict(features: Float32Array, rows: number): Float32Array
  dispose(): void
}

export interface Format extends ExportFormat {
  /** Largest absolute difference of an output that still counts as agreement. */
  tolerance: number
  write(args: FormatArgs): Promise<void>
  /** Reads what `write` wrote, from the files alone, with the format's own reader. */
  read(args: Pick<FormatArgs, 'tf' | 'folder'>): Promise<ReadBack>
}
