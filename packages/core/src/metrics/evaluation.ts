import { requireLength, type Values } from './check-values.js'
import {
  CLASSIFICATION_METRICS,
  classesOfOneHot,
  column,
  computeMetric,
  type MetricName,
  REGRESSION_METRICS,
} from './compute-metric.js'
import { type ConfusionMatrix, confusionMatrix, multiclassConfusionMatrix } from './confusion.js'
import { areProbabilities, positiveScores } from './positive-scores.js'
import { type Calibration, calibrationOf } from './reliability.js'
import { type ThresholdRow, thresholdTable } from './thresholds.js'

/** What the labels mean: 0/1 in each column, one-hot rows, or any numbers. */
export type EvaluationTask = 'binary' | 'categorical' | 'regression'

/** What `evaluatePredictions` judges. */
export interface EvaluationInput {
  /** [n, outputs] */
  readonly labels: Values
  /** [n, outputs], probabilities for a classification */
  readonly predictions: Values
  readonly outputs: number
  readonly task: EvaluationTask
  /** [n], or [n, outputs] for several tasks. Give them only where a weighted evaluation is asked for. */
  readonly weights?: Values | undefined
  /**
   * [n, outputs], 0 where a label of several tasks is not known: it is left out of everything that is said of its task,
   * counts included. Absent: all are known. Not for one-hot classes.
   */
  readonly known?: Values | undefined
  /** Default 0.5. */
  readonly threshold?: number
}

/** A whole evaluation, as it stands in metrics.json. What is undefined is null. */
export interface Evaluation {
  readonly task: EvaluationTask
  readonly records: number
  readonly outputs: number
  readonly weighted: boolean
  readonly metrics: Readonly<Partial<Record<MetricName, number | null>>>
  /** From which a prediction of one column is called positive. */
  readonly threshold?: number
  /** Rows are true classes, columns called ones. */
  readonly confusionMatrix?: ConfusionMatrix
  /** Records of each class. */
  readonly classCounts?: readonly number[]
  /** Share of class 1 among the records: the average precision of a guess. Absent with more than two classes. */
  readonly baseRate?: number | null
  /** Errors of both types by threshold, where class 1 is asked for. Of two columns: by `positiveScores`. */
  readonly thresholds?: readonly ThresholdRow[]
  /** How far the probabilities of class 1 can be taken at their word; the same scores. Absent where they are none. */
  readonly calibration?: Calibration
  /** One evaluation a label column, where there are several tasks in one data set; `records` are those it knows. */
  readonly columns?: readonly Evaluation[]
}

/**
 * All metrics of a task. Sample weights are not used unless given. Where predictions are not probabilities, logLoss and
 * brier are null. Several 0/1 columns are several tasks: each has its evaluation in `columns`, of the records whose label
 * in it is known, and the metrics are their means.
 * @throws HeliconError METRIC_* where labels, predictions or weights are not what the task takes
 */
export function evaluatePredictions(input: EvaluationInput): Evaluation {
  const { labels, predictions, outputs, task, weights, threshold = 0.5 } = input
  const base = { task, records: labels.length / outputs, outputs, weighted: weights !== undefined }
  if (task === 'binary' && outputs > 1) return evaluateColumns(input, base)
  const metrics = evaluationMetrics(input)
  if (task === 'regression') return { ...base, metrics }
  const classes = outputs === 1 ? labels : classesOfOneHot(labels, outputs)
  const classCounts = new Array<number>(Math.max(2, outputs)).fill(0)
  for (let i = 0; i < classes.length; i++) {
    const label = classes[i] ?? 0
    classCounts[label] = (classCounts[label] ?? 0) + 1
  }
  const matrix =
    outputs === 1
      ? confusionMatrix(labels, predictions, { threshold, weights })
      : multiclassConfusionMatrix(classes, predictions, outputs, weights)
  return {
    ...base,
    metrics,
    ...(outputs === 1 && { threshold }),
    confusionMatrix: matrix,
    classCounts,
    ...(outputs <= 2 && { baseRate: classes.length === 0 ? null : (classCounts[1] ?? 0) / classes.length }),
    ...errorsOfClassOne(classes, input),
  }
}

/**
 * The metrics alone.
 * @throws HeliconError METRIC_* where labels, predictions or weights are not what the task takes
 */
