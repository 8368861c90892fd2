// Set-up in one place: which steps a command needs, in which order, and what may go on at the same time.
import { provideBuild } from './build.mjs'
import { provideDependencies } from './dependencies.mjs'
import { cacheFolder } from './places.mjs'
import { explain } from './setupError.mjs'
import { provideSystemLibraries } from './systemLibraries.mjs'
import { sweepTemporaryFolders } from './temporary.mjs'

/**
 * @param {{ tensorflow?: boolean, electron?: boolean, system?: string[], systemMust?: boolean, build?: boolean, thorough?: boolean }} needs
 * @returns {Promise<{ electron?: import('./electron.mjs').Electron }>}
 */
export async function setUp(needs) {
  try {
    sweepTemporaryFolders(cacheFolder())
    await provideDependencies()
    const found = await inParallel(needs)
    if (needs.build) await provideBuild()
    return found
  } catch (error) {
    throw explain(error, cacheFolder())
  }
}

/** The three big parts do not need each other, and wait for the network most of the time. */
async function inParallel({ tensorflow, electron, system, systemMust, thorough }) {
  // Loaded only now: they use installed packages.
  const steps = [
    electron ? import('./electron.mjs').then((step) => step.provideElectron({ thorough })) : undefined,
    tensorflow ? import('./tensorflow.mjs').then((step) => step.provideTensorflow({ thorough })) : undefined,
    system ? provideSystemLibraries(system, { must: systemMust }) : undefined,
  ]
  const results = await Promise.allSettled(steps)
  const failed = results.find(({ status }) => status === 'rejected')
  if (failed) throw failed.reason
  return { electron: results[0].value }
}
