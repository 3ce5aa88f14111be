export {
  FINDING_SEVERITIES,
  type Finding,
  type FindingCode,
  type FindingDetails,
  type FindingSeverity,
} from './finding.js'
export { findingText } from './finding-texts.js'
export * from './inspect-data.js'
export type { LabelInspection } from './label-tally.js'
export type { PairInspection } from './pair-inspection.js'
export type { PartInspection, ValueByClass } from './part-tally.js'
export type { NeighbourFacts, RegionFacts } from './region-tally.js'
export type { RepeatFacts, SharedFacts } from './repeat-tally.js'
export type { ValueSummary } from './value-tally.js'
