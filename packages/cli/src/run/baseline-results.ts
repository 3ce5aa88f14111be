import type { Baseline, Interval, Intervals, MetricName } from '@helicon/core'
import type { Part } from './resolved-json.js'

/** What one baseline reached, as it stands in `metrics.json`. */
export interface BaselineResult {
  readonly name: Baseline['name']
  readonly metrics: Readonly<Partial<Record<MetricName, number | null>>>
  readonly intervals: Intervals
  /** ROC-AUC of the network less that of the baseline, on the same resamples. Two classes only. */
  readonly difference?: Interval
  /** What it has learnt: a consensus, a regularization. */
  readonly detail?: string
  /** `pwm`: the motif that was found, a row of A, C, G, T a position. */
  readonly motif?: { readonly sites: number; readonly probabilities: readonly (readonly number[])[] }
}

/** Baselines beside the network on one part of the data. */
export interface RunBaselines {
  readonly part: Part
  /** By which they are compared. */
  readonly metric: MetricName
  readonly trainingRecords: number
  /** Of which so many were learnt from. */
  readonly sampledRecords: number
  readonly results: readonly BaselineResult[]
}
