export { UNIFORM_BACKGROUND } from './background.js'
export * from './compare.js'
export * from './consensus.js'
export * from './find-hits.js'
export { findHits, type HitBatch, type HitSearch, type MotifHit, prepareSearch, searchHits } from './find-hits.js'
export * from './formats/index.js'
export * from './from-consensus.js'
export * from './guide-motif.js'
export * from './information.js'
export * from './logo.js'
export * from './matrix.js'
export { pfmFromCounts, pfmFromInstances, pfmFromPpm } from './pfm.js'
export { type PseudocountOptions, ppmFromPfm, ppmFromProbabilities, ppmFromPwm, ppmOf } from './ppm.js'
export * from './pwm.js'
export * from './reverse-complement.js'
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
