// The machine and the versions that a result was measured with; nothing that names the machine.
import { execFileSync } from 'node:child_process'
import { cpus, loadavg, totalmem } from 'node:os'
import { createRequire } from 'node:module'
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { projectRoot } from '../../scripts/setup/places.mjs'

const require = createRequire(import.meta.url)

/** Of the Electron that set-up provided; its folder says so itself. */
function electronVersion() {
  const folder = process.env.ELECTRON_OVERRIDE_DIST_PATH
  if (folder) return readFileSync(path.join(folder, 'version'), 'utf8').trim()
  return require('electron/package.json').version
}

/** Version of the TensorFlow library, asked of a process of its own: this one may have no use for it. */
function tensorflowVersion() {
  const code = "process.stdout.write(require('@tensorflow/tfjs-node').backend().binding.TF_Version)"
  return execFileSync(process.execPath, ['-e', code], {
    cwd: projectRoot,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  })
}

export function machineFacts() {
  return {
    cores: cpus().length,
    processor: cpus()[0]?.model ?? 'unknown',
    memoryGb: Math.round(totalmem() / 2 ** 30),
    system: `${process.platform} ${process.arch}`,
    node: process.versions.node,
    electron: electronVersion(),
    tensorflow: tensorflowVersion(),
    duckdb: require('@duckdb/node-api').version(),
  }
}

/** Processes that wanted a core in the last minute: beside a busy neighbour, absolute times say little. */
export const load = () => Number(loadavg()[0].toFixed(1))
