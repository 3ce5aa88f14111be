import type { LinearFeatures } from './linear-features.js'

/** Probability 1 / (1 + exp(-(x . weights + intercept))). */
export interface LogisticModel {
  /** [columns] */
  readonly weights: Float64Array
  readonly intercept: number
}

export interface LogisticOptions {
  /** Inverse strength of the regularization, scikit-learn's C. */
  readonly c: number
  /** Where to start; default zeros. */
  readonly start?: LogisticModel | undefined
  /** The gradient of the mean loss, below which it is at its least. Default 1e-6. */
  readonly tolerance?: number
  readonly signal?: AbortSignal | undefined
}

/** Steps of Newton's method; from anywhere some ten are enough. */
const MOST_STEPS = 100
const MOST_CONJUGATE_STEPS = 200

/**
 * The logistic regression of least c sum_i s_i log(1 + exp(-y_i z_i)) + |weights|^2 / 2, the intercept free: what
 * scikit-learn's `LogisticRegression(C=c)` minimises. Newton's method, its equations solved by conjugate gradients
 * (preconditioned by the diagonal), with halved steps where one goes too far (Nocedal and Wright, algorithm 7.1).
 * @param labels [rows], 0 or 1, both with some weight
 * @param recordWeights [rows], s; 0 leaves a record out
 */
export function fitLogistic(
  features: LinearFeatures,
  labels: ArrayLike<number>,
  recordWeights: Float64Array,
  options: LogisticOptions,
): LogisticModel {
  const { c, start, tolerance = 1e-6, signal } = options
  const problem = logisticProblem(features, labels, recordWeights, c)
  let point: Float64Array = new Float64Array(features.columns + 1)
  if (start) {
    point.set(start.weights)
    point[features.columns] = start.intercept
  }
  let loss = problem.lossAt(point)
  for (let step = 0; step < MOST_STEPS; step++) {
    signal?.throwIfAborted()
    const gradient = problem.gradientAt(point)
    if (largest(gradient) <= tolerance) break
    const direction = newtonDirection(problem, gradient)
    const slope = dot(gradient, direction)
    let scale = 1
    let next = moved(point, direction, scale)
    let nextLoss = problem.lossAt(next)
    while (!(nextLoss <= loss + 1e-4 * scale * slope) && scale > 1e-10) {
      scale /= 2
      next = moved(point, direction, scale)
      nextLoss = problem.lossAt(next)
    }
    // What is left of the gradient is rounding.
    if (!(nextLoss < loss)) break
    point = next
    loss = nextLoss
  }
  return { weights: point.slice(0, features.columns), intercept: point[features.columns] ?? 0 }
}

/** Probabilities of class 1, [rows]. */
export function applyLogistic(model: LogisticModel, features: LinearFeatures): Float64Array {
  const z = new Float64Array(features.rows)
  features.multiply(model.weights, z)
  return z.map((value) => sigmoid(value + model.intercept))
}

/**
 * Divided by c sum s, so that the loss is a mean: loss, gradient and the product of the second derivatives with a
 * vector, at the point last given to `lossAt` and `gradientAt`.
 */
function logisticProblem(features: LinearFeatures, labels: ArrayLike<number>, weights: Float64Array, c: number) {
  const { rows, columns } = features
  const total = weights.reduce((sum, weight) => sum + weight, 0)
  const ridge = 1 / (c * total)
  const z = new Float64Array(rows)
  const values = new Float64Array(rows)
  const curvatures = new Float64Array(rows)
  const scores = (vector: Float64Array) => {
    features.multiply(vector, z)
    const intercept = vector[columns] ?? 0
    for (let i = 0; i < rows; i++) z[i] = (z[i] ?? 0) + intercept
  }
  const gathered = (vector: Float64Array): Float64Array => {
    const result = new Float64Array(columns + 1)
    features.multiplyTransposed(values, result.subarray(0, columns))
    for (let j = 0; j < columns; j++) result[j] = (result[j] ?? 0) + ridge * (vector[j] ?? 0)
    result[columns] = values.reduce((sum, value) => sum + value, 0)
    return result
  }
  return {
    lossAt: (point: Float64Array): number => {
      scores(point)
      let loss = 0
      for (let i = 0; i < rows; i++) {
        const weight = weights[i] ?? 0
        const signed = labels[i] === 1 ? (z[i] ?? 0) : -(z[i] ?? 0)
        if (weight > 0) loss += weight * (Math.max(-signed, 0) + Math.log1p(Math.exp(-Math.abs(signed))))
      }
      let squares = 0
      for (let j = 0; j < columns; j++) squares += (point[j] ?? 0) * (point[j] ?? 0)
      return loss / total + (ridge * squares) / 2
    },
    gradientAt: (point: Float64Array): Float64Array => {
      scores(point)
      for (let i = 0; i < rows; i++) {
        const p = sigmoid(z[i] ?? 0)
        const weight = (weights[i] ?? 0) / total
        values[i] = weight * (p - (labels[i] === 1 ? 1 : 0))
        curvatures[i] = weight * p * (1 - p)
      }
      return gathered(point)
    },
    /** About the second derivatives by each variable alone: what a feature's size and the residuals make of it. */
    diagonal: (): Float64Array => {
      const sum = curvatures.reduce((total, value) => total + value, 0)
      return Float64Array.from({ length: columns + 1 }, (_, j) =>
        j === columns ? sum : sum * (features.meanSquares[j] ?? 0) + ridge,
      )
    },
    curvature: (vector: Float64Array): Float64Array => {
      scores(vector)
      for (let i = 0; i < rows; i++) values[i] = (curvatures[i] ?? 0) * (z[i] ?? 0)
      return gathered(vector)
    },
  }
}

/** Solves curvature(d) = -gradient as far as the size of the gradient makes it worth. */
function newtonDirection(
  problem: { readonly curvature: (vector: Float64Array) => Float64Array; readonly diagonal: () => Float64Array },
  gradient: Float64Array,
): Float64Array {
  const inverse = problem.diagonal().map((value) => (value > 0 ? 1 / value : 1))
  const direction = new Float64Array(gradient.length)
  const residual = gradient.map((value) => -value)
  const eased = residual.map((value, j) => value * (inverse[j] ?? 1))
  let search = eased.slice()
  let square = dot(residual, eased)
  const goal = Math.min(0.05, Math.sqrt(Math.sqrt(square))) ** 2 * square
  for (let step = 0; step < MOST_CONJUGATE_STEPS && square > goal; step++) {
    const product = problem.curvature(search)
    const bend = dot(search, product)
    if (!(bend > 0)) break
    const length = square / bend
    for (let j = 0; j < direction.length; j++) {
      direction[j] = (direction[j] ?? 0) + length * (search[j] ?? 0)
      residual[j] = (residual[j] ?? 0) - length * (product[j] ?? 0)
      eased[j] = (residual[j] ?? 0) * (inverse[j] ?? 1)
    }
    const next = dot(residual, eased)
    const ratio = next / square
    search = search.map((value, j) => (eased[j] ?? 0) + ratio * value)
    square = next
  }
  return direction
}

function moved(point: Float64Array, direction: Float64Array, scale: number): Float64Array {
  return point.map((value, j) => value + scale * (direction[j] ?? 0))
}

function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0
  for (let j = 0; j < a.length; j++) sum += (a[j] ?? 0) * (b[j] ?? 0)
  return sum
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
}

function sigmoid(z: number): number {
  const e = Math.exp(-Math.abs(z))
  return z >= 0 ? 1 / (1 + e) : e / (1 + e)
}
