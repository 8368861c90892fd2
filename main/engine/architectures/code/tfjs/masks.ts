// Masks in a TypeScript program: TensorFlow.js loses them on the way, so that each is a tensor of its own, 1 where a step counts.
import { layerType } from '../../layers'
import { amount, startOf, typescript, word } from '../written'
import type { Argument } from '../written'
import type { Step } from '../outline'
import type { TfjsClass } from './tfjsLayer'

/** A mask as the program makes it. */
export interface MadeMask {
  type: TfjsClass
  call: string
  /** Names of the tensors that it is made of. */
  of: readonly string[]
}

type Masks = readonly (string | null)[]

const merging = new Set(['add', 'subtract', 'multiply', 'average', 'maximum', 'minimum'])
const recurrent = new Set(['simpleRnn', 'lstm', 'gru'])

/** The mask behind a step: that of its first input by its name, one that is made for it, or null where every step counts. */
export function maskBehind(step: Step, masks: Masks): string | MadeMask | null {
  const { layer, inputs } = step
  const { settings, shape } = layer
  const [first = null] = masks
  const name = `${step.name}_mask`
  const make = (type: TfjsClass, named: Record<string, Argument>, of: readonly string[]): MadeMask => ({
    type,
    call: typescript.call(`new ${type}`, { name, shape: [shape[0] ?? 1], ...named }),
    of,
  })
  if (layer.type === 'masking') return make('Counting', { value: amount(settings, 'value') }, inputs)
  if (layer.type === 'embedding' && settings.scores !== true) {
    return settings.maskZero === true && layer.inputs[0]?.length === 1 ? make('Counting', { value: 0 }, inputs) : null
  }
  const there = masks.filter((mask) => mask !== null)
  if (there.length === 0) return null
  if (layer.type === 'concatenate') return joined(step, masks, make)
  if (merging.has(layer.type)) {
    if (there.length < masks.length) return null
    return new Set(there).size === 1 ? first : make('MergedMask', { how: 'either' }, there)
  }
  if (first === null) return null
  if (layer.type === 'cropping1d') {
    return make('Cropping', { around: [amount(settings, 'before'), amount(settings, 'after')] }, [first])
  }
  if (layer.type === 'slice') {
    if (settings.axis !== 'first' && shape.length > 1) return first
    if (layer.inputs[0]?.length !== 2) return null
    const part = { axis: 1, start: startOf(settings, layer.inputs[0] ?? []), length: amount(settings, 'length') }
    return make('Slice', part, [first])
  }
  if (layer.type === 'appendedStep') {
    return make('AppendedMask', {}, [first])
  }
  if (recurrent.has(layer.type)) {
    if (settings.returnSequences !== true) return null
    return word(settings, 'direction') === 'backward' ? make('TurnedMask', {}, [first]) : first
  }
  return layer.type === 'embedding' || layerType(layer.type)?.keepsMask === true ? first : null
}

/** Along the steps the masks are joined, along the numbers a step counts when it counts in every input that has a mask. */
function joined(
  { name, layer, inputs }: Step,
  masks: Masks,
  make: (type: TfjsClass, named: Record<string, Argument>, of: readonly string[]) => MadeMask,
): MadeMask | string {
  const there = masks.filter((mask) => mask !== null)
  if (layer.settings.axis !== 'first')
    return new Set(there).size === 1 ? (there[0] ?? '') : make('MergedMask', { how: 'all' }, there)
  const full = masks.map((mask, index) => {
    if (mask !== null) return mask
    const all = { name: `${name}_all_${index}`, shape: [layer.inputs[index]?.[0] ?? 1], value: 0, all: true }
    return `on(${typescript.call('new Counting', all)}, ${inputs[index]})`
  })
  return make('MergedMask', { how: 'joined' }, full)
}
