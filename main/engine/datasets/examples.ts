// A ready experiment for each sample: what `experiment --example NAME` prints and the demonstration runs.
import type { Experiment } from '../../../shared/records'
import { samples } from './samples'

const stratified = { kind: 'stratified', settings: { testShare: 0.2, validationShare: 0.2, seed: 1 } }

const tenNumbers = [
  ...['Administrative', 'Administrative_Duration', 'Informational', 'Informational_Duration', 'ProductRelated'],
  ...['ProductRelated_Duration', 'BounceRates', 'ExitRates', 'PageValues', 'SpecialDay'],
]

/** The network exactly as the first system describes it (10 inputs, 16 relu, 1 sigmoid: 193 parameters), and a larger one. */
const shoppers: Experiment = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Online shoppers: ten numbers',
  data: { sample: 'shoppers' },
  target: 'Revenue',
  features: tenNumbers,
  split: stratified,
  architectures: [
    { name: 'As described', template: 'mlp', settings: { hidden: [16], activation: 'relu' } },
    { name: 'Wider and deeper', template: 'mlp', settings: { hidden: [64, 32], activation: 'relu', dropout: 0.2 } },
  ],
  training: { epochs: 10, batchSize: 32, optimizer: 'adam', learningRate: 0.001 },
  seeds: [1],
}

const shoppersAll: Experiment = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Online shoppers: all columns',
  data: { sample: 'shoppers' },
  target: 'Revenue',
  types: samples.shoppers.types.map((entry) => ({ ...entry })),
  split: stratified,
  architectures: [
    { name: 'As described', template: 'mlp', settings: { hidden: [16], activation: 'relu' } },
    { name: 'Tuned', template: 'mlp', settings: { hidden: [64, 32], activation: 'relu', dropout: 0.3 } },
  ],
  training: { epochs: 30, batchSize: 64, optimizer: 'adam', learningRate: 0.001, patience: 6 },
  seeds: [1],
}

const penguins: Experiment = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Penguins: which species?',
  data: { sample: 'penguins' },
  target: 'species',
  split: stratified,
  architectures: [
    { name: 'Small', template: 'mlp', settings: { hidden: [8], activation: 'relu' } },
    { name: 'Medium', template: 'mlp', settings: { hidden: [32, 16], activation: 'relu' } },
  ],
  training: { epochs: 60, batchSize: 16, optimizer: 'adam', learningRate: 0.005 },
  seeds: [1],
}

const msweb: Experiment = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Web site visits: who goes to the free downloads?',
  data: { sample: 'msweb' },
  target: 'Free Downloads',
  ignore: ['visitor'],
  split: stratified,
  architectures: [
    { name: 'Linear', template: 'mlp', settings: { hidden: [] } },
    { name: 'One hidden layer', template: 'mlp', settings: { hidden: [32], activation: 'relu', dropout: 0.2 } },
  ],
  training: { epochs: 10, batchSize: 128, optimizer: 'adam', learningRate: 0.001 },
  seeds: [1],
}

const bike: Experiment = {
  netloom: 'experiment',
  schemaVersion: 1,
  name: 'Bike sharing: rentals in an hour',
  data: { sample: 'bike' },
  target: 'count',
  ignore: ['instant', 'dateday', 'casual', 'registered'],
  types: samples.bike.types.map((entry) => ({ ...entry })),
  split: stratified,
  architectures: [
    { name: 'Linear', template: 'mlp', settings: { hidden: [] } },
    { name: 'Two hidden layers', template: 'mlp', settings: { hidden: [64, 32], activation: 'relu' } },
  ],
  training: { epochs: 20, batchSize: 64, optimizer: 'adam', learningRate: 0.002 },
  seeds: [1],
}

export const examples = {
  shoppers,
  'shoppers-all': shoppersAll,
  penguins,
  msweb,
  bike,
} as const satisfies Record<string, Experiment>
