import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { Dataset, ShardedDataset } from '../dataset.js'
import { concatenateDatasets } from '../select.js'

/**
 * Reads all shards into one data set: one byte a base and the labels, weights and ids; while shards are joined, twice
 * that. Throws `DATASET_EMPTY` where there is no shard, and what the shards throw.
 */
export async function readWholeDataset(sharded: ShardedDataset, options: TaskOptions = {}): Promise<Dataset> {
  const { signal, onProgress } = options
  const shards: Dataset[] = []
  for (let index = 0; index < sharded.shardCount; index++) {
    signal?.throwIfAborted()
    shards.push(await sharded.readShard(index, signal === undefined ? {} : { signal }))
    onProgress?.({ task: 'read', done: index + 1, total: sharded.shardCount })
  }
  const [only] = shards
  if (only === undefined) throw new HeliconError('DATASET_EMPTY', { dataset: sharded.name })
  return shards.length === 1 ? only : concatenateDatasets(shards, sharded.name)
}
