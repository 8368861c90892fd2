// Where the parts of the program lie, in a checkout and in a packaged program alike.
import { app } from 'electron'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const outFolder = fileURLToPath(new URL('..', import.meta.url))

export const places = {
  host: join(outFolder, 'main/host.js'),
  worker: join(outFolder, 'main/worker.js'),
  preload: join(outFolder, 'preload/preload.cjs'),
  page: join(outFolder, 'renderer'),
  resources: () => (app.isPackaged ? join(process.resourcesPath, 'resources') : join(outFolder, '../resources')),
  config: () => app.getPath('userData'),
  firstWorkspace: () => join(app.getPath('documents'), 'Netloom'),
}

/** The folder after `--workspace=`, or null. */
export function askedWorkspace(): string | null {
  const word = process.argv.find((argument) => argument.startsWith('--workspace='))
  return word === undefined ? null : word.slice('--workspace='.length)
}
