import { HeliconError } from '../core/errors.js'
import type { TaskOptions } from '../core/progress.js'
import { progressClock } from '../core/progress-clock.js'
import { drawCounts } from './bootstrap-draws.js'
import { requireLength, type Values } from './check-values.js'
import { classificationResampler, meanLoss, type ResampledMetrics, type Resampler } from './classification-resampler.js'
import { computeMetric, isRegressionMetric, type MetricName } from './compute-metric.js'
import { columnInputs, type EvaluationInput, evaluationMetrics } from './evaluation.js'
import { percentile } from './percentile.js'
import { regressionResampler } from './regression-resampler.js'

/** How often records are drawn anew, and what is made of it. */
export interface BootstrapOptions {
  /** Integer, 0 <= seed < 2^53. */
  readonly seed: number
  /** Default 1,000. */
  readonly resamples?: number
  /** Share of the resamples inside the interval. Default 0.95. */
  readonly level?: number
}

/** A metric with its percentile bootstrap interval. All null where the metric is undefined. */
export interface Interval {
  readonly value: number | null
  readonly low: number | null
  readonly high: number | null
  readonly level: number
  /** Resamples in which the metric was defined: both classes drawn, nothing constant. */
  readonly resamples: number
}

/** Intervals by metric. */
export type Intervals = Readonly<Partial<Record<MetricName | 'loss', Interval>>>

/** What `bootstrapIntervals` judges. */
export interface IntervalsInput extends EvaluationInput {
  /** The loss of the whole and of each record [n], where its interval is wanted. */
  readonly loss?: { readonly value: number; readonly records: Values } | undefined
}

/**
 * Percentile bootstrap intervals (Efron 1979) of all metrics that `evaluatePredictions` gives, out of one set of
 * resamples: n records are drawn with replacement, the metrics are computed anew. Records are sorted once and a
 * resample only counts them, so that 1,000 resamples of 34,528 records take one to two seconds. What the loss has
 * beyond the mean of the records' losses (regularization) is added to both ends of its interval.
 * @throws HeliconError METRIC_* where labels, predictions or weights are not what the task takes; the signal's reason
 */
export async function bootstrapIntervals(
  input: IntervalsInput,
  options: BootstrapOptions & TaskOptions,
): Promise<Intervals> {
  const { seed, resamples = 1000, level = 0.95, signal, onProgress } = options
  requireLevel(level)
  const metrics: ResampledMetrics = evaluationMetrics(input)
  const { loss } = input
  const values = new Map<MetricName | 'loss', number[]>()
  const add = (name: MetricName | 'loss', value: number | null) => {
    const list = values.get(name) ?? []
    if (value !== null) list.push(value)
    values.set(name, list)
  }
  const counts = new Float64Array(input.labels.length / input.outputs)
  const resampler = resamplerOf(input)
  const losses = loss && Float64Array.from(loss.records)
  if (losses) requireLength('predictions', losses, counts.length)
  const constant = loss && losses ? loss.value - (meanLoss(losses, counts.fill(1)) ?? 0) : 0
  const clock = progressClock()
  for (let k = 0; k < resamples && counts.length > 0; k++) {
    drawCounts(counts, seed, k)
    for (const [name, value] of namedValues(resampler(counts))) if (metrics[name] != null) add(name, value)
    const mean = losses && meanLoss(losses, counts)
    if (mean != null) add('loss', mean + constant)
    if (clock.reportDue()) onProgress?.({ task: 'bootstrap', done: k + 1, total: resamples })
    await clock.breathe()
    signal?.throwIfAborted()
  }
  const whole: Partial<Record<MetricName | 'loss', number | null>> = { ...(loss && { loss: loss.value }), ...metrics }
  const intervals: Partial<Record<MetricName | 'loss', Interval>> = {}
  for (const [name, value] of namedValues(whole)) intervals[name] = intervalOf(value, values.get(name) ?? [], level)
  return intervals
}

/**
 * The interval of one metric of labels [n] and predictions [n]; see `bootstrapIntervals`.
 * @param labels [n], 0/1 for the metrics of a classification
 */
