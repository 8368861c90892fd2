// The engine's modules for benchmarks that look inside it: built as the program itself is, into a folder beside the packages.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { projectRoot } from '../../scripts/setup/places.mjs'

/** @param {Record<string, string>} modules a name for each, and its path in the checkout */
export async function loadEngine(modules) {
  const outDir = path.join(projectRoot, 'node_modules/.cache/netloom-bench')
  const entries = Object.entries(modules)
  await build({
    configFile: false,
    root: projectRoot,
    logLevel: 'error',
    build: {
      ssr: true,
      outDir,
      minify: false,
      target: 'node20',
      rollupOptions: { input: Object.fromEntries(entries.map(([name, file]) => [name, path.join(projectRoot, file)])) },
    },
  })
  const loaded = entries.map(async ([name]) => [
    name,
    await import(pathToFileURL(path.join(outDir, `${name}.js`)).href),
  ])
  return Object.fromEntries(await Promise.all(loaded))
}
