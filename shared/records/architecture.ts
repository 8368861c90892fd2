// An architecture: a network as a template with settings, or as the graph of layers that the template draws.
import type { Text } from '../fields/text'
import type { Field, Settings } from '../fields/field'
import type { Problem } from '../contract/errors'

/** One layer of a graph. `inputs` are the ids of the layers that feed it, in order. */
export interface LayerNode {
  id: string
  /** Name of a layer type of the registry. */
  type: string
  settings: Settings
  inputs: string[]
  /** Id of a layer of the same type whose weights it uses in place of its own. */
  shares?: string
}

export interface Graph {
  layers: LayerNode[]
  /** Ids of the layers whose outputs are the network's. */
  outputs: string[]
}

export interface Architecture {
  id: string
  name: string
  /** Name of a template of the registry. */
  template: string
  settings: Settings
  createdAt: string
  updatedAt: string
}

export interface TemplateInfo {
  name: string
  label: Text
  summary: Text
  fields: Field[]
}

export interface LayerSummary {
  id: string
  type: string
  label: Text
  /** Without the batch axis. */
  outputShape: number[]
  parameters: number
  /** Multiply-adds for one row. */
  multiplyAdds: number
}

/** What `check` says of an architecture on a data set, or on ten made-up inputs when there is none. */
export interface ArchitectureCheck {
  graph: Graph
  layers: LayerSummary[]
  parameters: number
  trainableParameters: number
  multiplyAdds: number
  problems: Problem[]
}
