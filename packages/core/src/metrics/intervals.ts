import { HeliconError } from '../core/errors.js'
import { randomStream } from '../core/random.js'
import { requireBinary, requireContinuous, type Values } from './check-values.js'
import { averagePrecision, descendingOrder, rocAuc } from './ranking.js'
import { pearson } from './regression.js'

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

/** Metrics that `bootstrapInterval` knows. */
export type IntervalMetric = 'rocAuc' | 'averagePrecision' | 'pearson'

/** Calls `visit` with each of n draws out of 0 .. n - 1. */
type Draw = (visit: (index: number) => void) => void

/**
 * Percentile bootstrap over records (Efron 1979): n records are drawn with replacement, the metric is computed anew.
 * Records are sorted once; a resample only counts them, so that 1,000 resamples of 34,528 records take about a second.
 * @param labels [n], 0/1 for rocAuc and averagePrecision
 * @param predictions [n]
 */
export function bootstrapInterval(
  metric: IntervalMetric,
  labels: Values,
  predictions: Values,
  options: BootstrapOptions,
): Interval {
  const { seed, resamples = 1000, level = 0.95 } = options
  if (!(level > 0 && level < 1)) {
    throw new HeliconError('ARGUMENT_INVALID', {
      name: 'level',
      found: level,
      expected: { kind: 'number', above: 0, below: 1 },
    })
  }
  const value = WHOLE[metric](labels, predictions)
  const resample =
    metric === 'pearson' ? pearsonResampler(labels, predictions) : rankResampler(metric, labels, predictions)
  const values: number[] = []
  for (let k = 0; k < resamples && value !== null; k++) {
    const result = resample(drawer(labels.length, seed, k))
    if (result !== null) values.push(result)
  }
  const sorted = Float64Array.from(values).sort()
  const [low, high] = [percentile(sorted, (1 - level) / 2), percentile(sorted, (1 + level) / 2)]
  return { value, low, high, level, resamples: values.length }
}

const WHOLE = { rocAuc, averagePrecision, pearson } as const

function drawer(n: number, seed: number, resample: number): Draw {
  const stream = randomStream(seed, 'bootstrap', resample)
  const scale = n / 0x1_0000_0000
  return (visit) => {
    // The bias of scaling 32 bits is below n / 2^32, far under what a thousand resamples could show.
    for (let i = 0; i < n; i++) visit(Math.floor(stream.uint32(i) * scale))
  }
}

/**
 * Both metrics need only the counts at scores where there is a positive, and the negatives between two such scores
 * together. With few positives that is a handful of bins, whatever the number of records.
 */
function rankResampler(metric: 'rocAuc' | 'averagePrecision', labels: Values, scores: Values) {
  requireBinary(labels, scores, undefined)
  const bins = binsOfRecords(labels, scores)
  const positives = new Float64Array(bins.count)
  const negatives = new Float64Array(bins.count)
  return (draw: Draw): number | null => {
    positives.fill(0)
    negatives.fill(0)
    draw((record) => {
      const bin = bins.binOf[record] ?? 0
      if (labels[record] === 1) positives[bin] = (positives[bin] ?? 0) + 1
      else negatives[bin] = (negatives[bin] ?? 0) + 1
    })
    return metric === 'rocAuc' ? areaOfBins(positives, negatives) : precisionOfBins(positives, negatives)
  }
}

/** Numbers the scores from the highest down; neighbouring scores without a positive share a number. */
function binsOfRecords(labels: Values, scores: Values): { binOf: Uint32Array; count: number } {
  const order = descendingOrder(scores)
  const binOf = new Uint32Array(order.length)
  let bin = -1
  let lastHadPositive = true
  for (let start = 0; start < order.length; ) {
    const score = scores[order[start] ?? 0]
    let end = start
    let hasPositive = false
    while (end < order.length && scores[order[end] ?? 0] === score)
      hasPositive = labels[order[end++] ?? 0] === 1 || hasPositive
    if (hasPositive || lastHadPositive) bin++
    lastHadPositive = hasPositive
    for (let i = start; i < end; i++) binOf[order[i] ?? 0] = bin
    start = end
  }
  return { binOf, count: bin + 1 }
}

function areaOfBins(positives: Float64Array, negatives: Float64Array): number | null {
  let area = 0
  let found = 0
  let wrong = 0
  for (let bin = 0; bin < positives.length; bin++) {
    const positive = positives[bin] ?? 0
    const negative = negatives[bin] ?? 0
    area += negative * (found + positive / 2)
    found += positive
    wrong += negative
  }
  return found === 0 || wrong === 0 ? null : area / (found * wrong)
}

function precisionOfBins(positives: Float64Array, negatives: Float64Array): number | null {
  let sum = 0
  let found = 0
  let wrong = 0
  for (let bin = 0; bin < positives.length; bin++) {
    const positive = positives[bin] ?? 0
    found += positive
    wrong += negatives[bin] ?? 0
    if (positive > 0) sum += (positive * found) / (found + wrong)
  }
  return found === 0 || wrong === 0 ? null : sum / found
}

/** Sums of centred values, so that a large mean costs no digits. */
function pearsonResampler(labels: Values, predictions: Values) {
  requireContinuous(labels, predictions)
  const x = centred(labels)
  const y = centred(predictions)
  return (draw: Draw): number | null => {
    let sumX = 0
    let sumY = 0
    let sumXx = 0
    let sumXy = 0
    let sumYy = 0
    draw((record) => {
      const a = x[record] ?? 0
      const b = y[record] ?? 0
      sumX += a
      sumY += b
      sumXx += a * a
      sumXy += a * b
      sumYy += b * b
    })
    const spreadX = sumXx - (sumX * sumX) / x.length
    const spreadY = sumYy - (sumY * sumY) / x.length
    // What cancellation leaves of a resample of equal values counts as constant.
    if (!(spreadX > 1e-12 * sumXx && spreadY > 1e-12 * sumYy)) return null
    return (sumXy - (sumX * sumY) / x.length) / Math.sqrt(spreadX * spreadY)
  }
}

function centred(values: Values): Float64Array {
  const result = Float64Array.from(values)
  const mean = result.reduce((sum, value) => sum + value, 0) / result.length
  return result.map((value) => value - mean)
}

/** Linear interpolation between order statistics, as NumPy's default. */
function percentile(sorted: Float64Array, share: number): number | null {
  const place = share * (sorted.length - 1)
  const low = sorted[Math.floor(place)]
  const high = sorted[Math.ceil(place)]
  return low === undefined || high === undefined ? null : low + (high - low) * (place - Math.floor(place))
}
