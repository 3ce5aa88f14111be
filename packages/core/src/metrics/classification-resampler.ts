import { naturalLogarithm } from '../core/natural-logarithm.js'
import type { Values } from './check-values.js'
import { classesOfOneHot, type MetricName } from './compute-metric.js'
import {
  accuracy,
  type ConfusionMatrix,
  f1,
  largestColumns,
  macroAverage,
  macroF1,
  matthews,
  precision,
  recall,
} from './confusion.js'
import { areProbabilities, classScores, positiveScores } from './positive-scores.js'
import { clipped, squared } from './probability.js'
import { descendingOrder } from './ranking.js'

/** Metrics of one resample; null where one is undefined in it. */
export type ResampledMetrics = Partial<Record<MetricName, number | null>>

/** The metrics of records that count `counts[i]` times each, [n]. */
export type Resampler = (counts: Float64Array) => ResampledMetrics

/** What the resamples are taken from. Checked by whoever computed the metrics themselves. */
export interface ClassificationRecords {
  readonly labels: Values
  readonly predictions: Values
  readonly outputs: number
  readonly threshold: number
  readonly weights?: Values | undefined
}

/** Records sorted once by falling score; a resample only counts them. */
interface Ranking {
  readonly order: Uint32Array
  /** 1 where the record at this place is the last of its score. */
  readonly lastOfScore: Uint8Array
  /** 1 where the record at this place is of the class. */
  readonly positive: Uint8Array
}

/**
 * All metrics of a classification out of one pass over the counts: areas by the records in the order of their scores,
 * the rest by the cells of the confusion matrix and by sums of the records' own losses. Equal to `computeMetric` on the
 * records drawn, to rounding.
 */
export function classificationResampler(records: ClassificationRecords): Resampler {
  const { labels, predictions, outputs, threshold, weights } = records
  const classes = outputs === 1 ? Uint32Array.from(labels) : classesOfOneHot(labels, outputs)
  const size = Math.max(2, outputs)
  const rankings = rankingsOf(classes, predictions, outputs)
  const called =
    outputs === 1
      ? Uint32Array.from(predictions, (p) => (p >= threshold ? 1 : 0))
      : largestColumns(predictions, outputs)
  const cells = classes.map((label, i) => label * size + (called[i] ?? 0))
  const losses = lossesOf(classes, predictions, outputs)
  const weighted = new Float64Array(classes.length)
  return (counts) => {
    const each = weights ? weighted.map((_, i) => (counts[i] ?? 0) * (weights[i] ?? 0)) : counts
    const areas = rankings.map((ranking) => areasOf(ranking, each))
    const matrix = matrixOf(cells, size, each)
    const perClass = (metric: (m: ConfusionMatrix, positive?: number) => number) =>
      size === 2 ? metric(matrix) : macroAverage(matrix, metric)
    return {
      rocAuc: meanOf(areas.map((area) => area?.rocAuc)),
      averagePrecision: meanOf(areas.map((area) => area?.averagePrecision)),
      accuracy: accuracy(matrix),
      precision: perClass(precision),
      recall: perClass(recall),
      f1: perClass(f1),
      macroF1: macroF1(matrix),
      matthews: matthews(matrix),
      logLoss: losses ? meanLoss(losses.logLoss, each) : null,
      brier: losses ? meanLoss(losses.brier, each) : null,
    }
  }
}

/** As `computeMetric`: class 1 where there are one or two columns, each class against the rest with more. */
function rankingsOf(classes: Uint32Array, predictions: Values, outputs: number): Ranking[] {
  const ranked = outputs <= 2 ? [1] : Array.from({ length: outputs }, (_, k) => k)
  return ranked.map((k) => {
    const scores =
      outputs > 2 ? classScores(predictions, k, outputs) : positiveScores(predictions, outputs === 1 ? 1 : 2)
    const order = descendingOrder(scores)
    const scoreAt = (place: number) => scores[order[place] ?? -1]
    return {
      order,
      lastOfScore: Uint8Array.from(order, (_, place) => (scoreAt(place) === scoreAt(place + 1) ? 0 : 1)),
      positive: Uint8Array.from(order, (record) => (classes[record] === k ? 1 : 0)),
    }
  })
}

function areasOf({ order, lastOfScore, positive }: Ranking, counts: Float64Array) {
  let area = 0
  let precisions = 0
  let found = 0
  let wrong = 0
  let stepFound = 0
  let stepWrong = 0
  for (let place = 0; place < order.length; place++) {
    const count = counts[order[place] ?? 0] ?? 0
    if (positive[place] === 1) stepFound += count
    else stepWrong += count
    if (lastOfScore[place] === 0) continue
    area += stepWrong * (found + stepFound / 2)
    found += stepFound
    wrong += stepWrong
    if (stepFound > 0) precisions += (stepFound * found) / (found + wrong)
    stepFound = 0
    stepWrong = 0
  }
  if (found === 0 || wrong === 0) return null
  return { rocAuc: area / (found * wrong), averagePrecision: precisions / found }
}

function matrixOf(cells: Uint32Array, size: number, counts: Float64Array): ConfusionMatrix {
  const sums = new Float64Array(size * size)
  for (let i = 0; i < cells.length; i++) {
    const cell = cells[i] ?? 0
    sums[cell] = (sums[cell] ?? 0) + (counts[i] ?? 0)
  }
  return Array.from({ length: size }, (_, k) => Array.from(sums.subarray(k * size, (k + 1) * size)))
}

/** The losses of each record; undefined where the predictions are not probabilities. */
function lossesOf(classes: Uint32Array, predictions: Values, outputs: number) {
  if (!areProbabilities(predictions)) return undefined
  const at = (record: number, k: number) => predictions[record * outputs + k] ?? 0
  if (outputs === 1) {
    return {
      logLoss: Float64Array.from(classes, (y, i) => -naturalLogarithm(clipped(y === 1 ? at(i, 0) : 1 - at(i, 0)))),
      brier: Float64Array.from(classes, (y, i) => squared(at(i, 0) - y)),
    }
  }
  const columns = Array.from({ length: outputs }, (_, k) => k)
  const positive = outputs === 2 ? positiveScores(predictions, 2) : undefined
  return {
    logLoss: Float64Array.from(classes, (y, i) => {
      const sum = columns.reduce((total, k) => total + clipped(at(i, k)), 0)
      return -naturalLogarithm(clipped(at(i, y)) / sum)
    }),
    brier: Float64Array.from(classes, (y, i) =>
      positive
        ? squared((positive[i] ?? 0) - y)
        : columns.reduce((total, k) => total + squared(at(i, k) - (y === k ? 1 : 0)), 0),
    ),
  }
}

/** Mean of `losses` over records that count `counts[i]` times each; null where none counts. */
export function meanLoss(losses: Float64Array, counts: Float64Array): number | null {
  let sum = 0
  let total = 0
  for (let i = 0; i < losses.length; i++) {
    const count = counts[i] ?? 0
    sum += count * (losses[i] ?? 0)
    total += count
  }
  return total === 0 ? null : sum / total
}

function meanOf(values: readonly (number | null | undefined)[]): number | null {
  let sum = 0
  for (const value of values) {
    if (value == null) return null
    sum += value
  }
  return sum / values.length
}
