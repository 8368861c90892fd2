// Which Node the project needs, and what to say on an older one. Its syntax is kept readable for Node 12.
import { readFileSync } from 'fs'

/** The lowest version that package.json's `engines.node` allows, such as `20.19`. */
export function lowestNode() {
  const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  return engines.node.replace(/^[^\d]*/, '')
}

/** Undefined when `version` will do, otherwise the message for the user. */
export function nodeProblem(version, lowest = lowestNode()) {
  const have = version.split('.').map(Number)
  const need = lowest.split('.').map(Number)
  const at = need.findIndex((part, i) => part !== (have[i] || 0))
  if (at === -1 || (have[at] || 0) > need[at]) return undefined
  return (
    'Netloom: Node ' +
    version +
    ' is too old: Node ' +
    lowest +
    ' or newer is needed.\n' +
    'Next: install a newer Node (nvm install ' +
    need[0] +
    ", or your system's package of it) and run the command again."
  )
}
