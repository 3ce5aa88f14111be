import {
  countClasses,
  type Dataset,
  recordCount,
  simulateJund,
  type TaskOptions,
  writeDiskDataset,
} from '@helicon/core'
import { nodeCompression, targetFolder } from '@helicon/core/node'

export interface SimulatedJundOptions extends TaskOptions {
  readonly records: number
  readonly seed: number
  readonly shards: number
  readonly positiveFraction: number
}

/** Writes simulated JUND windows as a DiskDataset of so many shards. */
export async function writeSimulatedJund(
  folder: string,
  options: SimulatedJundOptions,
): Promise<{ readonly records: number; readonly positives: number; readonly shards: number }> {
  const { records, seed, positiveFraction } = options
  const shardSize = Math.ceil(records / Math.min(options.shards, records))
  const facts = { records: 0, positives: 0, shards: 0 }
  async function* counted(): AsyncGenerator<Dataset> {
    for (const shard of simulateJund({ records, seed, positiveFraction, shardSize })) {
      options.signal?.throwIfAborted()
      facts.records += recordCount(shard)
      facts.positives += countClasses(shard, 'binary')[1] ?? 0
      facts.shards++
      options.onProgress?.({ task: 'simulate', done: facts.records, total: records })
      yield shard
    }
  }
  await writeDiskDataset(targetFolder(folder), counted(), nodeCompression)
  return facts
}
