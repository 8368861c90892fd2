// Called by electron-builder once Electron lies in the output folder: takes out the app of a bare Electron and its version file.
import { rmSync } from 'node:fs'
import path from 'node:path'

/** @param {{ appOutDir: string, packager: { getResourcesDir: (folder: string) => string } }} context */
export default function afterExtract({ appOutDir, packager }) {
  rmSync(path.join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true })
  rmSync(path.join(appOutDir, 'version'), { force: true })
}
