// The product that the full conformance goes through: the multi-layer perceptron x goals x activations x layer options x optimisers, and ways to train each.
import { templates } from '../../main/engine/architectures'
import { optimizers } from '../../main/engine/training'
import type { Field, FieldValue, Settings } from '../../shared/fields'
import { defaultsOf } from '../../shared/fields'
import { goals, type Goal } from '../../shared/records'

export interface Combination {
  template: keyof typeof templates
  goal: Goal
  network: Settings
  optimizer: string
}

/** What is tried of fields that have no list of their own: two of each, off and on. */
const tried: Record<string, readonly FieldValue[]> = {
  hidden: [[6, 4]],
  dropout: [0, 0.3],
  l2: [0, 0.001],
  batchNormalisation: [false, true],
}

/** Of `preparedFor`'s 200 rows. */
export const trainingRows = 120

/** A smaller last batch of 24, one of 20, and all rows at once; each with a seed of its own. */
export const trainings: readonly { seed: number; batchSize: number; settings: Settings }[] = [
  { seed: 1, batchSize: 32, settings: {} },
  { seed: 2, batchSize: 50, settings: { classWeights: 'balanced', clipNorm: 1 } },
  { seed: 3, batchSize: 4096, settings: { keep: 'last' } },
]

function valuesOf(field: Field): readonly FieldValue[] {
  if (field.kind === 'choice') return field.options.map(({ value }) => value)
  const values = tried[field.name]
  if (values === undefined) throw new Error(`say what full conformance is to try of "${field.name}"`)
  return values
}

/** Every choice of one value a field. */
function settingsOf(fields: readonly Field[]): Settings[] {
  return fields.reduce<Settings[]>(
    (all, field) => all.flatMap((some) => valuesOf(field).map((value) => ({ ...some, [field.name]: value }))),
    [defaultsOf(fields)],
  )
}

export function combinations(): Combination[] {
  const { fields } = templates.mlp
  return goals.flatMap((goal) =>
    settingsOf(fields).flatMap((network) =>
      Object.keys(optimizers).map((optimizer) => ({ template: 'mlp' as const, goal, network, optimizer })),
    ),
  )
}
