import { HeliconError } from '../core/errors.js'

/** Numbers of a metric: labels, predictions or weights. */
export type Values = ArrayLike<number>

/** @throws HeliconError METRIC_NOT_FINITE naming the first value that is NaN or infinite */
export function requireFinite(what: 'labels' | 'predictions', values: Values): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!Number.isFinite(value)) throw new HeliconError('METRIC_NOT_FINITE', { what, index: i, found: value })
  }
}

/** @throws HeliconError METRIC_LENGTH_MISMATCH where there are not `expected` values */
export function requireLength(what: 'predictions' | 'weights', values: Values, expected: number): void {
  if (values.length === expected) return
  throw new HeliconError('METRIC_LENGTH_MISMATCH', { what, found: values.length, expected })
}

/** @throws HeliconError METRIC_LENGTH_MISMATCH, METRIC_WEIGHT_INVALID where a weight is NaN, infinite or negative */
export function requireWeights(weights: Values | undefined, expected: number): void {
  if (!weights) return
  requireLength('weights', weights, expected)
  for (let i = 0; i < weights.length; i++) {
    const value = weights[i] ?? Number.NaN
    if (value >= 0 && value < Number.POSITIVE_INFINITY) continue
    throw new HeliconError('METRIC_WEIGHT_INVALID', { index: i, found: value })
  }
}

/** Checks 0/1 labels [n], finite scores [n] and weights [n]. */
export function requireBinary(labels: Values, scores: Values, weights: Values | undefined): void {
  requireLength('predictions', scores, labels.length)
  requireFinite('predictions', scores)
  requireWeights(weights, labels.length)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i]
    if (label === 0 || label === 1) continue
    throw new HeliconError('METRIC_LABEL_INVALID', { index: i, found: String(label), expected: 'binary', classes: 2 })
  }
}

/** Checks class numbers [n], finite predictions [n, classes] and weights [n]. */
export function requireClasses(labels: Values, predictions: Values, classes: number, weights?: Values): void {
  requireLength('predictions', predictions, labels.length * classes)
  requireFinite('predictions', predictions)
  requireWeights(weights, labels.length)
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i] ?? Number.NaN
    if (Number.isInteger(label) && label >= 0 && label < classes) continue
    throw new HeliconError('METRIC_LABEL_INVALID', { index: i, found: String(label), expected: 'classNumber', classes })
  }
}

/** Checks finite labels [n], finite predictions [n] and weights [n]. */
export function requireContinuous(labels: Values, predictions: Values, weights?: Values): void {
  requireLength('predictions', predictions, labels.length)
  requireFinite('labels', labels)
  requireFinite('predictions', predictions)
  requireWeights(weights, labels.length)
}

/** @throws HeliconError METRIC_PROBABILITY_INVALID naming the first value outside 0 to 1 */
export function requireProbabilities(values: Values): void {
  for (let i = 0; i < values.length; i++) {
    const value = values[i] ?? Number.NaN
    if (!(value >= 0 && value <= 1)) throw new HeliconError('METRIC_PROBABILITY_INVALID', { index: i, found: value })
  }
}
