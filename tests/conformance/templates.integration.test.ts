// What every template keeps on every kind of data that it reads: it builds as arithmetic says, is trained with finite losses to the
// same numbers on all tiers, and is exported where TensorFlow.js has its layers.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { suits } from '../../main/engine/architectures/template'
import { loadTensor } from '../../main/engine/tensor'
import { defaultsOf } from '../../shared/fields'
import type { Field } from '../../shared/fields'
import { exportsAgree, isPlain, plainMatches, shapesMatch, trainedFor } from './built'
import { allTemplates, smallSettings, sources } from './templates'
import type { SourceName } from './templates'
import { expectAlike, trained } from './tiers'

const tf = loadTensor()
const folder = mkdtempSync(join(tmpdir(), 'netloom-templates-'))
let tensors = 0
beforeAll(() => (tensors = tf.memory().numTensors))
afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
  expect(tf.memory().numTensors).toBe(tensors)
})

const prepared = Object.fromEntries(Object.entries(sources).map(([name, make]) => [name, make()]))
const preparedAs = (name: SourceName) => prepared[name] as ReturnType<(typeof sources)[SourceName]>
const names = Object.keys(sources) as SourceName[]
const tables: readonly SourceName[] = ['binary', 'multiclass', 'regression']

describe.each(allTemplates)('template $name', (template) => {
  const fitting = names.filter((name) => suits(template.family, preparedAs(name).preparation.facts))
  const graphFor = (name: SourceName, settings = smallSettings(template)) =>
    template.graph(settings, preparedAs(name).preparation.facts)

  test('is for some kind of data', () => expect(fitting).not.toEqual([]))

  test.each(fitting)('builds and trains for %s', async (name) => {
    const graph = graphFor(name)
    shapesMatch(graph)
    shapesMatch(graphFor(name, defaultsOf(template.fields)))
    const { goal } = preparedAs(name).preparation.facts
    const trial = { graph, goal, prepared: preparedAs(name), batchSize: 20 }
    const numbers = await trained(trial, 'eager', 4)
    expect(Object.values(numbers).flat().every(Number.isFinite)).toBe(true)
  })

  test('gives the same on all tiers', async () => {
    const [name = 'binary'] = fitting
    const { goal } = preparedAs(name).preparation.facts
    const training = { optimizer: 'sgd' }
    await expectAlike({ graph: graphFor(name), goal, prepared: preparedAs(name), training, batchSize: 40 }, 3)
  })

  test.each(fitting.filter((name) => tables.includes(name) && isPlain(graphFor(name))))(
    'is the same after an export of a %s network',
    async (name) => {
      const graph = graphFor(name)
      plainMatches(graph)
      await exportsAgree(await trainedFor(graph, preparedAs(name), { epochs: 1 }), folder, `${template.name}-${name}`)
    },
  )

  // Every curve is tried of the first template that has them, as a layer and as gates elsewhere.
  const isTried = ({ kind, name }: Field) => kind === 'choice' && (name !== 'activation' || template.name === 'mlp')
  test.each(template.fields.filter(isTried))(
    'trains with every option of $name',
    async (field) => {
      if (field.kind !== 'choice') return
      const [name = 'binary'] = fitting
      const { goal } = preparedAs(name).preparation.facts
      for (const { value } of field.options) {
        const graph = graphFor(name, { ...smallSettings(template), [field.name]: value })
        await trained({ graph, goal, prepared: preparedAs(name), batchSize: 40 }, 'eager', 1)
      }
    },
  )
})
