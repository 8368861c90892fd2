// Exported models with their proofs, the formats there are, and bundles.
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'
import type { BundleOpened, BundleReport, ExportFormat, ExportReport } from '../../shared/records'
import { ask, desktop } from '../api'
import { createRecordCache } from './recordCache'

export const useExports = defineStore('exports', () => {
  const cache = createRecordCache<ExportReport>(() => ask('exports.list', {}))
  const formats = shallowRef<ExportFormat[]>([])
  const written = shallowRef<BundleReport | null>(null)
  const opened = shallowRef<BundleOpened | null>(null)

  async function loadCatalogue(): Promise<void> {
    formats.value = await ask('exports.formats', {})
  }

  async function write(input: { run: string; format: string; folder: string; task: string }): Promise<ExportReport> {
    const report = await ask('exports.write', input)
    cache.put(report)
    return report
  }

  async function writeBundle(input: { runs: string[]; file: string; task: string }): Promise<BundleReport> {
    written.value = await ask('bundles.write', input)
    return written.value
  }

  async function openBundle(file: string, task: string): Promise<BundleOpened> {
    opened.value = await ask('bundles.open', { file, task })
    return opened.value
  }

  /** Asks where to; null when the dialogue was closed. */
  function chooseFolder(name: string): Promise<string | null> {
    return desktop('desktop.chooseExportFolder', { name })
  }

  function chooseBundleTarget(name: string): Promise<string | null> {
    return desktop('desktop.chooseBundleTarget', { name })
  }

  async function reveal(path: string): Promise<void> {
    await desktop('desktop.reveal', { path })
  }

  return {
    ...cache,
    formats,
    written,
    opened,
    loadCatalogue,
    write,
    writeBundle,
    openBundle,
    chooseFolder,
    chooseBundleTarget,
    reveal,
  }
})
