import type { NeighbourFacts } from './region-tally.js'
import type { SharedFacts } from './repeat-tally.js'

/** What two parts have in common: how much of `part` a model knows that has seen `earlier`. */
export interface PairInspection {
  readonly part: string
  readonly earlier: string
  readonly shared: SharedFacts
  /** Absent where the ids of one of the two name no regions. */
  readonly neighbours?: NeighbourFacts
  /** Records of `part` that are similar to one of `earlier`; absent unless asked for. */
  readonly similar?: number
}
