// Generated TypeScript in TensorFlow.js: with the same weights it gives the outputs of our own networks, for every layer and
// template, and its types are sound.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type * as tfTypes from '@tensorflow/tfjs-node'
import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { check, codeOf } from '../../main/engine/architectures'
import { loadTensor } from '../../main/engine/tensor'
import { root } from '../helpers/testHost'
import { differs, graphs, ownCase, storedCases, weightsByLayer } from './cases'
import type { Case, Listed } from './cases'

const tf = loadTensor()
const cases = [...storedCases(), ...graphs().map((one) => ownCase(tf, one))]

/** The model that the program builds. */
function built(text: string): tfTypes.LayersModel {
  const { outputText } = ts.transpileModule(text, {
    compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
  })
  const program = { exports: {} as { buildModel(): tfTypes.LayersModel } }
  const run = new Function('require', 'exports', outputText) as (
    require: (name: string) => unknown,
    exports: object,
  ) => void
  run(() => tf, program.exports)
  return program.exports.buildModel()
}

function outputsOf(model: tfTypes.LayersModel, one: Case): Listed[] {
  for (const [name, values] of Object.entries(weightsByLayer(one))) {
    const variables = model.getLayer(name).weights
    expect(variables.length, name).toBe(values.length)
    for (const [index, variable] of variables.entries()) {
      variable.write(tf.tensor(values[index]?.values as number[], variable.shape as number[]))
    }
  }
  const inputs = one.inputs.map(({ shape, values }, index) =>
    tf.tensor(values as number[], shape, model.inputs[index]?.dtype as 'int32'),
  )
  const made = model.predict(inputs) as tfTypes.Tensor | tfTypes.Tensor[]
  return (Array.isArray(made) ? made : [made]).map((output) => ({
    shape: output.shape,
    values: [...output.dataSync()],
  }))
}

describe.each(cases)('$name', (one) => {
  test('gives the same outputs', () => {
    tf.tidy(() => {
      const model = built(codeOf(one.graph, 'typescript').text)
      const { parameters } = check(one.graph)
      expect(model.countParams()).toBe(parameters)
      expect(differs(outputsOf(model, one), one.outputs)).toBeNull()
      model.dispose()
    })
  })
})

test('the types of all programs are sound under strict rules', () => {
  const parent = join(root, 'node_modules/.netloom')
  mkdirSync(parent, { recursive: true })
  const folder = mkdtempSync(join(parent, 'programs-'))
  try {
    const files = cases.map(({ graph }, index) => {
      const file = join(folder, `program${index}.ts`)
      writeFileSync(file, codeOf(graph, 'typescript').text)
      return file
    })
    const program = ts.createProgram(files, {
      strict: true,
      noEmit: true,
      noUncheckedIndexedAccess: true,
      noImplicitOverride: true,
      skipLibCheck: true,
      types: [],
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      moduleResolution: ts.ModuleResolutionKind.Bundler,
    })
    const said = ts.getPreEmitDiagnostics(program)
    expect(
      said
        .map(
          ({ messageText, file, start }) =>
            `${file?.text.slice(start, (start ?? 0) + 80)}: ${ts.flattenDiagnosticMessageText(messageText, ' ')}`,
        )
        .slice(0, 20),
    ).toEqual([])
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
})
