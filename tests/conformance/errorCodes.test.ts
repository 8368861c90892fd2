// Every error code of the program is named by a test that provokes it, and looks like `noun/what-is-wrong`.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const root = fileURLToPath(new URL('../..', import.meta.url))

function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue)$/.test(entry.name))
    .map((entry) => readFileSync(join(entry.parentPath, entry.name), 'utf8'))
}

const nouns =
  'app|architecture|bundle|dataset|experiment|export|host|leak|path|playground|prediction|request|run|settings|split|task|tensorflow|workspace'
const codePattern = new RegExp(`'((?:${nouns})/[a-z]+(?:-[a-z]+)*)'`, 'g')

function codesIn(texts: string[]): Set<string> {
  return new Set(texts.flatMap((text) => [...text.matchAll(codePattern)].map((match) => match[1] ?? '')))
}

it('finds the codes at all', () => {
  const codes = codesIn(sources('main'))
  expect(codes.size).toBeGreaterThan(40)
  expect(codes).toContain('run/worker-lost')
})

it('each code is provoked by a test', () => {
  const codes = codesIn([...sources('main'), ...sources('shared'), ...sources('renderer')])
  const tests = sources('tests').join('\n')
  expect([...codes].filter((code) => !tests.includes(code)).sort()).toEqual([])
})
