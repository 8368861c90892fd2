// The registry of made-up point sets, and their points as a table: columns x1, x2, label and the part of each row.
import type { PrepareSpec } from '../../../../shared/contract/worker'
import { withDefaults } from '../../../../shared/fields'
import type { Settings } from '../../../../shared/fields'
import { createRandom, permutation } from '../../../../shared/numbers/random'
import { parts } from '../../../../shared/records'
import type { Part, Split } from '../../../../shared/records'
import { circle } from './circle'
import { gaussian } from './gaussian'
import { hills } from './hills'
import { plane } from './plane'
import { spiral } from './spiral'
import type { Toy, ToyPoint } from './toy'
import { truthTable } from './truthTable'
import { xor } from './xor'

export type { Toy } from './toy'

/** In the order in which they are offered. */
export const toys = { circle, xor, gaussian, spiral, plane, hills, truthTable } as const satisfies Record<string, Toy>

/** The set of that name, undefined when there is none. */
export function toyNamed(name: string): Toy | undefined {
  return Object.hasOwn(toys, name) ? toys[name as keyof typeof toys] : undefined
}

/** A table of made-up points. */
export interface ToyTable {
  x1: number[]
  x2: number[]
  /** `no` and `yes`, or numbers. */
  label: (number | string)[]
  part: Part[]
}

/** How the two numbers of a playground are prepared: filled where they are missing, moved and scaled; one input each. */
export const playSteps: NonNullable<PrepareSpec['columns'][number]['steps']> = [
  { step: 'impute', settings: { strategy: 'median', flag: false } },
  { step: 'standardise', settings: {} },
]

export const toySplit: Split = { kind: 'given', settings: { column: 'part', validationShare: 0.2, seed: 1 } }

/** What the columns of a toy table are, in their order. */
export const toyColumns = ({ goal }: Toy): PrepareSpec['columns'] => [
  { name: 'x1', type: 'number', role: 'feature', steps: playSteps },
  { name: 'x2', type: 'number', role: 'feature', steps: playSteps },
  { name: 'label', type: goal === 'regression' ? 'number' : 'boolean', role: 'target' },
  { name: 'part', type: 'category', role: 'ignore' },
]

/** The points of a toy for complete settings, with four decimals, so that a file of them holds exactly these numbers. */
export function toyTable(toy: Toy, settings: Settings): ToyTable {
  const complete = withDefaults(toy.fields, settings)
  const seed = Number(complete.seed)
  const made = toy.points(complete, createRandom(seed)).map((point) => point.map(rounded) as unknown as ToyPoint)
  const points = toy.whole === true ? parts.flatMap(() => made) : made
  const labelOf = (target: number) => (toy.goal === 'regression' ? target : target === 1 ? 'yes' : 'no')
  return {
    x1: points.map(([x]) => x),
    x2: points.map(([, y]) => y),
    label: points.map(([, , target]) => labelOf(target)),
    part: toy.whole === true ? parts.flatMap((part) => made.map(() => part)) : partsOf(points.length, complete),
  }
}

function rounded(value: number): number {
  // Adding 0 makes of minus zero a plain one, which a file holds as well.
  return Math.round(value * 10_000) / 10_000 + 0
}

/** By a random order of its own: so many train, half of the rest validate, the others test. Each part has a point. */
function partsOf(count: number, settings: Settings): Part[] {
  const train = Math.max(1, Math.min(count - 2, Math.round(count * Number(settings.trainShare))))
  const validation = Math.max(1, Math.floor((count - train) / 2))
  const found = new Array<Part>(count).fill('test')
  permutation(count, createRandom(Number(settings.seed) ^ 0x2545f491)).forEach((row, place) => {
    if (place < train) found[row] = 'train'
    else if (place < train + validation) found[row] = 'validation'
  })
  return found
}

/** The table as a CSV file. */
export function toyCsv({ x1, x2, label, part }: ToyTable): string {
  const lines = x1.map((x, row) => [x, x2[row], label[row], part[row]].join(','))
  return ['x1,x2,label,part', ...lines, ''].join('\n')
}
