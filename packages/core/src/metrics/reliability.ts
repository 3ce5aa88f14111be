import { requireBinary, requireProbabilities, type Values } from './check-values.js'
import { percentile } from './percentile.js'
import { brier } from './probability.js'

/** One bin of a reliability curve. */
export interface ReliabilityBin {
  readonly meanPrediction: number
  readonly positiveFraction: number
  /** Weight of its records. */
  readonly count: number
}

/** Bins of equal width over 0 to 1, or bounded by quantiles of the predictions, so that they hold about as many. */
export type BinStrategy = 'uniform' | 'quantile'

/** How far predicted probabilities can be taken at their word. */
export interface Calibration {
  /** Mean squared difference of probability and label, 0 to 1. */
  readonly brier: number | null
  /** Mean distance of prediction and share of positives over the bins of equal width, weighted by their counts. */
  readonly expectedCalibrationError: number | null
  /** The largest distance in one of these bins. */
  readonly largestCalibrationError: number | null
  readonly uniform: readonly ReliabilityBin[]
  readonly quantile: readonly ReliabilityBin[]
}

/**
 * Mean prediction against the share of positives, bin by bin; empty bins are left out. As scikit-learn's
 * `calibration_curve`: a bin holds its upper edge; quantiles are those of the predictions, whatever their weights.
 * @param labels [n], 0 or 1
 * @param probabilities [n], 0 to 1
 */
export function reliabilityCurve(
  labels: Values,
  probabilities: Values,
  bins = 10,
  weights?: Values,
  strategy: BinStrategy = 'uniform',
): ReliabilityBin[] {
  requireBinary(labels, probabilities, weights)
  requireProbabilities(probabilities)
  const sums = Array.from({ length: bins }, () => ({ prediction: 0, positive: 0, count: 0 }))
  const edges = innerEdges(probabilities, bins, strategy)
  for (let i = 0; i < labels.length; i++) {
    const p = probabilities[i] ?? 0
    const place = edges.findIndex((edge) => p <= edge)
    const bin = sums.at(place)
    const weight = weights ? (weights[i] ?? 0) : 1
    if (!bin || weight === 0) continue
    bin.prediction += weight * p
    bin.positive += weight * (labels[i] ?? 0)
    bin.count += weight
  }
  return sums
    .filter((bin) => bin.count > 0)
    .map((bin) => ({
      meanPrediction: bin.prediction / bin.count,
      positiveFraction: bin.positive / bin.count,
      count: bin.count,
    }))
}

function innerEdges(probabilities: Values, bins: number, strategy: BinStrategy): Float64Array {
  const shares = Float64Array.from({ length: bins - 1 }, (_, k) => (k + 1) / bins)
  if (strategy === 'uniform') return shares
  const sorted = Float64Array.from(probabilities).sort()
  return shares.map((share) => percentile(sorted, share) ?? 0)
}

/** Mean and largest distance of prediction and share of positives over bins; null without records. Guo et al. 2017. */
export function calibrationErrors(curve: readonly ReliabilityBin[]): {
  readonly expected: number | null
  readonly largest: number | null
} {
  if (curve.length === 0) return { expected: null, largest: null }
  const gaps = curve.map((bin) => Math.abs(bin.meanPrediction - bin.positiveFraction))
  const total = curve.reduce((sum, bin) => sum + bin.count, 0)
  const expected = curve.reduce((sum, bin, k) => sum + (bin.count / total) * (gaps[k] ?? 0), 0)
  return { expected, largest: Math.max(...gaps) }
}

/** Reliability in both kinds of ten bins with the scores made of it. Arguments as for `reliabilityCurve`. */
export function calibrationOf(labels: Values, probabilities: Values, weights?: Values): Calibration {
  const uniform = reliabilityCurve(labels, probabilities, 10, weights)
  const { expected, largest } = calibrationErrors(uniform)
  return {
    brier: brier(labels, probabilities, weights),
    expectedCalibrationError: expected,
    largestCalibrationError: largest,
    uniform,
    quantile: reliabilityCurve(labels, probabilities, 10, weights, 'quantile'),
  }
}
