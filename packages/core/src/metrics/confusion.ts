import { at } from '../core/arrays.js'
import { requireBinary, requireClasses, type Values } from './check-values.js'

/** Weight of the records by true class (row) and predicted class (column). Binary: [[TN, FP], [FN, TP]]. */
export type ConfusionMatrix = readonly (readonly number[])[]

/** How a two-class confusion matrix is made. */
export interface BinaryOptions {
  /** Scores from this on are called positive. Default 0.5. */
  readonly threshold?: number
  /** [n], absent: all 1. */
  readonly weights?: Values | undefined
}

/**
 * Confusion matrix of 0/1 labels [n] and scores [n] at a threshold: [[TN, FP], [FN, TP]]. A score equal to the threshold
 * is called class 1, as on the ROC curve and in the accuracy of a training's history.
 */
export function confusionMatrix(labels: Values, scores: Values, options: BinaryOptions = {}): ConfusionMatrix {
  const { threshold = 0.5, weights } = options
  requireBinary(labels, scores, weights)
  return count(
    labels,
    Array.from(scores, (score) => (score >= threshold ? 1 : 0)),
    2,
    weights,
  )
}

/** Confusion matrix of class numbers [n] and predictions [n, classes]; the largest prediction of a row decides. */
export function multiclassConfusionMatrix(
  labels: Values,
  predictions: Values,
  classes: number,
  weights?: Values,
): ConfusionMatrix {
  requireClasses(labels, predictions, classes, weights)
  return count(labels, largestColumns(predictions, classes), classes, weights)
}

/** Column of the largest value of each row of [n, columns]; the first of equal ones. */
export function largestColumns(values: Values, columns: number): Uint32Array {
  const result = new Uint32Array(values.length / columns)
  for (let row = 0; row < result.length; row++) {
    let best = 0
    for (let column = 1; column < columns; column++) {
      if ((values[row * columns + column] ?? 0) > (values[row * columns + best] ?? 0)) best = column
    }
    result[row] = best
  }
  return result
}

/** Share of the records on the diagonal. Null where there is no record. */
export function accuracy(matrix: ConfusionMatrix): number | null {
  const total = sum(matrix.map(sum))
  return total === 0 ? null : sum(matrix.map((row, k) => at(row, k))) / total
}

/** Share of those called `positive` that are; 0 where none is called so (scikit-learn's zero_division=0). */
export function precision(matrix: ConfusionMatrix, positive = 1): number {
  return ratio(at(at(matrix, positive), positive), sum(matrix.map((row) => at(row, positive))))
}

/** Share of the `positive` that are called so; 0 where there is none. */
export function recall(matrix: ConfusionMatrix, positive = 1): number {
  return ratio(at(at(matrix, positive), positive), sum(at(matrix, positive)))
}

/** Harmonic mean of precision and recall of class `positive`; 0 where both are. */
export function f1(matrix: ConfusionMatrix, positive = 1): number {
  const called = sum(matrix.map((row) => at(row, positive)))
  return ratio(2 * at(at(matrix, positive), positive), called + sum(at(matrix, positive)))
}

/** Mean over the classes that occur among the labels or the predictions, each with the same say. */
export function macroAverage(
  matrix: ConfusionMatrix,
  metric: (m: ConfusionMatrix, positive: number) => number,
): number {
  const present = matrix.flatMap((row, k) => (sum(row) + sum(matrix.map((r) => at(r, k))) > 0 ? [k] : []))
  return ratio(sum(present.map((k) => metric(matrix, k))), present.length)
}

/** Mean of the F1 of all classes. */
export function macroF1(matrix: ConfusionMatrix): number {
  return macroAverage(matrix, f1)
}

/**
 * Matthews' correlation coefficient, for several classes Gorodkin's R_K (2004), as scikit-learn computes it; 0 where
 * labels or predictions are of one class only.
 */
export function matthews(matrix: ConfusionMatrix): number {
  const actual = matrix.map(sum)
  const called = matrix.map((_, k) => sum(matrix.map((row) => at(row, k))))
  const correct = sum(matrix.map((row, k) => at(row, k)))
  const total = sum(actual)
  const covariance = correct * total - sum(actual.map((count, k) => count * at(called, k)))
  const spread = (counts: readonly number[]) => total * total - sum(counts.map((count) => count * count))
  return ratio(covariance, Math.sqrt(spread(actual) * spread(called)))
}

function count(labels: Values, predicted: Values, classes: number, weights: Values | undefined): number[][] {
  const matrix = Array.from({ length: classes }, () => new Array<number>(classes).fill(0))
  for (let i = 0; i < labels.length; i++) {
    const row = at(matrix, labels[i] ?? 0)
    const column = predicted[i] ?? 0
    row[column] = at(row, column) + (weights ? (weights[i] ?? 0) : 1)
  }
  return matrix
}

function ratio(numerator: number, denominator: number): number {
  return denominator === 0 ? 0 : numerator / denominator
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0)
}
