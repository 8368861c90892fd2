// Where things are: the checkout that these scripts belong to, its packages, and the cache that all checkouts share.
import { readFileSync } from 'node:fs'
import { homedir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const projectRoot = fileURLToPath(new URL('../../', import.meta.url)).replace(/[\\/]$/, '')
export const packagesFolder = path.join(projectRoot, 'node_modules')

/** The folder that holds what set-up brought in: NETLOOM_CACHE, else netloom in the user's cache folder. */
export function cacheFolder(env = process.env) {
  if (env.NETLOOM_CACHE) return path.resolve(env.NETLOOM_CACHE)
  return path.join(env.XDG_CACHE_HOME || path.join(homedir(), '.cache'), 'netloom')
}

/** The path of an installed package, or of a file in it. */
export const inPackage = (name, ...parts) => path.join(packagesFolder, ...name.split('/'), ...parts)

/** The version of an installed package, undefined when it is not there. */
export function packageVersion(name) {
  return readJson(inPackage(name, 'package.json'))?.version
}

/** A JSON file's value, undefined when it is missing or not JSON: to set-up both mean "not there". */
export function readJson(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (error) {
    if (error instanceof SyntaxError || ['ENOENT', 'ENOTDIR'].includes(error.code)) return undefined
    throw error
  }
}
