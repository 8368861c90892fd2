// Starts Electron for a benchmark: which binary, and with which switches.
import { createRequire } from 'node:module'
import path from 'node:path'

/** The Electron that set-up provided. */
export function electronBinary() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  return folder ? path.join(folder, 'electron') : createRequire(import.meta.url)('electron')
}

/** Chromium's sandbox refuses to work for root, and for root alone it is left off. */
export const rootSwitches = process.getuid?.() === 0 ? ['--no-sandbox'] : []
