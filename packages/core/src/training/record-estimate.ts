import { recordCount } from '../dataset/select.js'
import type { TrainingData } from './fit-options.js'
import { isSharded } from './record-stream.js'

/** How many records a data set has, as far as it is known: exact in memory, from the shards seen otherwise. */
export interface RecordEstimate {
  /** Tells of one more shard. */
  addShard(records: number): void
  /** Undefined before the first shard. */
  total(): number | undefined
}

export function recordEstimate(data: TrainingData): RecordEstimate {
  if (!isSharded(data)) return { addShard: () => undefined, total: () => recordCount(data) }
  let seen = 0
  let records = 0
  return {
    addShard: (count) => {
      // A second epoch sees the same shards again: the sum over one epoch is exact and stays.
      if (seen === data.shardCount) return
      seen++
      records += count
    },
    total: () => (seen === 0 ? undefined : Math.round((records / seen) * data.shardCount)),
  }
}
