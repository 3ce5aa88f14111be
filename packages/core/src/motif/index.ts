export * from './find-hits.js'
export * from './matrix.js'
export * from './scan.js'
export {
  type DistributionOptions,
  pValue,
  pValueBounds,
  type ScoreDistribution,
  scoreDistribution,
  siteScoreDistribution,
} from './score-distribution.js'
export * from './strand.js'
export * from './thresholds.js'
