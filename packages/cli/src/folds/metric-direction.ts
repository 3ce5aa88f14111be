import type { MetricName } from '@helicon/core'

/** What runs can be compared by. */
export type Measure = MetricName | 'loss'

/** Of these less is better, of the others more; the compiler checks that every metric is here. */
const DIRECTION: Readonly<Record<Measure, 'min' | 'max'>> = {
  loss: 'min',
  rocAuc: 'max',
  averagePrecision: 'max',
  accuracy: 'max',
  precision: 'max',
  recall: 'max',
  f1: 'max',
  macroF1: 'max',
  matthews: 'max',
  logLoss: 'min',
  brier: 'min',
  pearson: 'max',
  spearman: 'max',
  r2: 'max',
  meanSquaredError: 'min',
  meanAbsoluteError: 'min',
}

/** Which way a measure is better. */
export function directionOf(measure: Measure): 'min' | 'max' {
  return DIRECTION[measure]
}

/** How much better `a` is than `b`; negative where it is worse. */
export function advantage(measure: Measure, a: number, b: number): number {
  return DIRECTION[measure] === 'max' ? a - b : b - a
}
