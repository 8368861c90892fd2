// Convolutions, recurrence and attention in TensorFlow.js; what its own layers lack or cannot train goes by classes of the program.
import { paddingOf, positionsOf, windowOf } from '../../convolve'
import { amount, code, flag, typescript, word } from '../written'
import type { Argument, WrittenLayer } from '../written'
import type { TfjsLayer, TfjsTable, TfjsWriter } from './tfjsLayer'
import { curveOf, own, weightArguments } from './weights'

/** tf.layers has no gradient of dilated convolutions, no causal ones and no separable ones of sequences. */
function convolution(callee: string, layer: WrittenLayer, names?: Record<string, string>): TfjsLayer {
  const {
    settings,
    inputs: [from = []],
    type,
  } = layer
  const window = windowOf(settings)
  const { activation, ...curve } = curveOf(settings.activation)
  const behind = String(settings.activation)
  const curved = behind === 'linear' ? {} : { curve: behind }
  const { stride, dilation, padding } = window
  if (from.length === 2 && (dilation > 1 || padding === 'causal' || type === 'separableConv1d')) {
    const each = type === 'separableConv1d'
    return {
      ...own('Convolution1D', layer, { stride, dilation, around: paddingOf(from[0] ?? 0, window), each }),
      ...curved,
    }
  }
  if (dilation > 1) {
    // As TensorFlow dilates: the zeros are those of a stride of one.
    const around = from.slice(0, 2).map((size) => paddingOf(size, { ...window, stride: 1 }))
    const sizes = from.slice(0, 2).map((size) => positionsOf(size, window))
    const mixing = { each: type !== 'conv2d', mixed: type === 'separableConv2d' }
    return { ...own('Convolution2D', layer, { stride, dilation, around, sizes, ...mixing }), ...curved }
  }
  const named: Record<string, Argument> = {
    filters: settings.filters === undefined ? undefined : amount(settings, 'filters'),
    kernelSize: window.size,
    strides: stride,
    padding,
    depthMultiplier: settings.depthMultiplier === undefined ? undefined : amount(settings, 'depthMultiplier'),
    activation,
    useBias: settings.useBias === false ? false : undefined,
    ...weightArguments(layer, names),
  }
  return { callee: `tf.layers.${callee}`, named, ...curve }
}

const recurrent =
  (callee: string, cell: string): TfjsWriter =>
  (layer, [mask = null]) => {
    const { settings } = layer
    const gate = settings.recurrentActivation === undefined ? undefined : curveOf(settings.recurrentActivation)
    const curve = curveOf(settings.activation)
    const lacking = curve.curve !== undefined || gate?.curve !== undefined || settings.resetAfter === true
    if (mask !== null || lacking) return recurrence(cell, layer, mask)
    const named: Record<string, Argument> = {
      units: amount(settings, 'units'),
      activation: curve.activation ?? 'linear',
      recurrentActivation: gate && (gate.activation ?? 'linear'),
      useBias: settings.useBias === false ? false : undefined,
      unitForgetBias: settings.unitForgetBias === false ? false : undefined,
      returnSequences: flag(settings, 'returnSequences') || undefined,
      goBackwards: settings.direction === 'backward' || undefined,
      dropout: amount(settings, 'dropout') || undefined,
      recurrentDropout: amount(settings, 'recurrentDropout') || undefined,
      ...weightArguments(layer),
    }
    if (settings.direction !== 'both') return { callee: `tf.layers.${callee}`, named }
    const inside = code(`${typescript.call(`tf.layers.${callee}`, named)} as never`)
    return { callee: 'tf.layers.bidirectional', named: { layer: inside, mergeMode: word(settings, 'merge') } }
  }

function recurrence(cell: string, layer: WrittenLayer, mask: string | null): TfjsLayer {
  const { settings } = layer
  const curves = { activation: word(settings, 'activation'), gate: String(settings.recurrentActivation ?? 'sigmoid') }
  const named = {
    cell,
    units: amount(settings, 'units'),
    ...curves,
    direction: word(settings, 'direction'),
    merge: word(settings, 'merge'),
    every: flag(settings, 'returnSequences'),
    resetAfter: flag(settings, 'resetAfter'),
    dropout: amount(settings, 'dropout'),
    recurrentDropout: amount(settings, 'recurrentDropout'),
  }
  return {
    ...own('Recurrence', layer, named),
    curves: Object.values(curves),
    ...(mask === null ? {} : { mask }),
  }
}

/** The mask that counts is that of the values: of the second input, or of the only one. */
function attending({ settings, inputs }: WrittenLayer, masks: readonly (string | null)[]) {
  const mask = masks[inputs.length > 1 ? 1 : 0] ?? null
  const named = { causal: flag(settings, 'causal'), dropout: amount(settings, 'dropout'), masked: mask !== null }
  return { named, ...(mask === null ? {} : { mask }) }
}

const attention =
  (additive: boolean): TfjsWriter =>
  (layer, masks) => {
    const { named, ...mask } = attending(layer, masks)
    const scale = flag(layer.settings, 'scaled') ? 1 / Math.sqrt(layer.inputs[0]?.[1] ?? 1) : 1
    return { ...own('Attention', layer, { ...named, scale, additive }), ...mask }
  }

export const sequences: TfjsTable = {
  conv1d: (layer) => convolution('conv1d', layer),
  conv2d: (layer) => convolution('conv2d', layer),
  conv2dTranspose: (layer) => convolution('conv2dTranspose', layer),
  separableConv1d: (layer) => convolution('', layer),
  separableConv2d: (layer) => convolution('separableConv2d', layer),
  depthwiseConv2d: (layer) => convolution('depthwiseConv2d', layer, { kernel: 'depthwise' }),
  simpleRnn: recurrent('simpleRNN', 'simple'),
  lstm: recurrent('lstm', 'lstm'),
  gru: recurrent('gru', 'gru'),
  attention: attention(false),
  additiveAttention: attention(true),
  multiHeadAttention(layer, masks) {
    const { named, ...mask } = attending(layer, masks)
    const { settings } = layer
    const heads = { heads: amount(settings, 'heads'), width: amount(settings, 'keyWidth') }
    return { ...own('MultiHeadAttention', layer, { ...named, ...heads, biased: settings.useBias !== false }), ...mask }
  },
  // It is fed its own mask, which is made before it.
  masking: (layer, [mask = null]) => ({ ...own('Masked', layer), ...(mask === null ? {} : { mask }) }),
}
