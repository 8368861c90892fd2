// The factorisation of tests/training/lookedNetworks.ts trained by plain loops over numbers of double precision: forward pass,
// gradient and update written from their formulas, as a reference for tables that are updated by row.
import type { TrainingSource } from '../../main/engine/training/data'

export type Formula = 'sgd' | 'adagrad' | 'lazyAdam'

type Rows = Map<number, Float64Array>

interface Table {
  values: Float64Array
  /** By slot: sums of squares, or mean and mean square. */
  slots: Float64Array[]
}

/**
 * Loss: mean of (output - target)^2 over the batch. SGD; Adagrad as Keras's (first sum .1, epsilon 1e-7 under the root);
 * LazyAdam as TensorFlow Addons' `_resource_apply_sparse`: gradients of equal ids summed first, then
 * m = b1 m + (1 - b1) g, v = b2 v + (1 - b2) g^2, w -= rate sqrt(1 - b2^t) / (1 - b1^t) m / (sqrt(v) + epsilon), all for the
 * looked-up rows alone.
 */
export function lookedReference(
  formula: Formula,
  first: readonly Float32Array[],
  source: TrainingSource,
  width: number,
) {
  const tables = first.map((values): Table => {
    const slot = (value: number) => new Float64Array(values.length).fill(value)
    const slots = { sgd: [], adagrad: [slot(0.1)], lazyAdam: [slot(0), slot(0)] }[formula]
    return { values: Float64Array.from(values), slots }
  })
  const [people, items] = tables as [Table, Table]
  const [person, item] = source.inputs.map(({ values }) => values) as [Int32Array, Int32Array]
  const targets = source.targets[0]?.values as Float32Array
  let steps = 0

  function step(rows: number[], rate: number): number {
    steps += 1
    const gradients: [Rows, Rows] = [new Map(), new Map()]
    let loss = 0
    for (const row of rows) {
      const [p, i] = [(person[row] as number) * width, (item[row] as number) * width]
      const [who, what] = [people.values.subarray(p, p + width), items.values.subarray(i, i + width)]
      const miss = who.reduce((sum, value, at) => sum + value * (what[at] as number), 0) - (targets[row] as number)
      loss += miss ** 2 / rows.length
      add(gradients[0], p, what, (2 * miss) / rows.length)
      add(gradients[1], i, who, (2 * miss) / rows.length)
    }
    tables.forEach((table, which) => update(table, gradients[which] as Rows, rate))
    return loss
  }

  function add(rows: Rows, at: number, other: Float64Array, by: number): void {
    const sum = rows.get(at) ?? new Float64Array(width)
    rows.set(
      at,
      sum.map((value, place) => value + by * (other[place] as number)),
    )
  }

  function update({ values, slots }: Table, gradients: Rows, rate: number): void {
    for (const [start, gradient] of gradients) {
      gradient.forEach((g, place) => {
        const at = start + place
        values[at] = (values[at] as number) - rate * move(slots, at, g)
      })
    }
  }

  function move(slots: Float64Array[], at: number, g: number): number {
    const [a, b] = slots as [Float64Array, Float64Array]
    if (formula === 'sgd') return g
    if (formula === 'adagrad') {
      a[at] = (a[at] as number) + g * g
      return g / Math.sqrt((a[at] as number) + 1e-7)
    }
    a[at] = 0.9 * (a[at] as number) + 0.1 * g
    b[at] = 0.999 * (b[at] as number) + 0.001 * g * g
    const corrected = Math.sqrt(1 - 0.999 ** steps) / (1 - 0.9 ** steps)
    return (corrected * (a[at] as number)) / (Math.sqrt(b[at] as number) + 1e-7)
  }

  return {
    tables: tables.map(({ values }) => values),
    /** Rows 0, 1, 2, ... in batches; the loss of each step. */
    take(count: number, batchSize: number, rate: number): number[] {
      const losses: number[] = []
      for (let start = 0; start < count; start += batchSize) {
        const size = Math.min(batchSize, count - start)
        losses.push(
          step(
            Array.from({ length: size }, (_, index) => start + index),
            rate,
          ),
        )
      }
      return losses
    },
  }
}
