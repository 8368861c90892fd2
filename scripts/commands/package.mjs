// `npm run package [-- ELECTRON-BUILDER ARGS]`: the program as a folder that runs by itself, by electron-builder.
import { setUp } from '../setup/index.mjs'
import { environment, passNode, tools } from './programs.mjs'

const TARGETS = ['--linux', '--mac', '--win', '-l', '-m', '-w', '--dir']

export async function run(args) {
  const { electron } = await setUp({ tensorflow: true, electron: true, build: true })
  const target = args.some((arg) => TARGETS.includes(arg)) ? [] : ['--dir']
  // The Electron that is here is the one that goes in: electron-builder would download one.
  const dist = [`-c.electronDist=${electron.folder}`, `-c.electronVersion=${electron.version}`]
  return passNode([tools.builder, ...target, ...args, ...dist, '--publish', 'never'], { env: environment(electron) })
}
