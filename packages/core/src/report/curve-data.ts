import type { Values } from '../metrics/index.js'
import {
  type EvaluationTask,
  positiveScores,
  precisionRecallCurve,
  type ReliabilityBin,
  reliabilityCurve,
  rocCurve,
} from '../metrics/index.js'
import { type Point, thinLine } from './thin-line.js'

/** What the figures of one yes-or-no question need: small, whatever the number of records. */
export interface ScoreCurves {
  /** Name of the label column or number of the class. */
  readonly name: string
  readonly positives: number
  readonly negatives: number
  /** [false positive rate, true positive rate]; null where there is one class only. */
  readonly roc: readonly Point[] | null
  /** [recall, precision] as steps: the precision holds from the recall before to this one. Null without positives. */
  readonly precisionRecall: readonly Point[] | null
  /** null where scores are not probabilities. */
  readonly reliability: readonly ReliabilityBin[] | null
  readonly scores: ScoreHistogram
  /** null where there is one class only. */
  readonly errors: ThresholdErrors | null
}

/** Records by score in bins of equal width. */
export interface ScoreHistogram {
  readonly low: number
  readonly high: number
  readonly negatives: readonly number[]
  readonly positives: readonly number[]
}

/** Errors of both types at thresholds in equal steps from `low` to `high`. A score equal to one is called positive. */
export interface ThresholdErrors {
  readonly low: number
  readonly high: number
  /** Share of the negatives called positive: type I. */
  readonly falsePositiveRate: readonly number[]
  /** Share of the positives not called so: type II. */
  readonly falseNegativeRate: readonly number[]
}

/** True and predicted values of a regression: every record, or evenly chosen ones. */
export interface ScatterData {
  readonly name: string
  readonly records: number
  /** [true, predicted] */
  readonly points: readonly Point[]
}

/** What `metrics.json` keeps of predictions so that figures can be drawn without the data. */
export interface CurveData {
  readonly curves?: readonly ScoreCurves[]
  readonly scatter?: readonly ScatterData[]
}

/** What `curveData` looks at. */
export interface CurveInput {
  /** [n, outputs] */
  readonly labels: Values
  /** [n, outputs] */
  readonly predictions: Values
  readonly outputs: number
  readonly task: EvaluationTask
  /** [n, outputs], 0 where a label of several tasks is not known; absent: all are. */
  readonly known?: Values | undefined
  /** Names of the label columns; absent: their numbers. */
  readonly names?: readonly string[]
}

const HISTOGRAM_BINS = 25
const ERROR_STEPS = 50
const MOST_POINTS = 800
/** A figure of more questions than these is no figure; the metrics of all are in the tables. */
const MOST_COLUMNS = 8

/**
 * The curves of every question (a 0/1 column, class 1 of two one-hot columns, each class of more against the rest), or
 * true against predicted values of a regression. Numbers are rounded to five digits.
 *
 * @throws HeliconError METRIC_* where labels or predictions are not what the task takes
 */
export function curveData({ labels, predictions, outputs, task, known, names = [] }: CurveInput): CurveData {
  const columns = Array.from({ length: Math.min(outputs, MOST_COLUMNS) }, (_, index) => index)
  const column = (values: Values, index: number) =>
    Float64Array.from(
      { length: values.length / outputs },
      (_, row) => values[row * outputs + index] ?? Number.NaN,
    ).filter((_, row) => known?.[row * outputs + index] !== 0)
  const name = (index: number) => names[index] ?? String(index)
  if (task === 'regression')
    return { scatter: columns.map((k) => scatterOf(column(labels, k), column(predictions, k), name(k))) }
  if (task === 'categorical' && outputs === 2) {
    return { curves: [curvesOf(column(labels, 1), positiveScores(predictions, 2), name(1))] }
  }
  return { curves: columns.map((k) => curvesOf(column(labels, k), column(predictions, k), name(k))) }
}

