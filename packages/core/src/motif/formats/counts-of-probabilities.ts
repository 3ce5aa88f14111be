import { at } from '../../core/arrays.js'

/** Digits of a float64. */
const MOST_DIGITS = 17

/**
 * The count that a probability was made of: the number with the fewest digits after the point that gives exactly this
 * probability again when it is divided by `sum`. Counts of up to 15 digits come back as they were; probability x sum
 * where no number does.
 */
export function countOfProbability(probability: number, sum: number): number {
  const product = probability * sum
  for (let digits = 0; digits <= MOST_DIGITS; digits++) {
    const count = Number(product.toFixed(digits))
    if (count / sum === probability) return count
  }
  return product
}

/** Counts [length, 4] of probabilities [length, 4] and the sum of the counts of each position. */
export function countsOfProbabilities(probabilities: ArrayLike<number>, sums: readonly number[]): Float64Array {
  return Float64Array.from(probabilities, (probability, i) =>
    countOfProbability(probability, at(sums, Math.floor(i / 4))),
  )
}
