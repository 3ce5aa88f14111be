/** A matrix [rows, columns] of numbers that a linear model weighs, known by what it does to vectors. */
export interface LinearFeatures {
  readonly rows: number
  readonly columns: number
  /** Mean of x[i, j]^2 over the rows, [columns]. */
  readonly meanSquares: Float64Array
  /** out[i] = sum over j of x[i, j] weights[j]; `out` [rows] */
  multiply(weights: Float64Array, out: Float64Array): void
  /** out[j] = sum over i of x[i, j] values[i]; `out` [columns] */
  multiplyTransposed(values: Float64Array, out: Float64Array): void
}

/** Features given as they are: [rows, columns], row-major. */
export function denseFeatures(values: Float64Array, columns: number): LinearFeatures {
  const rows = values.length / columns
  const meanSquares = new Float64Array(columns)
  for (const [k, value] of values.entries())
    meanSquares[k % columns] = (meanSquares[k % columns] ?? 0) + (value * value) / rows
  return {
    rows,
    columns,
    meanSquares,
    multiply: (weights, out) => {
      for (let i = 0; i < rows; i++) {
        let sum = 0
        for (let j = 0; j < columns; j++) sum += (values[i * columns + j] ?? 0) * (weights[j] ?? 0)
        out[i] = sum
      }
    },
    multiplyTransposed: (factors, out) => {
      out.fill(0)
      for (let i = 0; i < rows; i++) {
        const factor = factors[i] ?? 0
        for (let j = 0; j < columns; j++) out[j] = (out[j] ?? 0) + factor * (values[i * columns + j] ?? 0)
      }
    },
  }
}
