// Makes vectors orthonormal, for the initialiser `orthogonal`.

/**
 * Gram and Schmidt's method, each vector freed twice of those before it, which keeps rounding small (Giraud et al. 2005).
 * `values` holds vectors of `length` numbers one behind another, no more of them than numbers in each; it is overwritten.
 */
export function orthonormal(values: Float32Array, length: number): Float32Array {
  const vectors: Float64Array[] = []
  for (let start = 0; start < values.length; start += length) {
    const vector = Float64Array.from(values.subarray(start, start + length))
    for (const other of [...vectors, ...vectors]) subtract(vector, other, product(vector, other))
    const norm = Math.sqrt(product(vector, vector))
    for (let index = 0; index < length; index += 1) vector[index] = (vector[index] as number) / norm
    vectors.push(vector)
    values.set(vector, start)
  }
  return values
}

function product(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number)
  return sum
}

function subtract(from: Float64Array, vector: Float64Array, times: number): void {
  for (let index = 0; index < from.length; index += 1)
    from[index] = (from[index] as number) - times * (vector[index] as number)
}
