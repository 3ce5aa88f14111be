import { requireBinary, requireContinuous, type Values } from './check-values.js'
import { descendingOrder } from './ranking.js'

/** A rising function as points: `scores` rise strictly, `values` never fall. */
export interface IsotonicModel {
  readonly scores: Float64Array
  readonly values: Float64Array
}

/** Probability 1 / (1 + exp(a score + b)). */
export interface PlattModel {
  readonly a: number
  readonly b: number
}

/**
 * The never-falling function of the score that is nearest to the labels in squared error, by pooling adjacent
 * violators. Equal scores are one point. As scikit-learn's `IsotonicRegression(out_of_bounds='clip')`.
 * @param scores [n]
 * @param labels [n], 0/1 for a calibration, any numbers otherwise
 */
export function fitIsotonic(scores: Values, labels: Values, weights?: Values): IsotonicModel {
  requireContinuous(labels, scores, weights)
  const points: { score: number; sum: number; weight: number }[] = []
  for (const record of descendingOrder(scores).reverse()) {
    const score = scores[record] ?? 0
    const weight = weights ? (weights[record] ?? 0) : 1
    if (weight === 0) continue
    const last = points.at(-1)
    if (last?.score === score) {
      last.sum += weight * (labels[record] ?? 0)
      last.weight += weight
    } else points.push({ score, sum: weight * (labels[record] ?? 0), weight })
  }
  const blocks: { sum: number; weight: number; size: number }[] = []
  for (const { sum, weight } of points) {
    const block = { sum, weight, size: 1 }
    for (let last = blocks.at(-1); last && last.sum / last.weight >= block.sum / block.weight; last = blocks.at(-1)) {
      block.sum += last.sum
      block.weight += last.weight
      block.size += last.size
      blocks.pop()
    }
    blocks.push(block)
  }
  const values = blocks.flatMap((block) => new Array<number>(block.size).fill(block.sum / block.weight))
  return { scores: Float64Array.from(points, (point) => point.score), values: Float64Array.from(values) }
}

/** Values of an isotonic function: straight lines between its points, the first and the last value beyond them. */
export function applyIsotonic(model: IsotonicModel, scores: Values): Float64Array {
  const { scores: xs, values } = model
  return Float64Array.from(scores, (score) => {
    let low = 0
    let high = xs.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((xs[middle] ?? 0) <= score) low = middle + 1
      else high = middle
    }
    const right = values[low]
    const left = values[low - 1]
    if (left === undefined || right === undefined) return left ?? right ?? Number.NaN
    const start = xs[low - 1] ?? 0
    return left + ((right - left) * (score - start)) / ((xs[low] ?? 0) - start)
  })
}

/**
 * Platt's sigmoid: a and b of least log loss against targets drawn in from 0 and 1, (n1 + 1) / (n1 + 2) and
 * 1 / (n0 + 2). Sources: Platt 1999; Newton's method with backtracking of Lin, Lin and Weng 2007. scikit-learn's
 * `_SigmoidCalibration` minimises the same by BFGS to a gradient of 1e-5, so that its a and b agree to about 1e-6.
 */
export function fitPlatt(scores: Values, labels: Values, weights?: Values): PlattModel {
  requireBinary(labels, scores, weights)
  const problem = plattProblem(scores, labels, weights)
  let { a, b } = problem.start
  let loss = problem.evaluate(a, b).loss
  for (let iteration = 0; iteration < 100; iteration++) {
    const { gradientA, gradientB, aa, ab, bb } = problem.evaluate(a, b)
    const determinant = aa * bb - ab * ab
    const stepA = -(bb * gradientA - ab * gradientB) / determinant
    const stepB = -(aa * gradientB - ab * gradientA) / determinant
    let scale = 1
    let next = problem.evaluate(a + stepA, b + stepB).loss
    while (!(next <= loss) && scale > 1e-10) {
      scale /= 2
      next = problem.evaluate(a + scale * stepA, b + scale * stepB).loss
    }
    if (!(next <= loss)) break
    a += scale * stepA
    b += scale * stepB
    loss = next
    if (Math.abs(scale * stepA) <= 1e-12 * Math.abs(a) && Math.abs(scale * stepB) <= 1e-12 * Math.abs(b)) break
  }
  return { a, b }
}

/** Probabilities of scores under a Platt model. */
export function applyPlatt(model: PlattModel, scores: Values): Float64Array {
  return Float64Array.from(scores, (score) => 1 / (1 + Math.exp(model.a * score + model.b)))
}

/** Loss of (a, b) with its gradient and second derivatives; a tiny ridge keeps equal scores solvable. */
function plattProblem(scores: Values, labels: Values, weights: Values | undefined) {
  const weightOf = (i: number) => (weights ? (weights[i] ?? 0) : 1)
  let positives = 0
  let negatives = 0
  for (let i = 0; i < labels.length; i++) {
    if (labels[i] === 1) positives += weightOf(i)
    else negatives += weightOf(i)
  }
  const high = (positives + 1) / (positives + 2)
  const low = 1 / (negatives + 2)
  const evaluate = (a: number, b: number) => {
    const sums = { loss: 0, gradientA: 0, gradientB: 0, aa: 1e-12, ab: 0, bb: 1e-12 }
    for (let i = 0; i < labels.length; i++) {
      const score = scores[i] ?? 0
      const weight = weightOf(i)
      const target = labels[i] === 1 ? high : low
      const z = a * score + b
      const e = Math.exp(-Math.abs(z))
      const probability = z >= 0 ? e / (1 + e) : 1 / (1 + e)
      sums.loss += weight * (target * z + Math.max(-z, 0) + Math.log1p(e))
      const slope = weight * (target - probability)
      const curvature = weight * probability * (1 - probability)
      sums.gradientA += slope * score
      sums.gradientB += slope
      sums.aa += curvature * score * score
      sums.ab += curvature * score
      sums.bb += curvature
    }
    return sums
  }
  return { start: { a: 0, b: Math.log((negatives + 1) / (positives + 1)) }, evaluate }
}
