// Dense layers without a curve are one weighted sum: which one, so that it can be said what such a network cannot learn.
import type { Network } from '../../architectures'
import type { PlayFrame } from '../../../../shared/records'

/**
 * The two weights and the bias that the whole network comes to, before the curve of its end; null where a hidden layer
 * bends, or where the layers are not dense ones in a row from two numbers to one.
 */
export function plainSumOf(
  { graph, weights: specs }: Pick<Network, 'graph' | 'weights'>,
  weights: readonly Float32Array[],
): PlayFrame['plainSum'] {
  const [input, ...dense] = graph.layers
  const inRow = dense.every(({ type, inputs }, index) => {
    return type === 'dense' && inputs.length === 1 && inputs[0] === graph.layers[index]?.id
  })
  const straight = dense.slice(0, -1).every(({ settings }) => settings.activation === 'linear')
  if (input?.type !== 'input' || dense.length === 0 || !inRow || !straight) return null
  const valuesOf = (name: string) => weights[specs.findIndex((spec) => spec.name === name)]
  // Three rows: what the first number, the second one, and nothing at all come to.
  let rows = [
    [1, 0],
    [0, 1],
    [0, 0],
  ]
  for (const { id } of dense) {
    const kernel = valuesOf(`${id}/kernel`) ?? new Float32Array(0)
    const bias = valuesOf(`${id}/bias`)
    rows = rows.map((row, which) => summed(row, kernel, which === 2 ? bias : undefined))
  }
  const [first, second, none] = rows as [number[], number[], number[]]
  if (none.length !== 1) return null
  const bias = none[0] as number
  return { weights: [first[0] as number, second[0] as number], bias }
}

/** row x kernel + bias; biases are followed in the row of nothing alone. */
function summed(row: readonly number[], kernel: Float32Array, bias: Float32Array | undefined): number[] {
  const width = kernel.length / row.length
  return Array.from({ length: width }, (_, unit) => {
    const start = bias?.[unit] ?? 0
    return row.reduce((total, value, from) => total + value * (kernel[from * width + unit] as number), start)
  })
}
