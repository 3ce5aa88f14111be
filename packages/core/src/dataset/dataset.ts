import type { SequenceSet } from '../sequence/sequence-set.js'

/** Sequences with labels, in memory. `n` is the number of records, `outputs` the number of label columns. */
export interface Dataset {
  /** For messages: the folder or file it came from. */
  readonly name: string
  readonly sequences: SequenceSet
  /** [n, outputs], row-major. Absent: nothing is known (prediction only). */
  readonly labels?: Float32Array
  readonly outputs: number
  /** [n] or [n, outputs]. Absent: all 1. */
  readonly weights?: Float32Array
  /** Second input, [n, featureCount], for example chromatin accessibility. */
  readonly features?: Float32Array
  readonly featureCount: number
  /** One name a label column. */
  readonly taskNames: readonly string[]
}

/** A data set read shard by shard, so that memory holds one shard at a time. Shards are `Dataset`s of the same form. */
export interface ShardedDataset {
  readonly name: string
  readonly taskNames: readonly string[]
  /** Number of shards. */
  readonly shardCount: number
  /** Reads one shard, 0 <= index < shardCount. Throws `HeliconError` where the shard is not what it should be. */
  readShard(index: number, options?: { readonly signal?: AbortSignal }): Promise<Dataset>
}
