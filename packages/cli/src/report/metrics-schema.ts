import { CLASSIFICATION_METRICS, REGRESSION_METRICS } from '@helicon/core'
import * as v from 'valibot'

/** What a report needs of `metrics.json`, with its types checked. Keys of other versions are passed over. */
const count = v.number()
const score = v.nullable(v.number())
const point = v.tuple([v.number(), v.number()])
const numbers = v.array(v.number())

const METRICS = [...CLASSIFICATION_METRICS, ...REGRESSION_METRICS] as const

const interval = v.object({ value: score, low: score, high: score, level: v.number(), resamples: count })
const bin = v.object({ meanPrediction: v.number(), positiveFraction: v.number(), count })

const metrics = v.object(byMetric(score))
const intervals = v.object({ ...byMetric(interval), loss: v.exactOptional(interval) })

const threshold = v.object({
  threshold: v.number(),
  reason: v.picklist(['default', 'bestF1', 'equalError', 'grid']),
  falsePositiveRate: score,
  falseNegativeRate: score,
  precision: v.number(),
  recall: score,
  f1: v.number(),
  calledPositive: v.number(),
})

const calibration = v.object({
  brier: score,
  expectedCalibrationError: score,
  largestCalibrationError: score,
  uniform: v.array(bin),
  quantile: v.array(bin),
})

const curves = v.object({
  name: v.string(),
  positives: count,
  negatives: count,
  roc: v.nullable(v.array(point)),
  precisionRecall: v.nullable(v.array(point)),
  reliability: v.nullable(v.array(bin)),
  scores: v.object({ low: v.number(), high: v.number(), negatives: numbers, positives: numbers }),
  errors: v.nullable(
    v.object({ low: v.number(), high: v.number(), falsePositiveRate: numbers, falseNegativeRate: numbers }),
  ),
})

const scatter = v.object({ name: v.string(), records: count, points: v.array(point) })

const evaluation = v.object({
  task: v.picklist(['binary', 'categorical', 'regression']),
  records: count,
  outputs: v.pipe(v.number(), v.integer(), v.minValue(1)),
  weighted: v.boolean(),
  metrics,
  threshold: v.exactOptional(v.number()),
  confusionMatrix: v.exactOptional(v.array(numbers)),
  classCounts: v.exactOptional(numbers),
  baseRate: v.exactOptional(score),
  thresholds: v.exactOptional(v.array(threshold)),
  calibration: v.exactOptional(calibration),
})

const part = v.object({
  ...evaluation.entries,
  columns: v.exactOptional(v.array(evaluation)),
  loss: v.exactOptional(score),
  intervals: v.exactOptional(intervals),
  figures: v.exactOptional(
    v.object({ curves: v.exactOptional(v.array(curves)), scatter: v.exactOptional(v.array(scatter)) }),
  ),
})

const baseline = v.object({
  name: v.string(),
  metrics,
  intervals: v.exactOptional(intervals),
  difference: v.exactOptional(interval),
  detail: v.exactOptional(v.string()),
})

/** Positions of a filter that is drawn. */
const LONGEST_FILTER = 10_000

const filter = v.object({
  index: v.number(),
  sites: count,
  probabilities: v.pipe(
    v.array(v.pipe(v.number(), v.minValue(0), v.maxValue(1))),
    v.check((values) => values.length % 4 === 0 && values.length <= 4 * LONGEST_FILTER),
  ),
  match: v.exactOptional(v.object({ id: v.string(), name: v.string(), correlation: v.number() })),
})

export const metricsFile = v.object({
  training: v.object({
    stopped: v.string(),
    best: v.nullable(v.object({ epoch: count, monitor: v.string(), value: v.number() })),
    restoredBest: v.boolean(),
    weightsSha256: v.string(),
  }),
  parts: v.object({
    train: v.exactOptional(part),
    validation: v.exactOptional(part),
    test: v.exactOptional(part),
  }),
  baselines: v.exactOptional(v.object({ results: v.array(baseline) })),
  filters: v.exactOptional(v.object({ records: count, sampledRecords: count, filters: v.array(filter) })),
})

/** The same check for every metric, each of which may be absent. */
function byMetric<Schema extends v.GenericSchema>(schema: Schema) {
  return v.entriesFromList(METRICS, v.exactOptional(schema))
}