export function evaluationMetrics(input: EvaluationInput): Evaluation['metrics'] {
  const { labels, predictions, outputs, task, weights, threshold = 0.5 } = input
  if (task === 'regression' && (outputs === 1 || input.known === undefined))
    return allMetrics(REGRESSION_METRICS, labels, predictions, { outputs, weights })
  if (task !== 'categorical' && outputs > 1)
    return meanMetrics(
      task,
      columnInputs(input).map(({ input: ofColumn }) => evaluationMetrics(ofColumn)),
    )
  return allMetrics(CLASSIFICATION_METRICS, labels, predictions, { outputs, weights, threshold })
}

function errorsOfClassOne(
  classes: Values,
  { predictions, outputs, weights, threshold = 0.5 }: EvaluationInput,
): Pick<Evaluation, 'thresholds' | 'calibration'> {
  if (outputs > 2 || (outputs === 2 && !areProbabilities(predictions))) return {}
  const scores = positiveScores(predictions, outputs === 1 ? 1 : 2)
  return {
    thresholds: thresholdTable(classes, scores, { weights, threshold: outputs === 1 ? threshold : 0.5 }),
    ...(areProbabilities(scores) && { calibration: calibrationOf(classes, scores, weights) }),
  }
}

function evaluateColumns(
  input: EvaluationInput,
  base: Pick<Evaluation, 'task' | 'records' | 'outputs' | 'weighted'>,
): Evaluation {
  const columns = columnInputs(input).map(({ input: ofColumn }) => evaluatePredictions(ofColumn))
  const metrics = meanMetrics(
    input.task,
    columns.map((evaluation) => evaluation.metrics),
  )
  return { ...base, metrics, columns }
}

/** One task of several, by itself. */
export interface ColumnInput {
  readonly input: EvaluationInput
  /** Which of the records its label is known of; absent: all. */
  readonly rows: Uint32Array | undefined
}

/** Each task of several columns, with the records whose label in it is known. */
export function columnInputs(input: EvaluationInput): ColumnInput[] {
  const { outputs, weights, labels, predictions, known, ...rest } = input
  if (known !== undefined) requireLength('weights', known, labels.length)
  return Array.from({ length: outputs }, (_, k) => {
    const ofColumn = known && column(known, k, outputs)
    const rows = ofColumn?.includes(0) ? knownRows(ofColumn) : undefined
    const chosen = (values: Values) =>
      rows === undefined ? values : Float64Array.from(rows, (row) => values[row] ?? Number.NaN)
    const ownWeights = outputs > 1 && weights?.length === labels.length ? column(weights, k, outputs) : weights
    const single = {
      ...rest,
      labels: chosen(column(labels, k, outputs)),
      predictions: chosen(column(predictions, k, outputs)),
      weights: ownWeights && chosen(ownWeights),
      outputs: 1,
    }
    return { input: single, rows }
  })
}

function knownRows(known: Values): Uint32Array {
  return Uint32Array.from(Array.from(known).flatMap((value, row) => (value === 0 ? [] : [row])))
}

function meanMetrics(task: EvaluationTask, columns: readonly Evaluation['metrics'][]): Evaluation['metrics'] {
  const metrics: Partial<Record<MetricName, number | null>> = {}
  for (const name of task === 'regression' ? REGRESSION_METRICS : CLASSIFICATION_METRICS) {
    const values = columns.map((ofColumn) => ofColumn[name] ?? null)
    const defined = values.filter((value) => value !== null)
    metrics[name] =
      defined.length < columns.length ? null : defined.reduce((sum, value) => sum + value, 0) / columns.length
  }
  return metrics
}

function allMetrics(
  names: readonly MetricName[],
  labels: Values,
  predictions: Values,
  options: Parameters<typeof computeMetric>[3],
): Partial<Record<MetricName, number | null>> {
  const metrics: Partial<Record<MetricName, number | null>> = {}
  const needProbabilities: readonly MetricName[] = ['logLoss', 'brier']
  const probabilities = areProbabilities(predictions)
  for (const name of names) {
    const undefinedHere = needProbabilities.includes(name) && !probabilities
    metrics[name] = undefinedHere ? null : computeMetric(name, labels, predictions, options)
  }
  return metrics
}
