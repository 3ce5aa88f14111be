import { naturalLogarithm } from '../core/natural-logarithm.js'
import { requireBinary, requireClasses, requireProbabilities, type Values } from './check-values.js'

/** Probabilities are kept this far from 0 and 1 before their logarithm is taken, as scikit-learn 1.2 does. */
const CLIP = 1e-15

/** Mean of `loss(i)` over n records, each with its weight. Null where all weights are 0 or there is no record. */
export function weightedMean(n: number, weights: Values | undefined, loss: (i: number) => number): number | null {
  let sum = 0
  let total = 0
  for (let i = 0; i < n; i++) {
    const weight = weights ? (weights[i] ?? 0) : 1
    if (weight === 0) continue
    sum += weight * loss(i)
    total += weight
  }
  return total === 0 ? null : sum / total
}

/** x * x, which is exact everywhere; what x ** 2 gives is left to the JavaScript engine. */
export function squared(x: number): number {
  return x * x
}

/**
 * Mean negative log-likelihood of 0/1 labels [n] under probabilities [n] of the positive class, in nats.
 * @throws HeliconError METRIC_PROBABILITY_INVALID outside 0 to 1
 */
export function logLoss(labels: Values, probabilities: Values, weights?: Values): number | null {
  requireBinary(labels, probabilities, weights)
  requireProbabilities(probabilities)
  return weightedMean(labels.length, weights, (i) => {
    const p = clipped(probabilities[i] ?? 0)
    return -naturalLogarithm(labels[i] === 1 ? p : 1 - p)
  })
}

/**
 * Mean negative log-likelihood of class numbers [n] under probabilities [n, classes]; each row is brought to a sum of 1.
 */
export function multiclassLogLoss(
  labels: Values,
  probabilities: Values,
  classes: number,
  weights?: Values,
): number | null {
  requireClasses(labels, probabilities, classes, weights)
  requireProbabilities(probabilities)
  return weightedMean(labels.length, weights, (i) => {
    let sum = 0
    for (let k = 0; k < classes; k++) sum += clipped(probabilities[i * classes + k] ?? 0)
    return -naturalLogarithm(clipped(probabilities[i * classes + (labels[i] ?? 0)] ?? 0) / sum)
  })
}

/** Brier score: mean squared difference of 0/1 labels [n] and probabilities [n]. */
export function brier(labels: Values, probabilities: Values, weights?: Values): number | null {
  requireBinary(labels, probabilities, weights)
  requireProbabilities(probabilities)
  return weightedMean(labels.length, weights, (i) => squared((probabilities[i] ?? 0) - (labels[i] ?? 0)))
}

/** Brier's score over several classes: mean of the sum over the classes, 0 to 2. */
export function multiclassBrier(
  labels: Values,
  probabilities: Values,
  classes: number,
  weights?: Values,
): number | null {
  requireClasses(labels, probabilities, classes, weights)
  requireProbabilities(probabilities)
  return weightedMean(labels.length, weights, (i) => {
    let sum = 0
    for (let k = 0; k < classes; k++) sum += squared((probabilities[i * classes + k] ?? 0) - (labels[i] === k ? 1 : 0))
    return sum
  })
}

/** Kept away from 0 and 1, so that its logarithm is finite. */
export function clipped(p: number): number {
  return Math.min(Math.max(p, CLIP), 1 - CLIP)
}
