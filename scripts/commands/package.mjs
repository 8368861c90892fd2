// `npm run package [-- ELECTRON-BUILDER ARGS]`: the program as a folder that runs by itself, by electron-builder.
import { setUp } from '../setup/index.mjs'
import { SetupError } from '../setup/setupError.mjs'
import { environment, passNode, tools } from './programs.mjs'

const SYSTEMS = [
  { platform: 'linux', name: 'Linux', flags: ['--linux', '-l'] },
  { platform: 'darwin', name: 'macOS', flags: ['--mac', '-m', '--macos'] },
  { platform: 'win32', name: 'Windows', flags: ['--win', '-w', '--windows'] },
]

/** The natives in node_modules are this machine's: in a package for another system they would not load. */
function refuseForeign(args) {
  const foreign = SYSTEMS.find(({ platform, flags }) => platform !== process.platform && hasFlag(args, flags))
  if (foreign)
    throw new SetupError(
      `a package for ${foreign.name} cannot be made on this machine: its native libraries are those of another system.`,
      `run the command on ${foreign.name}.`,
    )
}

const hasFlag = (args, flags) => args.some((arg) => flags.includes(arg.split('=')[0]))

export async function run(args) {
  refuseForeign(args)
  const { electron } = await setUp({ tensorflow: true, electron: true, build: true })
  const targets = hasFlag(args, ['--dir', ...SYSTEMS.flatMap(({ flags }) => flags)]) ? [] : ['--dir']
  // The Electron that is here is the one that goes in: electron-builder would download one.
  const dist = [`-c.electronDist=${electron.folder}`, `-c.electronVersion=${electron.version}`]
  return passNode([tools.builder, ...targets, ...args, ...dist, '--publish', 'never'], { env: environment(electron) })
}
