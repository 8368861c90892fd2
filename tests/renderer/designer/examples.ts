// A small drawn net and the types of its layers, for the designer's tests.
import type { Graph, LayerInfo } from '../../../shared/records'
import type { Drawn } from '../../../renderer/views/architectures/designer/drawn'
import { emptyDrawing } from '../../../renderer/views/architectures/designer/drawn'

const text = (en: string) => ({ en, zh: en })

function type(name: string, family: LayerInfo['family'], inputs: LayerInfo['inputs']): LayerInfo {
  const units = { kind: 'integer', name: 'units', label: text('Units'), help: text(''), default: 16, min: 1, max: 4096 }
  const fields = name === 'dense' ? [units] : []
  const foreign = { keras: null, onnx: null }
  return { name, label: text(name), summary: text(''), family, foreign, inputs, fields: fields as LayerInfo['fields'] }
}

export const types = {
  input: type('input', 'input', 0),
  dense: type('dense', 'dense', 1),
  dropout: type('dropout', 'regularise', 1),
  concatenate: type('concatenate', 'merge', { least: 2 }),
}

/** input -> first -> second -> output, all dense. */
export const chain: Graph = {
  layers: [
    { id: 'input', type: 'input', settings: { shape: [10] }, inputs: [] },
    { id: 'first', type: 'dense', settings: { units: 8 }, inputs: ['input'] },
    { id: 'second', type: 'dense', settings: { units: 4 }, inputs: ['first'] },
    { id: 'output', type: 'dense', settings: { units: 1 }, inputs: ['second'] },
  ],
  outputs: ['output'],
}

export const drawn: Drawn = { graph: chain, drawing: emptyDrawing }

/** The wires as `from>to`. */
export function wires({ graph }: Drawn): string[] {
  return graph.layers.flatMap(({ id, inputs }) => inputs.map((from) => `${from}>${id}`)).sort()
}
