/** Mean and spread of a score over runs. */
export interface Spread {
  /** null where it is undefined in one of the runs: the mean of the others would be another thing. */
  readonly mean: number | null
  /** Standard deviation with n - 1; null with fewer than two runs. */
  readonly sd: number | null
}

/** Mean and standard deviation (n - 1) of values, one a run. */
export function spreadOf(values: readonly (number | null | undefined)[]): Spread {
  const numbers = values.filter((value) => typeof value === 'number')
  if (numbers.length < values.length || numbers.length === 0) return { mean: null, sd: null }
  const mean = numbers.reduce((sum, value) => sum + value, 0) / numbers.length
  if (numbers.length === 1) return { mean, sd: null }
  const squares = numbers.reduce((sum, value) => sum + (value - mean) ** 2, 0)
  return { mean, sd: Math.sqrt(squares / (numbers.length - 1)) }
}
