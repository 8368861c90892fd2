// Lets a package client fetch one pinned file into a work folder, with a progress bar, a limit to its silence and a clear end.
import { runChild } from './children.mjs'
import { during } from './progress.mjs'
import { SetupError } from './setupError.mjs'
import { bytesIn } from './temporary.mjs'

const SILENT_MS = 120_000
const SETTINGS = {
  npm: "npm's settings (npm config get registry, proxy)",
  pip: "pip's settings (PIP_INDEX_URL, proxy)",
}

/** What the user is told when npm or pip could not do its work. */
export function clientFailed(client, doing, error) {
  if (/ENOSPC|No space left/.test(error.message)) return error
  const next = `look at the network and at ${SETTINGS[client]}, and run the command again.`
  return new SetupError(`${client} could not ${doing}.\n${error.message}`, next, error)
}

/**
 * @param {'npm' | 'pip'} client
 * @param {{ title: string, what: string, sizeBytes: number, work: string, line: [string, string[]] }} wish
 *   `line` is the command to run; all that it writes has to lie below `work`, where it is watched growing
 */
export async function downloadBy(client, { title, what, sizeBytes, work, line }) {
  const measure = () => bytesIn(work)
  const env = { ...process.env, TMPDIR: work, PIP_DISABLE_PIP_VERSION_CHECK: '1', npm_config_json: 'false' }
  const fetch = () => runChild(...line, { cwd: work, env, stall: { ms: SILENT_MS, measure } })
  try {
    await during(`${title}: downloading`, fetch, { totalBytes: sizeBytes, measure })
  } catch (error) {
    throw clientFailed(client, `download ${what}`, error)
  }
}