export function bootstrapInterval(
  metric: MetricName,
  labels: Values,
  predictions: Values,
  options: BootstrapOptions,
): Interval {
  const { seed, resamples = 1000, level = 0.95 } = options
  requireLevel(level)
  const value = computeMetric(metric, labels, predictions, { outputs: 1 })
  if (value === null) return intervalOf(value, [], level)
  const resampler = columnResampler(metric, labels, predictions)
  const counts = new Float64Array(labels.length)
  const values: number[] = []
  for (let k = 0; k < resamples; k++) {
    drawCounts(counts, seed, k)
    const result = resampler(counts)[metric]
    if (result != null) values.push(result)
  }
  return intervalOf(value, values, level)
}

/**
 * By how much the metric of `first` [n] exceeds that of `second` [n], with the interval of the difference: both are
 * judged on the same draws, so that what they have in common does not widen it. An interval that holds 0 means that
 * these records cannot tell which is better.
 */
export function bootstrapDifference(
  metric: MetricName,
  labels: Values,
  first: Values,
  second: Values,
  options: BootstrapOptions,
): Interval {
  const { seed, resamples = 1000, level = 0.95 } = options
  requireLevel(level)
  const difference = (a: number | null | undefined, b: number | null | undefined) =>
    a == null || b == null ? null : a - b
  const value = difference(
    computeMetric(metric, labels, first, { outputs: 1 }),
    computeMetric(metric, labels, second, { outputs: 1 }),
  )
  if (value === null) return intervalOf(value, [], level)
  const [ofFirst, ofSecond] = [first, second].map((values) => columnResampler(metric, labels, values))
  const counts = new Float64Array(labels.length)
  const values: number[] = []
  for (let k = 0; k < resamples; k++) {
    drawCounts(counts, seed, k)
    const result = difference(ofFirst?.(counts)[metric], ofSecond?.(counts)[metric])
    if (result !== null) values.push(result)
  }
  return intervalOf(value, values, level)
}

function columnResampler(metric: MetricName, labels: Values, predictions: Values): Resampler {
  return isRegressionMetric(metric)
    ? regressionResampler(labels, predictions)
    : classificationResampler({ labels, predictions, outputs: 1, threshold: 0.5 })
}

/** Several tasks or columns of numbers: the mean of each metric over them, null where one of them is. */
function resamplerOf(input: EvaluationInput): Resampler {
  const { labels, predictions, outputs, task, weights, threshold = 0.5 } = input
  if (task === 'categorical' || (task === 'binary' && outputs === 1))
    return classificationResampler({ labels, predictions, outputs, threshold, weights })
  const columns = columnInputs(input).map(({ input: ofColumn, rows }): Resampler => {
    const { labels, predictions, weights } = ofColumn
    const resampler =
      task === 'regression'
        ? regressionResampler(labels, predictions, weights)
        : classificationResampler({ labels, predictions, weights, outputs: 1, threshold })
    return rows === undefined ? resampler : ofRows(resampler, rows)
  })
  return (counts) => {
    const all = columns.map((resampler) => resampler(counts))
    const means: ResampledMetrics = {}
    for (const [name] of namedValues(all[0] ?? {})) {
      const values = all.map((metrics) => metrics[name] ?? Number.NaN)
      const mean = values.reduce((sum, value) => sum + value, 0) / outputs
      means[name] = Number.isNaN(mean) ? null : mean
    }
    return means
  }
}

/** A resampler of some of the records, as one that is given the counts of all. */
function ofRows(resampler: Resampler, rows: Uint32Array): Resampler {
  const own = new Float64Array(rows.length)
  return (counts) => {
    rows.forEach((row, place) => {
      own[place] = counts[row] ?? 0
    })
    return resampler(own)
  }
}

function namedValues<Name extends string>(values: Partial<Record<Name, number | null>>): [Name, number | null][] {
  const names: Name[] = []
  for (const name in values) names.push(name)
  return names.map((name) => [name, values[name] ?? null])
}

function intervalOf(value: number | null, values: readonly number[], level: number): Interval {
  const sorted = Float64Array.from(value === null ? [] : values).sort()
  const [low, high] = [percentile(sorted, (1 - level) / 2), percentile(sorted, (1 + level) / 2)]
  return { value, low, high, level, resamples: sorted.length }
}

function requireLevel(level: number): void {
  if (level > 0 && level < 1) return
  throw new HeliconError('ARGUMENT_INVALID', {
    name: 'level',
    found: level,
    expected: { kind: 'number', above: 0, below: 1 },
  })
}
