import { requireContinuous, requireFinite, type Values } from './check-values.js'
import { squared, weightedMean } from './probability.js'
import { descendingOrder } from './ranking.js'

/** Pearson's correlation of labels [n] and predictions [n]. Null where one of them is constant or n < 2. */
export function pearson(labels: Values, predictions: Values, weights?: Values): number | null {
  requireContinuous(labels, predictions, weights)
  const n = labels.length
  const meanLabel = weightedMean(n, weights, (i) => labels[i] ?? 0)
  const meanPrediction = weightedMean(n, weights, (i) => predictions[i] ?? 0)
  if (meanLabel === null || meanPrediction === null) return null
  let covariance = 0
  let labelSpread = 0
  let predictionSpread = 0
  for (let i = 0; i < n; i++) {
    const weight = weights ? (weights[i] ?? 0) : 1
    const x = (labels[i] ?? 0) - meanLabel
    const y = (predictions[i] ?? 0) - meanPrediction
    covariance += weight * x * y
    labelSpread += weight * x * x
    predictionSpread += weight * y * y
  }
  if (isConstant(labels) || isConstant(predictions) || labelSpread === 0 || predictionSpread === 0) return null
  const r = covariance / Math.sqrt(labelSpread) / Math.sqrt(predictionSpread)
  return Math.min(Math.max(r, -1), 1)
}

/** Spearman's correlation: Pearson's of the ranks, equal values sharing the mean of theirs. */
export function spearman(labels: Values, predictions: Values): number | null {
  requireContinuous(labels, predictions)
  return pearson(midRanks(labels), midRanks(predictions))
}

/** Ranks from 1, smallest value first; equal values share the mean of their ranks. */
export function midRanks(values: Values): Float64Array {
  requireFinite('predictions', values)
  const order = descendingOrder(values).reverse()
  const ranks = new Float64Array(order.length)
  for (let start = 0; start < order.length; ) {
    let end = start + 1
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++
    for (let i = start; i < end; i++) ranks[order[i] ?? 0] = (start + 1 + end) / 2
    start = end
  }
  return ranks
}

/**
 * Coefficient of determination: 1 - residual / total sum of squares. May be negative. Null where the labels are
 * constant (scikit-learn gives 0 or 1 there).
 */
export function r2(labels: Values, predictions: Values, weights?: Values): number | null {
  requireContinuous(labels, predictions, weights)
  const mean = weightedMean(labels.length, weights, (i) => labels[i] ?? 0)
  if (mean === null || isConstant(labels)) return null
  const residual = weightedMean(labels.length, weights, (i) => squared((labels[i] ?? 0) - (predictions[i] ?? 0)))
  const total = weightedMean(labels.length, weights, (i) => squared((labels[i] ?? 0) - mean))
  return residual === null || total === null || total === 0 ? null : 1 - residual / total
}

/** Mean of the squared differences. */
export function meanSquaredError(labels: Values, predictions: Values, weights?: Values): number | null {
  requireContinuous(labels, predictions, weights)
  return weightedMean(labels.length, weights, (i) => squared((labels[i] ?? 0) - (predictions[i] ?? 0)))
}

/** Mean of the absolute differences. */
export function meanAbsoluteError(labels: Values, predictions: Values, weights?: Values): number | null {
  requireContinuous(labels, predictions, weights)
  return weightedMean(labels.length, weights, (i) => Math.abs((labels[i] ?? 0) - (predictions[i] ?? 0)))
}

/** Exact, since the rounded spread of equal numbers need not be 0. */
function isConstant(values: Values): boolean {
  for (let i = 1; i < values.length; i++) if (values[i] !== values[0]) return false
  return true
}
