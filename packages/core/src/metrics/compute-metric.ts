import { HeliconError } from '../core/errors.js'
import { requireLength, requireWeights, type Values } from './check-values.js'
import {
  accuracy,
  confusionMatrix,
  f1,
  macroAverage,
  macroF1,
  matthews,
  multiclassConfusionMatrix,
  precision,
  recall,
} from './confusion.js'
import { classScores, positiveScores } from './positive-scores.js'
import { brier, logLoss, multiclassBrier, multiclassLogLoss } from './probability.js'
import { averagePrecision, rocAuc } from './ranking.js'
import { meanAbsoluteError, meanSquaredError, pearson, r2, spearman } from './regression.js'

/** Names of the metrics of a classification, in the order of a report. */
export const CLASSIFICATION_METRICS = [
  'rocAuc',
  'averagePrecision',
  'accuracy',
  'precision',
  'recall',
  'f1',
  'macroF1',
  'matthews',
  'logLoss',
  'brier',
] as const

/** Names of the metrics of a regression, in the order of a report. */
export const REGRESSION_METRICS = ['pearson', 'spearman', 'r2', 'meanSquaredError', 'meanAbsoluteError'] as const

const MATRIX_METRICS = { accuracy, precision, recall, f1, macroF1, matthews } as const

const REGRESSIONS = { pearson, spearman, r2, meanSquaredError, meanAbsoluteError } as const

export type ClassificationMetric = (typeof CLASSIFICATION_METRICS)[number]
export type RegressionMetric = (typeof REGRESSION_METRICS)[number]
export type MetricName = ClassificationMetric | RegressionMetric

/** What `computeMetric` takes besides labels and predictions. */
export interface MetricOptions {
  /** Number of columns of labels and predictions. */
  readonly outputs: number
  /** [n], absent: all 1. */
  readonly weights?: Values | undefined
  /** From which a prediction of one column is called positive. Default 0.5. */
  readonly threshold?: number
}

/** Whether a text is the name of a metric. */
export function isMetricName(name: string): name is MetricName {
  return isRegressionMetric(name) || CLASSIFICATION_METRICS.some((metric) => metric === name)
}

/** Whether a text is the name of a metric for continuous labels. */
export function isRegressionMetric(name: string): name is RegressionMetric {
  return REGRESSION_METRICS.some((metric) => metric === name)
}

/**
 * One metric of labels [n, outputs] and predictions [n, outputs], both row-major; null where it is undefined, for
 * example the ROC-AUC of one class only.
 *
 * Classification, one column: labels 0/1, predictions probabilities of class 1. Several columns: labels one-hot, the
 * largest prediction is the class called. With two columns rocAuc, averagePrecision, precision, recall, f1 and brier are
 * those of class 1, by `positiveScores`; with more, rocAuc (one against the rest), averagePrecision, precision, recall and f1 are means over
 * the classes. Regression with several columns: the mean over the columns.
 * @throws HeliconError METRIC_* where labels, predictions or weights are not what the metric takes
 */
export function computeMetric(
  name: MetricName,
  labels: Values,
  predictions: Values,
  options: MetricOptions,
): number | null {
  const { outputs, weights, threshold } = options
  requireLength('predictions', predictions, labels.length)
  if (isRegressionMetric(name)) return regressionMetric(name, labels, predictions, outputs, weights)
  if (outputs === 1) return binaryMetric(name, labels, predictions, weights, threshold)
  const classes = classesOfOneHot(labels, outputs)
  requireWeights(weights, classes.length)
  return multiclassMetric(name, classes, predictions, outputs, weights)
}

function binaryMetric(
  name: ClassificationMetric,
  labels: Values,
  scores: Values,
  weights: Values | undefined,
  threshold = 0.5,
): number | null {
  if (name === 'rocAuc') return rocAuc(labels, scores, weights)
  if (name === 'averagePrecision') return averagePrecision(labels, scores, weights)
  if (name === 'logLoss') return logLoss(labels, scores, weights)
  if (name === 'brier') return brier(labels, scores, weights)
  return labels.length === 0 ? null : MATRIX_METRICS[name](confusionMatrix(labels, scores, { threshold, weights }))
}

function multiclassMetric(
  name: ClassificationMetric,
  classes: Uint32Array,
  predictions: Values,
  outputs: number,
  weights: Values | undefined,
): number | null {
  if (name === 'rocAuc' || name === 'averagePrecision') {
    const metric = name === 'rocAuc' ? rocAuc : averagePrecision
    if (outputs === 2) return metric(classes, positiveScores(predictions, 2), weights)
    const columns = Array.from({ length: outputs }, (_, k) => k)
    return mean(columns.map((k) => metric(indicator(classes, k), classScores(predictions, k, outputs), weights)))
  }
  if (name === 'logLoss') return multiclassLogLoss(classes, predictions, outputs, weights)
  if (name === 'brier') {
    return outputs === 2
      ? brier(classes, positiveScores(predictions, 2), weights)
      : multiclassBrier(classes, predictions, outputs, weights)
  }
  const matrix = multiclassConfusionMatrix(classes, predictions, outputs, weights)
  if (classes.length === 0) return null
  if (name === 'accuracy' || name === 'matthews' || name === 'macroF1') return MATRIX_METRICS[name](matrix)
  return outputs === 2 ? MATRIX_METRICS[name](matrix) : macroAverage(matrix, MATRIX_METRICS[name])
}

function regressionMetric(
  name: RegressionMetric,
  labels: Values,
  predictions: Values,
  outputs: number,
  weights: Values | undefined,
): number | null {
  return mean(
    Array.from({ length: outputs }, (_, k) =>
      REGRESSIONS[name](column(labels, k, outputs), column(predictions, k, outputs), weights),
    ),
  )
}

/** Mean ROC-AUC of each class against the rest; null where a class does not occur. */
export function rocAucOvrMacro(classes: Values, predictions: Values, outputs: number, weights?: Values): number | null {
  return mean(
    Array.from({ length: outputs }, (_, k) => rocAuc(indicator(classes, k), column(predictions, k, outputs), weights)),
  )
}

/** Class numbers of one-hot labels [n, outputs]. @throws HeliconError METRIC_LABEL_INVALID naming the record */
export function classesOfOneHot(labels: Values, outputs: number): Uint32Array {
  const classes = new Uint32Array(labels.length / outputs)
  for (let row = 0; row < classes.length; row++) {
    const values = Array.from({ length: outputs }, (_, k) => labels[row * outputs + k] ?? Number.NaN)
    const place = values.indexOf(1)
    if (place < 0 || values.some((value, k) => k !== place && value !== 0)) {
      const found = `[${values.join(', ')}]`
      throw new HeliconError('METRIC_LABEL_INVALID', { index: row, found, expected: 'oneHot', classes: outputs })
    }
    classes[row] = place
  }
  return classes
}

/** Column `k` of row-major [n, columns]. */
export function column(values: Values, k: number, columns: number): Float64Array {
  return Float64Array.from({ length: values.length / columns }, (_, row) => values[row * columns + k] ?? Number.NaN)
}

function indicator(classes: Values, k: number): Float64Array {
  return Float64Array.from(classes, (label) => (label === k ? 1 : 0))
}

/** Null as soon as one is: a mean over what happens to be defined would compare unlike things. */
function mean(values: readonly (number | null)[]): number | null {
  let sum = 0
  for (const value of values) {
    if (value === null) return null
    sum += value
  }
  return values.length === 0 ? null : sum / values.length
}
