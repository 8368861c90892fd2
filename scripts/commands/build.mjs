// `npm run build`: the program in out/, anew.
import { setUp } from '../setup/index.mjs'
import { provideBuild } from '../setup/build.mjs'

export async function run() {
  await setUp({})
  await provideBuild({ force: true })
  return 0
}
