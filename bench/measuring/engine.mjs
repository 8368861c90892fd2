// The engine's modules for benchmarks that look inside it: built as the program itself is, into a folder beside the packages.
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { build } from 'vite'
import { projectRoot } from '../../scripts/setup/places.mjs'

/** Where the modules of a benchmark are built: each has its own, which a build empties. */
export const engineFolder = (bench) => path.join(projectRoot, 'node_modules/.cache', `netloom-bench-${bench}`)

/**
 * @param {Record<string, string>} modules a name for each, and its path in the checkout
 * @param {string} bench that they are for
 */
export async function loadEngine(modules, bench = 'engine') {
  const outDir = engineFolder(bench)
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
