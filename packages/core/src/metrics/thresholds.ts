import type { Values } from './check-values.js'
import { percentile } from './percentile.js'
import { type RankedCounts, rankedCounts } from './ranking.js'

/** Why a threshold is in the table. */
export type ThresholdReason =
  /** The one that is used unless another is given. */
  | 'default'
  /** The one of the highest F1; of several the highest, which calls the fewest positive. */
  | 'bestF1'
  /** Where the two kinds of errors are as near to each other as they get. */
  | 'equalError'
  | 'grid'

/** What is called positive from a threshold on, and which errors that makes. Rates are null without such records. */
export interface ThresholdRow {
  readonly threshold: number
  readonly reason: ThresholdReason
  /** Share of the negatives that are called positive: type I errors. */
  readonly falsePositiveRate: number | null
  /** Share of the positives that are not called so: type II errors. */
  readonly falseNegativeRate: number | null
  /** 0 where nothing is called positive. */
  readonly precision: number
  readonly recall: number | null
  readonly f1: number
  /** Weight of the records called positive. */
  readonly calledPositive: number
}

export interface ThresholdOptions {
  /** [n], absent: all 1. */
  readonly weights?: Values | undefined
  /** The one that is used unless another is given. Default 0.5. */
  readonly threshold?: number | undefined
  /** Default: 0.1 to 0.9, or the deciles where the scores are not between 0 and 1. */
  readonly grid?: readonly number[] | undefined
}

const TENTHS = [0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9]

/**
 * Errors of both types by threshold, in rising order: a grid, the default, the best F1 and the equal error. A score that
 * equals the threshold is called positive.
 * @param labels [n], 0 or 1
 * @param scores [n], finite, larger is more positive
 */
export function thresholdTable(labels: Values, scores: Values, options: ThresholdOptions = {}): ThresholdRow[] {
  const { weights, threshold = 0.5, grid = usualGrid(scores) } = options
  const counts = rankedCounts(labels, scores, weights)
  if (counts.thresholds.length === 0) return []
  const rows = new Map(grid.map((value) => [value, rowAt(counts, value, 'grid')]))
  for (const step of [equalError(counts), bestF1(counts)]) {
    if (step === undefined) continue
    const { place, reason } = step
    const value = counts.thresholds[place] ?? 0
    rows.set(value, rowAt(counts, value, reason))
  }
  if (!rows.has(threshold) || rows.get(threshold)?.reason === 'grid')
    rows.set(threshold, rowAt(counts, threshold, 'default'))
  return [...rows.values()].sort((a, b) => a.threshold - b.threshold)
}

function usualGrid(scores: Values): readonly number[] {
  const sorted = Float64Array.from(scores).sort()
  if ((sorted[0] ?? 0) >= 0 && (sorted.at(-1) ?? 0) <= 1) return TENTHS
  return TENTHS.map((share) => percentile(sorted, share) ?? 0)
}

/** Both kinds of errors where the records above `threshold` are called positive. */
function rowAt(counts: RankedCounts, threshold: number, reason: ThresholdReason): ThresholdRow {
  let low = 0
  let high = counts.thresholds.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((counts.thresholds[middle] ?? 0) >= threshold) low = middle + 1
    else high = middle
  }
  return { threshold, reason, ...errorsAt(counts, low - 1) }
}

/** @param place of the lowest score that is called positive; -1 where none is */
function errorsAt(counts: RankedCounts, place: number) {
  const found = counts.truePositives[place] ?? 0
  const wrong = counts.falsePositives[place] ?? 0
  const positives = counts.truePositives.at(-1) ?? 0
  const negatives = counts.falsePositives.at(-1) ?? 0
  const calledPositive = found + wrong
  const recall = positives === 0 ? null : found / positives
  return {
    falsePositiveRate: negatives === 0 ? null : wrong / negatives,
    falseNegativeRate: recall === null ? null : (positives - found) / positives,
    precision: calledPositive === 0 ? 0 : found / calledPositive,
    recall,
    f1: calledPositive + positives === 0 ? 0 : (2 * found) / (calledPositive + positives),
    calledPositive,
  }
}

function bestF1(counts: RankedCounts): { place: number; reason: ThresholdReason } | undefined {
  if ((counts.truePositives.at(-1) ?? 0) === 0) return undefined
  let place = 0
  let best = -1
  for (let step = 0; step < counts.thresholds.length; step++) {
    const { f1 } = errorsAt(counts, step)
    if (f1 <= best) continue
    best = f1
    place = step
  }
  return { place, reason: 'bestF1' }
}

function equalError(counts: RankedCounts): { place: number; reason: ThresholdReason } | undefined {
  let place: number | undefined
  let least = Number.POSITIVE_INFINITY
  for (let step = 0; step < counts.thresholds.length; step++) {
    const { falsePositiveRate, falseNegativeRate } = errorsAt(counts, step)
    if (falsePositiveRate === null || falseNegativeRate === null) return undefined
    const gap = Math.abs(falsePositiveRate - falseNegativeRate)
    if (gap >= least) continue
    least = gap
    place = step
  }
  return place === undefined ? undefined : { place, reason: 'equalError' }
}
