import type { Values } from './check-values.js'

/** The rows of a softmax in float32 have sums as near to 1 as this. */
const NEARLY_ONE = 1e-6

/** Whether all are between 0 and 1. */
export function areProbabilities(values: Values): boolean {
  for (let i = 0; i < values.length; i++) {
    const p = values[i] ?? Number.NaN
    if (!(p >= 0 && p <= 1)) return false
  }
  return true
}

/**
 * Scores of class 1, [n], from predictions [n, 1] or [n, 2]: the last column as it stands. But of two columns of
 * probabilities whose sums are not 1 (two sigmoids) it is the share p1 / (p0 + p1), and of two columns of logits their
 * difference: a loss over classes trains that alone, and 0.5 (0 of logits) calls the larger one, as a confusion matrix
 * does. A row of zeros gives 0.5.
 */
export function positiveScores(predictions: Values, outputs: 1 | 2): Float64Array {
  if (outputs === 1) return Float64Array.from(predictions)
  const rows = predictions.length / 2
  const sumOf = (row: number) => (predictions[2 * row] ?? 0) + (predictions[2 * row + 1] ?? 0)
  let sumsAreOne = true
  for (let row = 0; row < rows && sumsAreOne; row++) sumsAreOne = Math.abs(sumOf(row) - 1) <= NEARLY_ONE
  const shares = areProbabilities(predictions)
  return Float64Array.from({ length: rows }, (_, row) => {
    const positive = predictions[2 * row + 1] ?? Number.NaN
    if (!shares) return positive - (predictions[2 * row] ?? Number.NaN)
    if (sumsAreOne) return positive
    return sumOf(row) === 0 ? 0.5 : positive / sumOf(row)
  })
}

/**
 * Scores of class `k` of several, [n], by which it is told from the rest: its column; of logits the logarithm of its
 * softmax, which does not change when a record's logits all grow by the same.
 */
export function classScores(predictions: Values, k: number, outputs: number): Float64Array {
  const isLogits = !areProbabilities(predictions)
  return Float64Array.from({ length: predictions.length / outputs }, (_, row) => {
    const value = predictions[row * outputs + k] ?? Number.NaN
    if (!isLogits) return value
    let most = Number.NEGATIVE_INFINITY
    for (let j = 0; j < outputs; j++) most = Math.max(most, predictions[row * outputs + j] ?? Number.NaN)
    let sum = 0
    for (let j = 0; j < outputs; j++) sum += Math.exp((predictions[row * outputs + j] ?? Number.NaN) - most)
    return value - most - Math.log(sum)
  })
}
