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

/** What was drawn together and can be shown as one box. */
export interface GraphBlock {
  id: string
  name: string
  layers: string[]
  collapsed: boolean
  /** Blocks with the same word are uses of one another: alike inside, but for the values of their arguments. */
  like?: string
  /** Each sets the named setting of all the layers listed. */
  arguments: { name: string; settings: { layer: string; setting: string }[] }[]
}

export interface GraphComment {
  id: string
  text: string
  x: number
  y: number
  width: number
  height: number
}

/** How a graph looks on the canvas; nothing of it changes what is computed. */
export interface Drawing {
  places: { layer: string; x: number; y: number }[]
  blocks: GraphBlock[]
  comments: GraphComment[]
}

/** All that says what an architecture is, saved or not. */
export interface ArchitectureDraft {
  /** Name of a template of the registry; of a graph, the one that it was begun from. */
  template: string
  settings: Settings
  /** The graph as it was drawn by hand; left out where the template draws it for each data set. */
  graph?: Graph
  drawing?: Drawing
}

/** Weights out of a foreign file, which runs can begin with. */
export interface ImportedWeights {
  /** Names the array file of the workspace that holds them, by its content. */
  hash: string
  /** The file that they came in. */
  file: string
  /** How many numbers they are, and the layers that they are of. */
  parameters: number
  layers: string[]
}

export interface Architecture extends ArchitectureDraft {
  id: string
  name: string
  /** Counts the saved changes, from 1; left out before there were versions. */
  version?: number
  /** Those that it came with; left out where it came with none. */
  weights?: ImportedWeights
  createdAt: string
  updatedAt: string
}

/** What templates read: any data set, best a table or a series; codes of users and items; histories of items. */
export const templateFamilies = ['table', 'series', 'pairs', 'histories'] as const
export type TemplateFamily = (typeof templateFamilies)[number]

export interface TemplateInfo {
  name: string
  label: Text
  summary: Text
  /** Of a template of the registry: what it reads. */
  family?: TemplateFamily
  /** Where it was published first. */
  paper?: string
  /** Whether it reads the data set that was asked for. */
  fits?: boolean
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

/** The families that the palette lists layers by. */
export const layerFamilies = [
  'input',
  'dense',
  'merge',
  'shape',
  'regularise',
  'normalise',
  'convolve',
  'pool',
  'recurrent',
  'attention',
  'interaction',
] as const
export type LayerFamily = (typeof layerFamilies)[number]

/** A layer type as the palette, the forms and the documentation show it. */
export interface LayerInfo {
  name: string
  label: Text
  summary: Text
  family: LayerFamily
  foreign: { keras: string | null; onnx: string | null }
  fields: Field[]
  /** How many layers feed it: 0 for an input. */
  inputs: number | { least: number }
}

/** A change that mends a problem: the whole graph as it would be after it. */
export interface GraphRemedy {
  label: Text
  graph: Graph
}

/** A problem of a graph, with what mends it by one click. */
export interface GraphProblem extends Problem {
  /** The layer that it is about. */
  layer?: string
  remedies?: GraphRemedy[]
}

/** A graph made to fit a data set, and what was changed for it. */
export interface GraphFit {
  graph: Graph
  said: Text[]
}

/** A saved change of an architecture. */
export interface ArchitectureVersion extends ArchitectureDraft {
  version: number
  name: string
  savedAt: string
}

/** Names an architecture as it is, or one of its versions. */
export interface ArchitectureRef {
  architecture: string
  version?: number
}

export type GraphChange = 'same' | 'added' | 'removed' | 'changed'

/** Two graphs as one. Layers that were matched have one entry, in the order of the right graph. */
export interface GraphDiff {
  left: ArchitectureCheck
  right: ArchitectureCheck
  layers: {
    change: GraphChange
    /** Id in the left graph; null when it was added. */
    left: string | null
    right: string | null
    /** Settings, inputs or type that differ. */
    differences: { name: string; left: string | null; right: string | null }[]
  }[]
}

/** What an architecture costs for one batch size. */
export interface ArchitectureCost {
  batch: number
  layers: { id: string; outputShape: number[]; parameters: number; multiplyAdds: number; activationBytes: number }[]
  parameters: number
  /** For one row. */
  multiplyAdds: number
  /** What the outputs of all layers take while a batch is trained. */
  activationBytes: number
  /** On this machine with this data set; null without a data set. `low` to `high` is where it is expected with 90 %. */
  forecast: { epochSeconds: Expected; peakBytes: Expected; compileSeconds: number; tier: string } | null
}

export interface Expected {
  low: number
  likely: number
  high: number
}

export const codeLanguages = ['typescript', 'python'] as const
export type CodeLanguage = (typeof codeLanguages)[number]

/** An architecture as a program that can be run. */
export interface ArchitectureCode {
  language: CodeLanguage
  fileName: string
  text: string
  /** What the other library does not have, and what was written in its place. */
  remarks: Text[]
}

/** A layer of a foreign file that is kept as a placeholder. */
export interface UnknownLayer {
  layer: string
  /** What the other program calls it. */
  className: string
  /** True when its shape and parameters could be worked out nevertheless. */
  measured: boolean
}

/** What a foreign file was found to hold. */
export interface FoundModel {
  layers: number
  parameters: number
  unknown: UnknownLayer[]
  /** Layers with weights for which the file has none that fit; null for a file without weights. */
  withoutWeights: string[] | null
}

/** An architecture out of a foreign file. */
export interface ImportedArchitecture {
  architecture: Architecture
  found: FoundModel
  /** What was understood, replaced or left out. */
  said: Text[]
}

/** What `check` says of an architecture on a data set, or on ten made-up inputs when there is none. */
export interface ArchitectureCheck {
  graph: Graph
  layers: LayerSummary[]
  parameters: number
  trainableParameters: number
  multiplyAdds: number
  problems: GraphProblem[]
}
