// Starts tests/workspace/child.entry.ts as a process of its own, built first since Node runs no TypeScript.
import { fork } from 'node:child_process'
import type { ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { build } from 'vite'

/** Built inside the checkout, so that the child finds node_modules. */
export async function buildChild(): Promise<{ file: string; dispose(): void }> {
  mkdirSync(resolve('out'), { recursive: true })
  const outDir = mkdtempSync(resolve('out/test-child-'))
  const rollupOptions = { output: { entryFileNames: 'child.mjs' } }
  await build({
    configFile: false,
    logLevel: 'silent',
    build: { ssr: resolve('tests/workspace/child.entry.ts'), outDir, emptyOutDir: false, rollupOptions },
  })
  return { file: join(outDir, 'child.mjs'), dispose: () => rmSync(outDir, { recursive: true, force: true }) }
}

/** A child that has said that it is ready. */
export async function startChild(file: string, ...words: string[]): Promise<ChildProcess> {
  const child = fork(file, words)
  await Promise.race([once(child, 'message'), once(child, 'exit').then(([code]) => failed(code as number | null))])
  return child
}

function failed(code: number | null): never {
  throw new Error(`The child ended with ${code} before it was ready.`)
}

export async function kill(child: ChildProcess): Promise<void> {
  const gone = once(child, 'exit')
  child.kill('SIGKILL')
  await gone
}
