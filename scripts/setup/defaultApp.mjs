// Runs inside the stand-in Electron in place of its own default app: `electron [-r FILE]... [APP] [ARGUMENTS]`.
// The awaited import at the end matters: Electron holds back `ready` until this module has run, hence until the app's
// entry has, so that the entry can still do what is allowed before `ready` only (such as registering schemes).
import { app } from 'electron'
import { readFileSync, statSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { pathToFileURL } from 'node:url'

const NEEDS_VALUE = ['-r', '--require']

/** The modules to load first, and the app: the first argument that is not a switch. */
function readArguments(words) {
  const preload = []
  for (let i = 0; i < words.length; i += 1) {
    if (NEEDS_VALUE.includes(words[i])) preload.push(words[(i += 1)])
    else if (!words[i].startsWith('-')) return { preload, target: words[i] }
    else if (words[i] === '-v' || words[i] === '--version') return { preload, version: true }
  }
  return { preload, target: '.' }
}

/** Gives the file to run, and names the app as its package.json does. */
function adopt(target) {
  const at = path.resolve(target)
  if (!statSync(at).isDirectory()) {
    app.setAppPath(path.dirname(at))
    return at
  }
  const { name, productName, version, main } = JSON.parse(readFileSync(path.join(at, 'package.json'), 'utf8'))
  if (productName ?? name) app.setName(productName ?? name)
  if (version) app.setVersion(version)
  app.setAppPath(at)
  return path.join(at, main ?? 'index.js')
}

const { preload, target, version } = readArguments(process.argv.slice(1))
if (version) {
  console.log(`v${process.versions.electron}`)
  app.exit(0)
} else {
  const require = createRequire(import.meta.url)
  for (const file of preload) require(path.resolve(file))
  process.defaultApp = true
  try {
    await import(pathToFileURL(adopt(target)).href)
  } catch (error) {
    console.error(error)
    app.exit(1)
  }
}
