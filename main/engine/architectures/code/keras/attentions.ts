// Attention, tables, positions and products of features in Keras; what it lacks is a class in the program.
import { amount, code, flag, startOf, word } from '../written'
import type { Argument, WrittenLayer } from '../written'
import { maker } from './kerasLayer'
import type { KerasClass } from './classes'
import type { KerasTable, KerasWriter } from './kerasLayer'
import { curveNeeds, kerasActivation, kerasInitialiser, kerasRegulariser, weightArguments } from './weights'

/** Query, value and key of one to three inputs. */
function three([query = '', value = query, ...key]: readonly string[], causal: boolean, list: boolean): string {
  const values = [query, value, ...key].join(', ')
  return `${list ? `[${values}]` : values}${causal ? ', use_causal_mask=True' : ''}`
}

const attended =
  (callee: string): KerasWriter =>
  ({ settings, inputs: [from = []] }) => ({
    callee,
    named: { dropout: amount(settings, 'dropout') || undefined },
    // Scores are of query and key: the width's root is taken out of the query alone.
    fed(inputs) {
      const [query = '', value = query, ...key] = inputs
      const scaled = flag(settings, 'scaled')
        ? `${maker('layers.Rescaling', {}, [1 / Math.sqrt(from[1] ?? 1)])}(${query})`
        : query
      return three([scaled, value, ...key], flag(settings, 'causal'), true)
    },
  })

/** Initialisers and penalties of the weights that a class of the program makes; all of them have the same. */
function started({ weights: [first] }: WrittenLayer, prefix: string): Record<string, Argument> {
  if (first === undefined) return {}
  return {
    [`${prefix}_initializer`]: kerasInitialiser(first.initialiser),
    [`${prefix}_regularizer`]: kerasRegulariser(first.regulariser),
  }
}

const own = (
  callee: KerasClass,
  arguments_: (layer: WrittenLayer) => Record<string, Argument> = () => ({}),
): KerasWriter => {
  return (layer) => ({ callee, named: arguments_(layer), needs: [callee] })
}

export const attentions: KerasTable = {
  embedding: (layer) => {
    const { settings } = layer
    const scores = flag(settings, 'scores')
    const callee = scores || layer.scoresToo ? 'ScoringEmbedding' : 'layers.Embedding'
    return {
      callee,
      first: [amount(settings, 'entries'), amount(settings, 'width')],
      named: { mask_zero: flag(settings, 'maskZero') || undefined, ...weightArguments(layer) },
      ...(callee === 'ScoringEmbedding' ? { needs: [callee] as const } : {}),
      ...(scores ? { fed: ([x = '']) => `${x}, scores=True` } : {}),
    }
  },
  fieldEmbedding: own('FieldEmbedding', (layer) => ({
    width: amount(layer.settings, 'width'),
    ...started(layer, 'embeddings'),
  })),
  multiHot: own('MultiHot', ({ settings }) => ({
    entries: amount(settings, 'entries'),
    normalise: flag(settings, 'normalise'),
  })),
  experts: (layer) => ({
    callee: 'layers.Dense',
    first: [amount(layer.settings, 'units') * amount(layer.settings, 'experts')],
    named: {
      activation: kerasActivation(layer.settings.activation),
      use_bias: layer.settings.useBias === false ? false : undefined,
      ...weightArguments(layer),
    },
    needs: curveNeeds(layer.settings.activation),
    after: [maker('layers.Reshape', {}, [layer.shape])],
  }),
  variationalSampling: own('VariationalSampling', ({ settings }) => ({ divergence: amount(settings, 'divergence') })),
  appendedStep: own('AppendedStep', (layer) => ({ initializer: started(layer, 'kernel').kernel_initializer })),
  lastStep: own('LastStep'),
  arithmetic: own('Arithmetic', ({ settings }) => ({
    operation: word(settings, 'operation'),
    number: amount(settings, 'number'),
  })),
  slice: own('Slice', ({ settings, inputs: [from = []] }) => ({
    axis: settings.axis === 'first' ? 1 : from.length,
    start: startOf(settings, from),
    length: amount(settings, 'length'),
  })),
  gatedLinearUnit: own('GatedLinearUnit'),
  fieldAwareInteraction: own('FieldAwareInteraction'),
  targetAttention: (layer) => ({
    callee: 'TargetAttention',
    named: {
      units: amount(layer.settings, 'units'),
      activation: kerasActivation(layer.settings.activation),
      ...started(layer, 'kernel'),
    },
    needs: [...curveNeeds(layer.settings.activation), 'TargetAttention'],
  }),
  globalSumPooling1d: own('SumPooling1D'),
  attention: attended('layers.Attention'),
  additiveAttention: attended('layers.AdditiveAttention'),
  multiHeadAttention: (layer) => ({
    callee: 'layers.MultiHeadAttention',
    named: {
      num_heads: amount(layer.settings, 'heads'),
      key_dim: amount(layer.settings, 'keyWidth'),
      dropout: amount(layer.settings, 'dropout') || undefined,
      use_bias: layer.settings.useBias === false ? false : undefined,
      ...weightArguments(layer),
    },
    // Keras takes the mask off the tensors that it attends, so that others behind them would not see it.
    fed(inputs) {
      const copied = layer.masked
        ? inputs.map((input) => `${maker('layers.Rescaling', {}, [code('1.0')])}(${input})`)
        : inputs
      return three(copied, flag(layer.settings, 'causal'), false)
    },
  }),
  positionalEmbedding: own('PositionalEmbedding', (layer) => ({
    initializer: started(layer, 'positions').positions_initializer,
  })),
  sinusoidalPosition: own('SinusoidalPosition', ({ settings }) => ({ longest: amount(settings, 'longest') })),
  factorisationMachine: own('FactorisationMachine', ({ settings, weights }) => ({
    factors: amount(settings, 'factors'),
    regularizer: kerasRegulariser(weights.find(({ name }) => name === 'factors')?.regulariser),
  })),
  pairwiseInteraction: own('PairwiseInteraction', ({ settings }) => ({ each: word(settings, 'give') === 'each' })),
  crossNetwork: own('CrossNetwork', (layer) => ({
    depth: amount(layer.settings, 'depth'),
    rank: amount(layer.settings, 'rank'),
    ...started(layer, 'kernel'),
  })),
}
