// Writes a graph as a TypeScript program for TensorFlow.js: a function that builds the model, and the classes that it lacks.
import { activationOf } from '../activations'
import { quoted } from './identifiers'
import { noCode } from './outline'
import type { Outline, Step } from './outline'
import type { Program } from './python'
import { base, classesIn, maskBehind, tfjsWriter } from './tfjs'
import type { TfjsLayer } from './tfjs'
import { code, typescript } from './written'
import type { Argument, WrittenLayer } from './written'

/** What the lines of one program share. */
interface Writing {
  /** Layers that several steps call and that have a variable already. */
  made: Set<string>
  /** For each step the name of the mask behind it. */
  masks: Map<string, string | null>
  curves: Set<string>
}

/** Throws `architecture/no-code` for layers that have no entry in the table of TensorFlow.js. */
export function typescriptProgram({ steps, outputs }: Outline): Program {
  const unknown = steps.filter(({ layer }) => layer.type !== 'input' && tfjsWriter(layer.type) === undefined)
  if (unknown.length > 0) throw noCode(unknown.map(({ id }) => id))
  const writing: Writing = { made: new Set(), masks: new Map(), curves: new Set() }
  const body = withoutUnused(steps.flatMap((step) => linesOf(step, writing)))
  const inputs = steps.filter(({ layer }) => layer.type === 'input').map(({ name }) => name)
  const one = (names: string[]) => (names.length === 1 ? (names[0] ?? '') : `[${names.join(', ')}]`)
  const { text: classes, names } = classesIn(body.join('\n'), writing.curves)
  const text = [
    '// A network for TensorFlow.js (npm install @tensorflow/tfjs).',
    "import * as tf from '@tensorflow/tfjs'",
    '',
    names.length > 0 ? base : base.slice(base.indexOf('/** Calls')),
    ...(classes === '' ? [] : ['', classes]),
    '',
    'export function buildModel(): tf.LayersModel {',
    ...body.map((line) => `  ${line}`),
    `  return tf.model({ inputs: ${one(inputs)}, outputs: ${one(outputs)} })`,
    '}',
    '',
    '// Run by itself, the program prints the network.',
    'const { argv = [] } = (globalThis as { process?: { argv?: string[] } }).process ?? {}',
    "if (argv[1]?.endsWith('model.ts')) buildModel().summary()",
  ]
  return { fileName: 'model.ts', text: `${text.join('\n')}\n`, own: names }
}

/** TensorFlow.js frees a tensor too early that a layer is fed twice: the second time it is fed another of the same numbers. */
function apart(input: string, index: number, fed: readonly string[]): string {
  if (fed.indexOf(input) === index) return input
  return `on(${typescript.call('tf.layers.activation', { activation: 'linear' })}, ${input})`
}

/** Without the masks that nothing reads. */
function withoutUnused(lines: string[]): string[] {
  const kept = lines.filter((line, index) => {
    const mask = /^const (\w+_mask) = /.exec(line)?.[1]
    return mask === undefined || lines.some((other, at) => at !== index && new RegExp(`\\b${mask}\\b`).test(other))
  })
  return kept.length === lines.length ? lines : withoutUnused(kept)
}

function linesOf(step: Step, writing: Writing): string[] {
  const { id, name, layer, inputs, casts } = step
  const comment = name === id ? '' : ` // ${quoted(id)}`
  if (layer.type === 'input') {
    const dtype = layer.settings.dtype === 'int32' ? 'int32' : undefined
    writing.masks.set(name, null)
    return [`const ${name} = ${typescript.call('tf.input', { shape: layer.shape, dtype, name })}${comment}`]
  }
  const fed = inputs.map((input, index) =>
    casts[index] ? cast(`${name}_${index}`, input, layer.inputs[index] ?? []) : input,
  )
  const { lines, mask } = maskOf({ ...step, inputs: fed }, writing)
  const masks = layer.type === 'masking' ? [mask] : inputs.map((input) => writing.masks.get(input) ?? null)
  const { maker, before, made } = called(step, masks, writing)
  if (made.mask !== undefined) fed.push(made.mask)
  for (const curve of made.curves ?? []) writing.curves.add(curve)
  const bare = `on(${[maker, ...fed.map(apart)].join(', ')})`
  const behind = [
    ...(made.curve === undefined ? [] : [made.curve]),
    ...(step.curve === undefined ? [] : [String(step.curve)]),
  ]
  const output = behind.reduce((value, curve) => curved(value, curve, step, writing), bare)
  const whole = (made.after ?? []).reduce((value, layer) => `on(${layer}, ${value})`, output)
  return [...lines, ...before, `const ${name} = ${whole}${comment}`]
}

function maskOf(step: Step, { masks }: Writing): { lines: string[]; mask: string | null } {
  const mask = maskBehind(
    step,
    step.inputs.map((input) => masks.get(input) ?? null),
  )
  if (mask === null || typeof mask === 'string') {
    masks.set(step.name, mask)
    return { lines: [], mask }
  }
  const variable = `${step.name}_mask`
  masks.set(step.name, variable)
  return { lines: [`const ${variable} = on(${[mask.call, ...mask.of.map(apart)].join(', ')})`], mask: variable }
}

function writtenBy(layer: WrittenLayer, masks: readonly (string | null)[]): TfjsLayer {
  return (tfjsWriter(layer.type) as NonNullable<ReturnType<typeof tfjsWriter>>)(layer, masks)
}

/** The layer as it is called: made on the spot, or a variable that several steps call. */
function called(step: Step, masks: readonly (string | null)[], { made: variables }: Writing) {
  const { name, layer, owner, ownerLayer, shared } = step
  const made = writtenBy(layer, masks)
  if (!shared) return { maker: maker(made, name), before: [], made }
  const variable = `${owner}_layer`
  const first = !variables.has(variable)
  variables.add(variable)
  const before = first ? [`const ${variable} = ${maker(writtenBy(ownerLayer, masks), owner)}`] : []
  if (owner === name || !layer.scoresToo) return { maker: variable, before, made }
  // A table that is read both ways belongs to one layer, and the others look into it.
  const looking = writtenBy({ ...layer, weights: [] }, masks)
  return { maker: maker({ ...looking, named: { ...looking.named, owner: code(variable) } }, name), before, made }
}

function maker({ callee, named }: TfjsLayer, name: string): string {
  const first: Record<string, Argument> = callee.startsWith('new ') ? { name, ...named } : { ...named, name }
  return typescript.call(callee, first)
}

function cast(name: string, input: string, shape: readonly number[]): string {
  return `on(${typescript.call('new Numbers', { name: `${name}_numbers`, shape })}, ${input})`
}

function curved(value: string, curve: string, { name, layer }: Step, { curves }: Writing): string {
  const { plain } = activationOf(curve)
  if (plain !== null)
    return `on(${typescript.call('tf.layers.activation', { activation: plain, name: `${name}_curve` })}, ${value})`
  curves.add(curve)
  return `on(${typescript.call('new Curve', { name: `${name}_curve`, shape: layer.shape, curve })}, ${value})`
}
