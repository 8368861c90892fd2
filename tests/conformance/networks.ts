// Small networks around one layer each, for the tests that hold every layer to the same.
import { check, layerTypes } from '../../main/engine/architectures'
import { defaultsOf } from '../../shared/fields'
import type { Settings } from '../../shared/fields'
import type { Graph, LayerNode } from '../../shared/records'

/** Shapes of rows, one of which every layer gets along with. */
const shapes = [[6, 4], [6], [6, 6, 4], [4, 8], [4, 4, 4, 2]]

/** `fed`: the shapes of what feeds it; none for one that reads the input. */
function nodesOf(name: string, fed: number[][], settings: Settings): LayerNode[] {
  const complete = { ...defaultsOf(layerTypes[name as keyof typeof layerTypes].fields), ...settings }
  const unitsOf = (shape: number[]) => shape.reduce((product, size) => product * size, 1)
  return [
    { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] },
    ...fed.flatMap((shape, index): LayerNode[] => {
      const dense = { units: unitsOf(shape), activation: 'tanh' }
      return [
        { id: `fed${index}Dense`, type: 'dense', settings: dense, inputs: ['in'] },
        { id: `fed${index}`, type: 'reshape', settings: { shape }, inputs: [`fed${index}Dense`] },
      ]
    }),
    // Ids come from an input alone: nothing could be learnt through them.
    {
      id: 'tried',
      type: name,
      settings: complete,
      inputs: fed.length === 0 ? ['in'] : fed.map((_, index) => `fed${index}`),
    },
    { id: 'flat', type: 'flatten', settings: {}, inputs: ['tried'] },
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'sigmoid' }, inputs: ['flat'] },
  ]
}

/** Layers that read ids, which nothing can be learnt through. */
const readingIds = ['embedding', 'multiHot', 'categoryEncoding']

/** The layer between an input and a head, both of which it has to get along with. */
export function around(name: string, settings: Settings = {}): Graph {
  const type = layerTypes[name as keyof typeof layerTypes]
  if (name === 'input') return around('activation')
  const feeds = readingIds.includes(name) ? 0 : typeof type.inputs === 'number' ? type.inputs : type.inputs.least
  // A sequence first: layers that take rows as well have more to say of one. Last a sequence and a row.
  const alike = shapes.map((shape) => Array.from({ length: feeds }, () => shape))
  const graphs = [...alike, [[6, 4], [4]]].map((fed) => nodesOf(name, fed, settings))
  const layers = graphs.find((tried) => check({ layers: tried, outputs: ['out'] }).problems.length === 0)
  return { layers: layers ?? [], outputs: ['out'] }
}

/** The layer on a sequence some of whose steps do not count: those in which no number is above zero. */
export function aroundMasked(name: string, settings: Settings = {}): Graph {
  const { layers, outputs } = around(name, settings)
  const added: LayerNode[] = [
    { id: 'cut', type: 'activation', settings: { activation: 'relu' }, inputs: ['fed0'] },
    { id: 'masked', type: 'masking', settings: {}, inputs: ['cut'] },
  ]
  const fed = layers.map((layer) => (layer.id === 'tried' ? { ...layer, inputs: ['masked'] } : layer))
  return { layers: [...added, ...fed], outputs }
}

/** Two layers with the weights of one, and a table that ids are looked up in and that ranks its entries. */
export function sharing(): Graph {
  const dense = { type: 'dense', settings: { units: 8, activation: 'tanh' }, inputs: ['in'] }
  const table = { entries: 5, width: 8 }
  const layers: LayerNode[] = [
    { id: 'once', ...dense },
    { id: 'again', ...dense, shares: 'once' },
    { id: 'sum', type: 'add', settings: {}, inputs: ['once', 'again'] },
    { id: 'table', type: 'embedding', settings: table, inputs: ['in'] },
    { id: 'scores', type: 'embedding', settings: { ...table, scores: true }, inputs: ['sum'], shares: 'table' },
    { id: 'rows', type: 'flatten', settings: {}, inputs: ['table'] },
    { id: 'flat', type: 'concatenate', settings: {}, inputs: ['scores', 'rows'] },
  ]
  return { layers, outputs: ['flat'] }
}

/** Networks around one layer each, side by side between one input and one head; ids begin with the layer's name. */
export function sideBySide(graphs: readonly { name: string; graph: Graph }[]): Graph {
  const branches = graphs.flatMap(({ name, graph }) => {
    const renamed = (id: string) => (id === 'in' ? id : `${name}/${id}`)
    const own = graph.layers.filter(({ id }) => id !== 'in' && id !== 'out')
    return own.map((layer) => ({
      ...layer,
      id: renamed(layer.id),
      inputs: layer.inputs.map(renamed),
      ...(layer.shares === undefined ? {} : { shares: renamed(layer.shares) }),
    }))
  })
  const ends = graphs.map(({ name }) => `${name}/flat`)
  const layers: LayerNode[] = [
    { id: 'in', type: 'input', settings: { shape: [4] }, inputs: [] },
    ...branches,
    { id: 'all', type: 'concatenate', settings: {}, inputs: ends },
    { id: 'out', type: 'dense', settings: { units: 1, activation: 'sigmoid' }, inputs: ['all'] },
  ]
  return { layers, outputs: ['out'] }
}
