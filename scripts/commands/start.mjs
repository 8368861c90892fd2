// `npm start`: the workbench in its window or, where there is no display, its main job in the terminal.
import { readFileSync } from 'node:fs'
import path from 'node:path'
import { setUp } from '../setup/index.mjs'
import { inPackage, projectRoot } from '../setup/places.mjs'
import { say } from '../setup/progress.mjs'
import { environment, hasDisplay, outFile, passNode, passThrough } from './programs.mjs'

export async function run(args) {
  return hasDisplay() ? inWindow(args) : inTerminal()
}

async function inWindow(args) {
  const { electron } = await setUp({ tensorflow: true, electron: true, system: ['window'], build: true })
  // Chromium's sandbox refuses to work for root, and for root alone it is left off.
  const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  return passThrough(programOf(electron), [...sandbox, projectRoot, ...args], { env: environment(electron) })
}

export function programOf({ source, folder }) {
  return path.join(
    folder,
    source === 'official' ? readFileSync(inPackage('electron', 'path.txt'), 'utf8').trim() : 'electron',
  )
}

async function inTerminal() {
  await setUp({ tensorflow: true, build: true })
  say(
    'There is no display (DISPLAY and WAYLAND_DISPLAY are not set): the demo runs in the terminal instead of the window.',
  )
  return passNode([outFile('main', 'cli.js'), 'demo'])
}
