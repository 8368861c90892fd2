// Generated Python in Keras: with the same weights it gives the outputs of our own networks, for every layer and template.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { execFile } from 'node:child_process'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check, codeOf } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { differs, graphs, ownCase, storedCases, weightsByLayer } from '../code/cases'
import type { Listed } from '../code/cases'
import { root } from '../helpers/testHost'
import { providePython } from './python'

const provided = await providePython('requirements-keras.txt')
if ('missing' in provided) console.error(`Generated Python is not tried: ${provided.missing}`)

const cases = [...storedCases(), ...graphs().map((one) => ownCase(loadTensor(), one))]
const folder = mkdtempSync(join(tmpdir(), 'netloom-keras-'))
let answers: Record<string, { parameters: number; outputs: Listed[]; error?: string }> = {}

beforeAll(async () => {
  if ('missing' in provided) return
  const jobs = cases.map((one) => ({
    name: one.name,
    text: programOf(one),
    inputs: one.inputs.map((input, index) => ({ ...input, dtype: input.dtype ?? dtypeOf(one.graph, index) })),
    weights: weightsByLayer(one),
  }))
  const file = join(folder, 'jobs.json')
  writeFileSync(file, JSON.stringify(jobs))
  const script = join(root, 'tests/peers/kerasPeer.py')
  const { stdout } = await promisify(execFile)(provided.python, [script, file], { maxBuffer: 2 ** 28 })
  answers = JSON.parse(stdout)
}, 600_000)
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** The program, or one that fails with the reason why there is none. */
function programOf({ graph }: (typeof cases)[number]): string {
  try {
    return codeOf(graph, 'python').text
  } catch (error) {
    return `raise Exception(${JSON.stringify(String(error))})`
  }
}

function dtypeOf({ layers }: (typeof cases)[number]['graph'], index: number): string {
  return String(layers.filter(({ type }) => type === 'input')[index]?.settings.dtype ?? 'float32')
}

describe.skipIf('missing' in provided)('in Keras', () => {
  test.each(cases)('$name', ({ name, graph, outputs }) => {
    const answer = answers[name]
    expect(answer?.error).toBeUndefined()
    expect(answer?.parameters).toBe(check(graph).parameters)
    expect(differs(answer?.outputs ?? [], outputs)).toBeNull()
  })
})

test('the version of Keras is that of the stored numbers', () => {
  const pinned = /^keras==(.*)$/m.exec(readFileSync(join(root, 'tests/peers/requirements-keras.txt'), 'utf8'))?.[1]
  expect(readFileSync(join(root, 'tests/fixtures/layers/make.py'), 'utf8')).toContain(`keras==${pinned}`)
})
