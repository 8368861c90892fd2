// The table of commands: what each npm script calls. A command is loaded when it is asked for.
import { SetupError } from '../setup/setupError.mjs'

const project = (name) => () => import('./vitest.mjs').then(({ projectCommand }) => projectCommand(name))

const COMMANDS = {
  setup: () => import('./setup.mjs'),
  doctor: () => import('./doctor.mjs'),
  start: () => import('./start.mjs'),
  cli: () => import('./cli.mjs'),
  check: () => import('./check.mjs'),
  test: () => import('./test.mjs'),
  build: () => import('./build.mjs'),
  package: () => import('./package.mjs'),
  bench: () => import('./scripts.mjs').then(({ bench }) => bench),
  pictures: () => import('./scripts.mjs').then(({ pictures }) => pictures),
  soak: project('soak'),
  'conformance-full': project('conformance-full'),
  peers: project('peers'),
}

/** Runs a command and gives its exit code. */
export async function runCommand([name = '', ...args]) {
  if (!Object.hasOwn(COMMANDS, name)) {
    console.error(`Netloom: there is no command "${name}".\nNext: use one of ${Object.keys(COMMANDS).join(', ')}.`)
    return 1
  }
  try {
    const { run } = await COMMANDS[name]()
    return await run(args)
  } catch (error) {
    if (!(error instanceof SetupError)) throw error
    console.error(String(error))
    return 1
  }
}
