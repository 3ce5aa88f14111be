import type { Values } from './check-values.js'
import { meanLoss, type Resampler } from './classification-resampler.js'
import { squared } from './probability.js'
import { descendingOrder } from './ranking.js'

/**
 * All metrics of one column of numbers [n] under its predictions [n]. As `computeMetric` on the records drawn, to
 * rounding; Spearman's correlation takes no weights there either.
 */
export function regressionResampler(labels: Values, predictions: Values, weights?: Values): Resampler {
  const x = centred(labels)
  const y = centred(predictions)
  const errors = Float64Array.from(labels, (label, i) => label - (predictions[i] ?? 0))
  const squares = errors.map(squared)
  const sizes = errors.map(Math.abs)
  const ranksX = rankResampler(labels)
  const ranksY = rankResampler(predictions)
  const weighted = new Float64Array(x.length)
  return (counts) => {
    const each = weights ? weighted.map((_, i) => (counts[i] ?? 0) * (weights[i] ?? 0)) : counts
    const meanSquaredError = meanLoss(squares, each)
    const spread = spreadOf(x, each)
    return {
      pearson: correlation(x, y, each),
      spearman: correlation(ranksX(counts), ranksY(counts), counts),
      r2: meanSquaredError === null || spread === null ? null : 1 - meanSquaredError / spread,
      meanSquaredError,
      meanAbsoluteError: meanLoss(sizes, each),
    }
  }
}

/** Pearson's correlation of values [n] of which each counts `counts[i]` times; null where one is constant. */
function correlation(x: Float64Array, y: Float64Array, counts: Float64Array): number | null {
  let total = 0
  let sumX = 0
  let sumY = 0
  let sumXx = 0
  let sumXy = 0
  let sumYy = 0
  for (let i = 0; i < x.length; i++) {
    const count = counts[i] ?? 0
    const a = x[i] ?? 0
    const b = y[i] ?? 0
    total += count
    sumX += count * a
    sumY += count * b
    sumXx += count * a * a
    sumXy += count * a * b
    sumYy += count * b * b
  }
  const spreadX = sumXx - (sumX * sumX) / total
  const spreadY = sumYy - (sumY * sumY) / total
  // What cancellation leaves of a resample of equal values counts as constant.
  if (!(spreadX > 1e-12 * sumXx && spreadY > 1e-12 * sumYy)) return null
  return Math.min(Math.max((sumXy - (sumX * sumY) / total) / Math.sqrt(spreadX * spreadY), -1), 1)
}

/** Mean squared distance from the mean; null where the values are constant. */
function spreadOf(x: Float64Array, counts: Float64Array): number | null {
  let total = 0
  let sum = 0
  let squares = 0
  for (let i = 0; i < x.length; i++) {
    const count = counts[i] ?? 0
    const value = x[i] ?? 0
    total += count
    sum += count * value
    squares += count * value * value
  }
  const spread = squares - (sum * sum) / total
  return spread > 1e-12 * squares ? spread / total : null
}

/** Ranks of the records drawn, equal values sharing the mean of theirs, less the middle rank. Sorted once. */
function rankResampler(values: Values): (counts: Float64Array) => Float64Array {
  const order = descendingOrder(values).reverse()
  const ranks = new Float64Array(order.length)
  return (counts) => {
    const middle = counts.reduce((sum, count) => sum + count, 0) / 2
    let before = 0
    for (let start = 0; start < order.length; ) {
      let end = start
      let drawn = 0
      while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0])
        drawn += counts[order[end++] ?? 0] ?? 0
      for (let place = start; place < end; place++) ranks[order[place] ?? 0] = before + drawn / 2 - middle
      before += drawn
      start = end
    }
    return ranks
  }
}

/** Less their mean, so that a large one costs no digits. */
function centred(values: Values): Float64Array {
  const result = Float64Array.from(values)
  const mean = result.reduce((sum, value) => sum + value, 0) / result.length
  return result.map((value) => value - mean)
}
