// What leaves the program: an exported model with the proof that it predicts the same, and bundles of runs.
import type { Text } from '../fields/text'
import type { Problem } from '../contract/errors'

export interface ExportFormat {
  name: string
  label: Text
  summary: Text
}

/** The written model, read back and run on held-out rows. */
export interface ExportReport {
  id: string
  run: string
  format: string
  folder: string
  files: { path: string; sizeBytes: number }[]
  rowsCompared: number
  /** Largest absolute difference between the run's and the exported model's outputs. */
  largestDifference: number
  tolerance: number
  agrees: boolean
  createdAt: string
}

export interface BundleEntry {
  path: string
  sizeBytes: number
  sha256: string
}

export interface BundleManifest {
  format: 'netloom-bundle'
  schemaVersion: 1
  createdAt: string
  program: { name: string; version: string }
  runs: { id: string; name: string }[]
  entries: BundleEntry[]
}

export interface BundleReport {
  file: string
  sizeBytes: number
  manifest: BundleManifest
}

/** What came of opening a bundle: ids in this workspace. */
export interface BundleOpened {
  file: string
  runs: string[]
  /** Runs that were here already, by content. */
  already: string[]
  problems: Problem[]
}
