export const median = (values) => {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2
}

/** The largest difference, each relative to the expected value or to the root mean square of all, whichever is larger. */
export function largestDifference(values, expected) {
  if (values.length !== expected.length) return Number.POSITIVE_INFINITY
  const scale = Math.sqrt(expected.reduce((sum, value) => sum + value * value, 0) / expected.length)
  let largest = 0
  for (const [index, value] of values.entries()) {
    const difference = Math.abs(value - expected[index]) / Math.max(Math.abs(expected[index]), scale)
    // Not a number is larger than everything.
    if (!(difference <= largest)) largest = Number.isNaN(difference) ? Number.POSITIVE_INFINITY : difference
  }
  return largest
}
