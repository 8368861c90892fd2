// The networks that programs are tried on: every layer with the numbers of Keras, every layer between an input and a head,
// layers after a mask, layers that share weights, and every template for every goal.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type * as tfTypes from '@tensorflow/tfjs-node'
import { build, check, layerTypes, templates } from '../../main/engine/architectures'
import { outlineOf } from '../../main/engine/architectures/code/outline'
import { createRandom } from '../../shared/numbers/random'
import { defaultsOf } from '../../shared/fields'
import { madeUpFor } from '../../main/engine/architectures/template'
import type { DatasetFacts, Graph, TemplateFamily } from '../../shared/records'
import { around, aroundMasked, sharing } from '../conformance/networks'

export interface Listed {
  shape: number[]
  /** Null where anything may stand. */
  values: (number | null)[]
  dtype?: string
}

export interface Case {
  name: string
  graph: Graph
  inputs: Listed[]
  weights: Listed[]
  outputs: Listed[]
}

interface Fixture {
  name: string
  graph: Graph
  training: boolean
  inputs: Listed[]
  weights: Listed[]
  output: Listed
}

const folder = fileURLToPath(new URL('../fixtures/layers', import.meta.url))

/** Expected outputs are those of Keras or of the formula, stored by tests/fixtures/layers/make.py. */
export function storedCases(): Case[] {
  const files = readdirSync(folder).filter((file) => file.endsWith('.json'))
  return files.flatMap((file) => {
    const fixtures = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Fixture[]
    return fixtures
      .filter(({ training }) => !training)
      .map(({ name, graph, inputs, weights, output }) => ({
        name: `${file.replace('.json', '')}: ${name}`,
        graph,
        inputs,
        weights,
        outputs: [output],
      }))
  })
}

/** The made-up data of a template's family, and a table for each goal where it reads tables. */
function factsFor(family: TemplateFamily): DatasetFacts[] {
  const madeUp = madeUpFor(family)
  const small = madeUp.blocks?.map((block) => ({ ...block, ...(block.size === undefined ? {} : { size: 12 }) }))
  if (small !== undefined)
    return [{ ...madeUp, blocks: small, ...(madeUp.outputs === undefined ? {} : { outputs: 12 }) }]
  return [madeUp, { ...madeUp, goal: 'multiclass', classes: ['a', 'b', 'c'] }, { ...madeUp, goal: 'regression' }]
}

/** Graphs whose expected outputs are those of our own network. */
export function graphs(): { name: string; graph: Graph }[] {
  const names = Object.keys(layerTypes)
  const drawn = Object.values(templates).flatMap((template) =>
    factsFor(template.family).map((facts) => ({
      name: `template ${template.name}, ${facts.goal}`,
      graph: template.graph(defaultsOf(template.fields), facts),
    })),
  )
  return [
    ...names.map((name) => ({ name: `layer ${name}`, graph: around(name) })),
    // What attention gives for steps that do not count is anything, and these networks would flatten it.
    ...names
      .filter((name) => !/attention/i.test(name))
      .map((name) => ({ name: `after a mask: ${name}`, graph: aroundMasked(name) })),
    { name: 'sharing', graph: sharing() },
    ...drawn,
  ].filter(({ graph }) => check(graph).problems.length === 0)
}

/** The case of a graph: made-up inputs, first weights of a seed, moved a little, and what our own network makes of them. */
export function ownCase(tf: typeof tfTypes, { name, graph }: { name: string; graph: Graph }): Case {
  const network = build(graph, { tf, seed: 3 })
  const random = createRandom(17)
  const inputs = network.inputs.map(({ shape, dtype }): Listed => {
    const size = shape.reduce((product, axis) => product * axis, 4)
    const values = Array.from({ length: size }, () => (dtype === 'int32' ? random.below(4) : 2 * random.next() - 1))
    return { shape: [4, ...shape], values, dtype }
  })
  const weights = network.drawn().map((values, index): Listed => {
    const shape = network.weights[index]?.shape ?? []
    return { shape, values: [...values].map((value) => value + 0.2 * (random.next() - 0.5)) }
  })
  const outputs: Listed[] = []
  tf.tidy(() => {
    const pass = network.run({
      weights: weights.map(({ shape, values }) => tf.tensor(values as number[], shape)),
      inputs: inputs.map(({ shape, values, dtype }) => tf.tensor(values as number[], shape, dtype as 'int32')),
      training: false,
      step: null,
    })
    outputs.push(...pass.outputs.map((output) => ({ shape: output.shape, values: [...output.dataSync()] })))
  })
  return { name, graph, inputs, weights, outputs }
}

/** The weights of a case by the layer of the program that has them. */
export function weightsByLayer({ graph, weights }: Case): Record<string, Listed[]> {
  const owners = outlineOf(graph).steps.filter(({ name, owner }) => name === owner)
  let next = 0
  const entries = owners.map(({ name, layer }) => {
    const own = weights.slice(next, (next += layer.weights.length))
    return [name, own] as const
  })
  return Object.fromEntries(entries.filter(([, own]) => own.length > 0))
}

/** Where outputs differ from those expected by more than 1e-4 of the larger; null where they do not. */
export function differs(outputs: Listed[], expected: Listed[]): string | null {
  for (const [at, wanted] of expected.entries()) {
    const given = outputs[at]
    if (JSON.stringify(given?.shape) !== JSON.stringify(wanted.shape)) return `${given?.shape} for ${wanted.shape}`
    const far = wanted.values.findIndex((value, index) => {
      const got = given?.values[index] ?? NaN
      return value !== null && !(Math.abs(got - value) <= 1e-4 * Math.max(1, Math.abs(value)))
    })
    if (far >= 0) return `[${far}] ${given?.values[far]} for ${wanted.values[far]}`
  }
  return null
}
