// `npm run bench [-- NAME... [--OPTION...]]` and `npm run pictures`: scripts that start the built program and look at it.
import { existsSync, readdirSync } from 'node:fs'
import path from 'node:path'
import { setUp } from '../setup/index.mjs'
import { projectRoot } from '../setup/places.mjs'
import { SetupError } from '../setup/setupError.mjs'
import { environment, passThrough, withDisplay } from './programs.mjs'
import { EVERYTHING } from './vitest.mjs'

async function runScript(file, args, electron) {
  const [command, all] = withDisplay(process.execPath, [path.join(projectRoot, file), ...args])
  return passThrough(command, all, { env: environment(electron) })
}

function benchNames() {
  const folder = path.join(projectRoot, 'bench')
  const files = existsSync(folder) ? readdirSync(folder) : []
  return files
    .filter((file) => file.endsWith('.mjs') && !file.startsWith('_'))
    .map((file) => file.slice(0, -'.mjs'.length))
}

/** Runs the named benchmarks, or all, with the options that follow the names; the exit code of the first that fails. */
export const bench = {
  run: async (args) => {
    const end = args.findIndex((arg) => arg.startsWith('-'))
    const [wanted, options] = end < 0 ? [args, []] : [args.slice(0, end), args.slice(end)]
    const names = benchNames()
    const unknown = wanted.find((name) => !names.includes(name))
    if (unknown)
      throw new SetupError(`there is no benchmark "${unknown}".`, `use one of ${names.join(', ')}, or none for all.`)
    const { electron } = await setUp(EVERYTHING)
    for (const name of wanted.length > 0 ? wanted : names) {
      console.log(`bench ${name}`)
      const code = await runScript(`bench/${name}.mjs`, options, electron)
      if (code !== 0) return code
    }
    return 0
  },
}

export const pictures = {
  run: async (args) => {
    const { electron } = await setUp(EVERYTHING)
    return runScript('scripts/pictures.mjs', args, electron)
  },
}
