/**
 * Sum of the weights of the k bases that start at `start`, in the order of the motif's positions; NaN where one of them
 * is N.
 * @param weights [k, 4], row-major, columns A, C, G, T
 * @param codes [L]
 */
export function forwardScore(weights: Float64Array, codes: Uint8Array, start: number): number {
  let sum = 0
  for (let row = 0, i = start; row < weights.length; row += 4, i++) {
    const code = codes[i] ?? 4
    if (code > 3) return Number.NaN
    sum += weights[row + code] ?? 0
  }
  return sum
}

/**
 * The same on the other strand: the weights of the reverse complement of these k bases, in the order of the motif's
 * positions. Hence to the bit what `forwardScore` gives for the same bases of the reverse complement.
 */
export function reverseScore(weights: Float64Array, codes: Uint8Array, start: number): number {
  let sum = 0
  for (let row = 0, i = start + weights.length / 4 - 1; row < weights.length; row += 4, i--) {
    const code = codes[i] ?? 4
    if (code > 3) return Number.NaN
    sum += weights[row + 3 - code] ?? 0
  }
  return sum
}
