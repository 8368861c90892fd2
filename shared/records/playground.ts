// The playground: a small network on two numbers a row, watched step by step, and what of it crosses to the page.
import type { Text } from '../fields/text'
import type { Field, Settings } from '../fields/field'
import type { Problem } from '../contract/errors'
import type { Architecture, Graph, TemplateInfo } from './architecture'
import type { Dataset, Goal } from './dataset'
import type { Run } from './run'

/** What is played on: made-up points, or two columns of a data set and a third to predict. */
export type PlaySource =
  | { kind: 'toy'; toy: string; settings: Settings }
  | { kind: 'dataset'; dataset: string; x: string; y: string; target: string }

/** Which network: one described by a few fields, or a saved architecture. */
export type PlayNetwork = { kind: 'form'; settings: Settings } | { kind: 'architecture'; architecture: string }

/** What a playground is opened with; the same gives the same numbers. */
export interface PlaySetup {
  source: PlaySource
  network: PlayNetwork
  training: Settings
  seed: number
}

/** What can be chosen. */
export interface PlayOptions {
  toys: (TemplateInfo & { goal: Goal })[]
  network: Field[]
  /** What the first layer can be given of the two numbers. */
  features: { name: string; label: Text }[]
  training: Field[]
}

/** One of the two numbers of a row: its name, and how the prepared number is told as it was: `prepared * deviation + mean`. */
export interface PlayAxis {
  name: string
  mean: number
  deviation: number
  /** From where to where the picture goes, in prepared numbers. */
  from: number
  to: number
}

/** Rows as points, in prepared numbers. */
export interface PlayPoints {
  x: Float32Array
  y: Float32Array
  /** Class code, or the standardised number. */
  target: Float32Array
  /** 0 training, 1 validation, 2 test. */
  part: Uint8Array
}

/** A layer that is drawn: one that has weights, feeds one that has, or ends the network. */
export interface PlayLayer {
  id: string
  type: string
  label: Text
  /** Numbers that it gives for a row. */
  size: number
  /** The first so many of them are drawn. */
  shown: number
  /** From left to right; layers beside one another have the same. */
  column: number
  /** Drawn layers that it computes from. */
  from: string[]
  /** Places among the weights; null where it has none. A kernel is given only where it weighs units one by one. */
  kernel: number | null
  bias: number | null
}

/** What stays the same while one plays. */
export interface PlayRoom {
  play: string
  graph: Graph
  goal: Goal
  classes: string[]
  /** The target's name and units: `value * deviation + mean` for a number. */
  target: { name: string; mean: number; deviation: number }
  axes: [PlayAxis, PlayAxis]
  points: PlayPoints
  /** Rows that are trained on and measured, and how many there would be: more where only some are taken. */
  rows: { train: number; validation: number; test: number; all: number }
  layers: PlayLayer[]
  weights: { name: string; shape: number[] }[]
  parameters: number
  /** Points of the picture along each axis, and those of a unit's small picture. */
  side: number
  unitSide: number
  /** Numbers that the network gives for a row. */
  width: number
}

/** Loss and scores of one part, with the weights as they are. */
export interface PlayMeasure {
  loss: number
  scores: Record<string, number>
}

/** The playground at one moment. */
export interface PlayFrame {
  play: string
  playing: boolean
  /** Epochs gone through, and steps in all. */
  epoch: number
  step: number
  train: PlayMeasure
  validation: PlayMeasure
  /** What the network gives, [side, side, width] from the least x and y on, y by y. */
  surface: Float32Array
  /** For each drawn layer [shown, unitSide, unitSide]. */
  units: Float32Array[]
  /** In the order of the room's weights. */
  weights: Float32Array[]
  /** Measured since the frame before, one entry a frame. */
  curve: { step: number; train: number; validation: number }[]
  /** Everything that the next step computes; null while it is not asked for. */
  numbers: PlayNumbers | null
  /** The network as a single weighted sum of the two numbers, where it is no more than that. */
  plainSum: { weights: [number, number]; bias: number } | null
  /** Why it cannot go on. */
  problem: Problem | null
}

/** A value that a step computes, row by row where it is one of rows. */
export interface PlayValue {
  kind: 'output' | 'loss' | 'gradient' | 'weight'
  /** Of the layer or the weight; '' for the loss. */
  name: string
  shape: number[]
  values: Float32Array
}

/** The step to come, before it is taken: its rows, and every value in the order in which it comes about. */
export interface PlayNumbers {
  /** Its number, from 1. */
  step: number
  learningRate: number
  /** [rows, 2] and [rows]. */
  inputs: Float32Array
  targets: Float32Array
  values: PlayValue[]
}

/** What a player asks for while the network is there. */
export type PlayWord =
  | { kind: 'play' }
  | { kind: 'pause' }
  | { kind: 'step'; steps: number }
  /** To the end of the epoch under way. */
  | { kind: 'epoch' }
  /** Null: as fast as it can. */
  | { kind: 'speed'; stepsASecond: number | null }
  | { kind: 'rates'; learningRate?: number; batchSize?: number }
  | { kind: 'numbers'; shown: boolean }

/** What was kept of a playground. */
export interface PlayKept {
  dataset: Dataset
  architecture: Architecture
  run: Run
  /** In what the run differs from what was played. */
  said: Text[]
}
