// What a template draws with: layers are added one by one, each named by what feeds it.
import type { Graph, LayerNode } from '../../../shared/records'
import type { Settings } from '../../../shared/fields'

export interface Sketch {
  layers: LayerNode[]
  /** Adds a layer behind `from` and gives its id. */
  add(id: string, type: string, from: string | readonly string[], settings?: Settings): string
  /** The same with the weights of the layer `owner`. */
  share(owner: string, id: string, from: string, settings: Settings): string
  /** The graph whose output is the layer `output`. */
  graph(output: string): Graph
}

export function sketch(): Sketch {
  const layers: LayerNode[] = []
  return {
    layers,
    add(id, type, from, settings = {}) {
      layers.push({ id, type, settings, inputs: [from].flat() })
      return id
    },
    share(owner, id, from, settings) {
      const type = layers.find((layer) => layer.id === owner)?.type ?? ''
      layers.push({ id, type, settings, inputs: [from], shares: owner })
      return id
    },
    graph: (output) => ({ layers, outputs: [output] }),
  }
}