function curvesOf(labels: Float64Array, scores: Float64Array, name: string): ScoreCurves {
  const positives = labels.reduce((sum, label) => sum + label, 0)
  const roc = rocCurve(labels, scores)
  const isProbability = scores.every((score) => score >= 0 && score <= 1)
  return {
    name,
    positives,
    negatives: labels.length - positives,
    roc: roc && rounded(thinLine(points(roc.falsePositiveRate, roc.truePositiveRate))),
    precisionRecall: precisionSteps(labels, scores),
    reliability: isProbability
      ? reliabilityCurve(labels, scores).map((bin) => ({
          meanPrediction: digits(bin.meanPrediction),
          positiveFraction: digits(bin.positiveFraction),
          count: bin.count,
        }))
      : null,
    scores: histogramOf(labels, scores, isProbability),
    errors: roc && errorRates(labels, scores, isProbability),
  }
}

/** The curve whose area is the average precision: no straight line between two of its points is reached by any guess. */
function precisionSteps(labels: Float64Array, scores: Float64Array): Point[] | null {
  const curve = precisionRecallCurve(labels, scores)
  if (curve === null) return null
  const rising = points(curve.recall, curve.precision).reverse()
  const steps: Point[] = []
  for (const [recall, precision] of rising.slice(1)) {
    const before = steps.at(-1)?.[0] ?? 0
    if (recall > before) steps.push([before, precision], [recall, precision])
  }
  return rounded(thinLine(steps))
}

/** 0 to 1 for probabilities, else as far as the scores go. */
function scoreRange(scores: Float64Array, isProbability: boolean): readonly [number, number] {
  if (isProbability || scores.length === 0) return [0, 1]
  let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]
  for (const score of scores) [low, high] = [Math.min(low, score), Math.max(high, score)]
  return low === high ? [low - 0.5, high + 0.5] : [low, high]
}

function errorRates(labels: Float64Array, scores: Float64Array, isProbability: boolean): ThresholdErrors {
  const [low, high] = scoreRange(scores, isProbability)
  const thresholds = Array.from({ length: ERROR_STEPS + 1 }, (_, step) => low + ((high - low) * step) / ERROR_STEPS)
  const sides = [0, 1].map((label) => scores.filter((_, index) => labels[index] === label).sort())
  const [negatives = new Float64Array(), positives = new Float64Array()] = sides
  const below = (sorted: Float64Array, threshold: number) => firstFrom(sorted, threshold) / sorted.length
  return {
    low: digits(low),
    high: digits(high),
    falsePositiveRate: thresholds.map((threshold) => rateDigits(1 - below(negatives, threshold))),
    falseNegativeRate: thresholds.map((threshold) => rateDigits(below(positives, threshold))),
  }
}

/** How many of the sorted values are below `threshold`. */
function firstFrom(sorted: Float64Array, threshold: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((sorted[middle] ?? 0) < threshold) low = middle + 1
    else high = middle
  }
  return low
}

function histogramOf(labels: Float64Array, scores: Float64Array, isProbability: boolean): ScoreHistogram {
  const [low, high] = scoreRange(scores, isProbability)
  const counts = {
    negatives: new Array<number>(HISTOGRAM_BINS).fill(0),
    positives: new Array<number>(HISTOGRAM_BINS).fill(0),
  }
  scores.forEach((score, index) => {
    const bin = Math.min(HISTOGRAM_BINS - 1, Math.floor(((score - low) / (high - low)) * HISTOGRAM_BINS))
    const side = labels[index] === 1 ? counts.positives : counts.negatives
    side[bin] = (side[bin] ?? 0) + 1
  })
  return { low: digits(low), high: digits(high), ...counts }
}

function scatterOf(labels: Float64Array, predictions: Float64Array, name: string): ScatterData {
  const every = Math.max(1, Math.ceil(labels.length / MOST_POINTS))
  const chosen = points(labels, predictions).filter((_, index) => index % every === 0)
  return { name, records: labels.length, points: rounded(chosen) }
}

function points(xs: Float64Array, ys: Float64Array): Point[] {
  return Array.from(xs, (x, index) => [x, ys[index] ?? 0])
}

function rounded(line: readonly Point[]): Point[] {
  return line.map(([x, y]) => [digits(x), digits(y)])
}

function digits(value: number): number {
  return Number(value.toPrecision(5))
}

/** So many that a rate which is rounded once more for a table is the one that the table of thresholds shows. */
function rateDigits(value: number): number {
  return Number(value.toPrecision(9))
}
