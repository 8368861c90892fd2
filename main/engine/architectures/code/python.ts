// Writes a graph as a Python program for Keras 3: a function that builds the model, and the classes that Keras lacks.
import { curveNeeds, kerasActivation, kerasClasses, kerasWriter } from './keras'
import type { KerasClass, KerasLayer } from './keras'
import { quoted } from './identifiers'
import { noCode } from './outline'
import type { Outline, Step } from './outline'
import { python } from './written'
import type { Argument, WrittenLayer } from './written'

export interface Program {
  fileName: string
  text: string
  /** What the library lacks and is written into the program. */
  own: string[]
}

/** Throws `architecture/no-code` for layers that have no entry in the table of Keras. */
export function pythonProgram({ steps, outputs }: Outline): Program {
  const unknown = steps.filter(({ layer }) => layer.type !== 'input' && kerasWriter(layer.type) === undefined)
  if (unknown.length > 0) throw noCode(unknown.map(({ id }) => id))
  const made = new Set<string>()
  const body = steps.flatMap((step) => linesOf(step, made))
  const needed = new Set(steps.flatMap(({ layer, curve }) => needs(layer, curve)))
  const classes = (Object.keys(kerasClasses) as KerasClass[]).filter((name) => needed.has(name))
  const inputs = steps.filter(({ layer }) => layer.type === 'input').map(({ name }) => name)
  const one = (names: string[]) => (names.length === 1 ? (names[0] ?? '') : `[${names.join(', ')}]`)
  const texts = [...classes.map((name) => kerasClasses[name]), body.join('\n')].join('\n')
  const imports = [
    ...(texts.includes('np.') ? ['import numpy as np'] : []),
    'import keras',
    `from keras import layers${/\bops\./.test(texts) ? ', ops' : ''}`,
  ]
  const text = [
    '"""A network for Keras 3 (pip install keras, and a backend such as tensorflow, jax or torch)."""',
    imports.sort((a, b) => Number(a.startsWith('from')) - Number(b.startsWith('from'))).join('\n'),
    ...classes.map((name) => `\n${kerasClasses[name]}`),
    `\ndef build_model() -> keras.Model:\n${body.map((line) => `    ${line}`).join('\n')}\n    return keras.Model(inputs=${one(inputs)}, outputs=${one(outputs)})`,
    '\nif __name__ == "__main__":\n    build_model().summary()',
  ]
  return { fileName: 'model.py', text: `${text.join('\n\n').replace(/\n{3,}/g, '\n\n\n')}\n`, own: classes }
}

function needs(layer: WrittenLayer, curve: Step['curve']): readonly KerasClass[] {
  return [...(kerasWriter(layer.type)?.(layer).needs ?? []), ...curveNeeds(curve)]
}

function linesOf(step: Step, made: Set<string>): string[] {
  const { id, name, layer, inputs, casts, owner, shared } = step
  const comment = name === id ? '' : `  # ${quoted(id)}`
  if (layer.type === 'input') {
    const named: Record<string, Argument> = {
      shape: layer.shape,
      dtype: layer.settings.dtype === 'int32' ? 'int32' : undefined,
      name,
    }
    return [`${name} = ${python.call('keras.Input', named)}${comment}`]
  }
  const call = (kerasWriter(layer.type) as NonNullable<ReturnType<typeof kerasWriter>>)(layer)
  const variable = `${owner}_layer`
  const lines: string[] = []
  if (shared && !made.has(variable)) {
    made.add(variable)
    lines.push(`${variable} = ${maker(step.ownerLayer, owner)}`)
  }
  const called = shared ? variable : maker(layer, owner)
  const fed = inputs.map((input, index) => (casts[index] ? `ops.cast(${input}, "float32")` : input))
  const curve = kerasActivation(step.curve)
  const output = `${called}(${argumentsOf(call, fed)})${call.behind ?? ''}`
  const result = (call.after ?? []).reduce((value, layer) => `${layer}(${value})`, output)
  const whole = curve === undefined ? result : `${python.call('layers.Activation', {}, [curve])}(${result})`
  return [...lines, `${name} = ${whole}${comment}`]
}

function maker(layer: WrittenLayer, name: string): string {
  const call = (kerasWriter(layer.type) as NonNullable<ReturnType<typeof kerasWriter>>)(layer)
  return python.call(call.callee, { ...call.named, name }, call.first)
}

function argumentsOf({ before = [], fed }: KerasLayer, inputs: readonly string[]): string {
  const [first = '', ...others] = inputs
  const through = [before.reduce((value, layer) => `${layer}(${value})`, first), ...others]
  if (fed !== undefined) return fed(through)
  return through.length === 1 ? (through[0] ?? '') : `[${through.join(', ')}]`
}
