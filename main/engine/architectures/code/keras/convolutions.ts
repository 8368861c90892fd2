// Convolutions in Keras, which pads neither separable ones causally nor dilates and strides at once: that is put around them.
import { paddingOf, windowOf } from '../../convolve'
import { amount, flag } from '../written'
import type { Argument, WrittenLayer } from '../written'
import { maker } from './kerasLayer'
import type { KerasLayer, KerasTable } from './kerasLayer'
import { curveNeeds, kerasActivation, weightArguments } from './weights'

export function convolution(
  callee: string,
  layer: WrittenLayer,
  first: readonly Argument[],
  prefixes?: Record<string, string>,
): KerasLayer {
  const { settings } = layer
  const { size, stride, dilation, padding } = windowOf(settings)
  const both = stride > 1 && dilation > 1
  const before = zerosBefore(layer)
  return {
    callee,
    first: [...first, size],
    named: {
      strides: stride === 1 || both ? undefined : stride,
      padding: before.length > 0 || padding === 'valid' ? undefined : padding,
      dilation_rate: dilation === 1 ? undefined : dilation,
      depth_multiplier: settings.depthMultiplier === undefined ? undefined : amount(settings, 'depthMultiplier'),
      activation: kerasActivation(settings.activation),
      use_bias: settings.useBias === false ? false : undefined,
      ...weightArguments(layer, prefixes),
    },
    before,
    // What a curve does to a number does not depend on its neighbours, so that those left out can go after it.
    ...(both ? { behind: layer.shape.length === 2 ? `[:, ::${stride}]` : `[:, ::${stride}, ::${stride}]` } : {}),
    needs: curveNeeds(settings.activation),
  }
}

/** Zeros of a sequence that Keras would not put there itself. */
function zerosBefore({ type, settings, inputs: [from = []], shape }: WrittenLayer): string[] {
  const window = windowOf(settings)
  const causal = window.padding === 'causal' && type === 'separableConv1d'
  const uneven = window.padding !== 'valid' && window.stride > 1 && window.dilation > 1
  if (shape.length !== 2 || !(causal || uneven)) return []
  const zeros = paddingOf(from[0] ?? 0, window)
  return [maker('layers.ZeroPadding1D', { padding: zeros })]
}

const filters = ({ settings }: WrittenLayer): readonly Argument[] => [amount(settings, 'filters')]
const depthwise = { kernel: 'depthwise' }

export const convolutions: KerasTable = {
  conv1d: (layer) => convolution('layers.Conv1D', layer, filters(layer)),
  conv2d: (layer) => convolution('layers.Conv2D', layer, filters(layer)),
  conv2dTranspose: (layer) => convolution('layers.Conv2DTranspose', layer, filters(layer)),
  separableConv1d: (layer) => convolution('layers.SeparableConv1D', layer, filters(layer)),
  separableConv2d: (layer) => convolution('layers.SeparableConv2D', layer, filters(layer)),
  depthwiseConv2d: (layer) => convolution('layers.DepthwiseConv2D', layer, [], depthwise),
}

const recurrent =
  (callee: string) =>
  (layer: WrittenLayer): KerasLayer => {
    const { settings } = layer
    const both = settings.direction === 'both'
    const curve = (name: string, usual: string): Argument =>
      settings[name] === undefined || settings[name] === usual
        ? undefined
        : (kerasActivation(settings[name]) ?? 'linear')
    const named: Record<string, Argument> = {
      activation: curve('activation', 'tanh'),
      recurrent_activation: curve('recurrentActivation', 'sigmoid'),
      use_bias: settings.useBias === false ? false : undefined,
      unit_forget_bias: settings.unitForgetBias === false ? false : undefined,
      reset_after: settings.resetAfter === false ? false : undefined,
      return_sequences: flag(settings, 'returnSequences') || undefined,
      go_backwards: settings.direction === 'backward' || undefined,
      dropout: amount(settings, 'dropout') || undefined,
      recurrent_dropout: amount(settings, 'recurrentDropout') || undefined,
      ...weightArguments(layer),
    }
    const needs = { needs: curveNeeds(settings.activation, settings.recurrentActivation) }
    const first = [amount(settings, 'units')]
    if (!both) return { callee, first, named, ...needs }
    return {
      callee: 'layers.Bidirectional',
      first: [{ code: maker(callee, named, first) }],
      named: { merge_mode: String(settings.merge) },
      ...needs,
    }
  }

export const recurrences: KerasTable = {
  simpleRnn: recurrent('layers.SimpleRNN'),
  lstm: recurrent('layers.LSTM'),
  gru: recurrent('layers.GRU'),
}
