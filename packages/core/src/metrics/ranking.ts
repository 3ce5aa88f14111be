import { requireBinary, type Values } from './check-values.js'

/** Counts at every distinct score, highest first: records with at least that score. */
export interface RankedCounts {
  readonly thresholds: Float64Array
  /** Weight of the positives with at least that score. */
  readonly truePositives: Float64Array
  /** Weight of the negatives with at least that score. */
  readonly falsePositives: Float64Array
}

export interface RocCurve {
  /** Scores from which a record is called positive; the first, Infinity, calls none. */
  readonly thresholds: Float64Array
  readonly falsePositiveRate: Float64Array
  readonly truePositiveRate: Float64Array
}

export interface PrecisionRecallCurve {
  /** Ascending. One fewer than there are points: the last point, precision 1 and recall 0, has no threshold. */
  readonly thresholds: Float64Array
  readonly precision: Float64Array
  readonly recall: Float64Array
}

/** Positions of the values, largest value first. */
export function descendingOrder(values: Values): Uint32Array {
  const keys = Float64Array.from(values)
  return Uint32Array.from(keys, (_, i) => i).sort((a, b) => (keys[b] ?? 0) - (keys[a] ?? 0))
}

/**
 * Counts positives and negatives from the highest score down; equal scores are one step. Records of weight 0 are left
 * out. As scikit-learn's `_binary_clf_curve`.
 * @param labels [n], 0 or 1
 * @param scores [n], finite, larger is more positive
 * @param weights [n], absent: all 1
 */
export function rankedCounts(labels: Values, scores: Values, weights?: Values): RankedCounts {
  requireBinary(labels, scores, weights)
  const n = labels.length
  const thresholds = new Float64Array(n)
  const truePositives = new Float64Array(n)
  const falsePositives = new Float64Array(n)
  let steps = 0
  let positive = 0
  let negative = 0
  for (const record of descendingOrder(scores)) {
    const weight = weights ? (weights[record] ?? 0) : 1
    if (weight === 0) continue
    const score = scores[record] ?? 0
    if (steps === 0 || score !== thresholds[steps - 1]) thresholds[steps++] = score
    if (labels[record] === 1) positive += weight
    else negative += weight
    truePositives[steps - 1] = positive
    falsePositives[steps - 1] = negative
  }
  return {
    thresholds: thresholds.slice(0, steps),
    truePositives: truePositives.slice(0, steps),
    falsePositives: falsePositives.slice(0, steps),
  }
}

/** ROC curve, one point a distinct score, from (0, 0) to (1, 1). Null where there is one class only. */
export function rocCurve(labels: Values, scores: Values, weights?: Values): RocCurve | null {
  const counts = rankedCounts(labels, scores, weights)
  const positives = counts.truePositives.at(-1) ?? 0
  const negatives = counts.falsePositives.at(-1) ?? 0
  if (positives === 0 || negatives === 0) return null
  return {
    thresholds: preceded(Number.POSITIVE_INFINITY, counts.thresholds),
    falsePositiveRate: preceded(0, counts.falsePositives, negatives),
    truePositiveRate: preceded(0, counts.truePositives, positives),
  }
}

/**
 * Area under the ROC curve: the chance that a positive scores above a negative, ties one half. Null where there is one
 * class only: it is then undefined, not 0.5.
 */
export function rocAuc(labels: Values, scores: Values, weights?: Values): number | null {
  const { truePositives, falsePositives } = rankedCounts(labels, scores, weights)
  const positives = truePositives.at(-1) ?? 0
  const negatives = falsePositives.at(-1) ?? 0
  if (positives === 0 || negatives === 0) return null
  let area = 0
  let lastTrue = 0
  let lastFalse = 0
  for (let i = 0; i < truePositives.length; i++) {
    const nextTrue = truePositives[i] ?? 0
    const nextFalse = falsePositives[i] ?? 0
    area += ((nextFalse - lastFalse) * (nextTrue + lastTrue)) / 2
    lastTrue = nextTrue
    lastFalse = nextFalse
  }
  return area / (positives * negatives)
}

/** Precision and recall by rising threshold, one point a distinct score. Null where there is no positive. */
export function precisionRecallCurve(labels: Values, scores: Values, weights?: Values): PrecisionRecallCurve | null {
  const { thresholds, truePositives, falsePositives } = rankedCounts(labels, scores, weights)
  const positives = truePositives.at(-1) ?? 0
  if (positives === 0) return null
  const n = thresholds.length
  const precision = new Float64Array(n + 1).fill(1)
  const recall = new Float64Array(n + 1)
  for (let i = 0; i < n; i++) {
    const found = truePositives[n - 1 - i] ?? 0
    precision[i] = found / (found + (falsePositives[n - 1 - i] ?? 0))
    recall[i] = found / positives
  }
  return { thresholds: thresholds.reverse(), precision, recall }
}

/**
 * Average precision: the mean of the precisions at each step of recall, weighted by the step, without interpolation
 * (scikit-learn's definition). Null where there is one class only.
 */
export function averagePrecision(labels: Values, scores: Values, weights?: Values): number | null {
  const { truePositives, falsePositives } = rankedCounts(labels, scores, weights)
  const positives = truePositives.at(-1) ?? 0
  if (positives === 0 || (falsePositives.at(-1) ?? 0) === 0) return null
  let sum = 0
  let last = 0
  for (let i = 0; i < truePositives.length; i++) {
    const found = truePositives[i] ?? 0
    if (found > last) sum += ((found - last) * found) / (found + (falsePositives[i] ?? 0))
    last = found
  }
  return sum / positives
}

/** `first`, then the values divided by `divisor`. */
function preceded(first: number, values: Float64Array, divisor = 1): Float64Array {
  const result = new Float64Array(values.length + 1)
  result[0] = first
  for (let i = 0; i < values.length; i++) result[i + 1] = (values[i] ?? 0) / divisor
  return result
}
