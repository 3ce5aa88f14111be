export * from './calibration.js'
export type { Values } from './check-values.js'
export {
  CLASSIFICATION_METRICS,
  type ClassificationMetric,
  computeMetric,
  isMetricName,
  isRegressionMetric,
  type MetricName,
  type MetricOptions,
  REGRESSION_METRICS,
  type RegressionMetric,
  rocAucOvrMacro,
} from './compute-metric.js'
export * from './confusion.js'
export * from './evaluation.js'
export * from './intervals.js'
export { positiveScores } from './positive-scores.js'
export { brier, logLoss, multiclassBrier, multiclassLogLoss } from './probability.js'
export * from './ranking.js'
export * from './regression.js'
export * from './reliability.js'
export * from './thresholds.js'
