// The program's window under Playwright, with settings and a workspace of its own in a temporary folder.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { _electron } from 'playwright-core'
import { projectRoot } from '../../scripts/setup/places.mjs'
import { electronBinary, rootSwitches } from './electron.mjs'

export async function openWindow() {
  const folder = mkdtempSync(path.join(tmpdir(), 'netloom-bench-'))
  const own = [`--user-data-dir=${path.join(folder, 'settings')}`, `--workspace=${path.join(folder, 'workspace')}`]
  const app = await _electron.launch({
    executablePath: electronBinary(),
    args: [...rootSwitches, projectRoot, ...own, '--lang=en'],
    timeout: 60_000,
  })
  const page = await app.firstWindow()
  await page.locator('[data-test="use-sample"]').first().waitFor()
  const close = async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  }
  return { app, page, folder, close }
}

/** The value of a request that the page makes; throws what is answered in its place. */
export async function ask(page, name, input) {
  const reply = await page.evaluate(([name, input]) => window.netloom.request(name, input), [name, input])
  if (!reply.ok) throw new Error(`${name}: ${reply.error.code} ${reply.error.message.en}`)
  return reply.value
}
