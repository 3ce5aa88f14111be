import { at } from '../core/arrays.js'
import { randomStream } from '../core/random.js'
import type { Dataset, ShardedDataset } from '../dataset/dataset.js'
import { recordCount } from '../dataset/select.js'
import type { TrainingData } from './fit-options.js'

/** Some records of a data set in memory, in the order in which they are used. */
export interface RecordPiece {
  readonly dataset: Dataset
  /** Indices of records. */
  readonly order: Uint32Array
  /** Number of the shard; absent for a data set in memory. */
  readonly shard?: number
}

/** Which order an epoch has. Without it the records come as they are stored. */
export interface ShuffleKey {
  readonly seed: number
  /** From 0. */
  readonly epoch: number
}

export function isSharded(data: TrainingData): data is ShardedDataset {
  return 'readShard' in data
}

/**
 * Every record of the data once, piece by piece. In memory: one piece, in a random order of all. Sharded: the shards in
 * random order and the records in random order within their shard; the next shard is read while the current one is
 * used, so that at most two are in memory. The order depends on seed and epoch only.
 */
export async function* recordPieces(data: TrainingData, shuffle?: ShuffleKey): AsyncGenerator<RecordPiece> {
  if (!isSharded(data)) {
    yield { dataset: data, order: recordOrder(recordCount(data), 'shuffle', shuffle) }
    return
  }
  const shards = recordOrder(data.shardCount, 'shuffle-shards', shuffle)
  const cancel = new AbortController()
  let reading: Promise<Dataset> | undefined
  const read = (place: number): Promise<Dataset> | undefined => {
    if (place >= shards.length) return undefined
    const shard = data.readShard(at(shards, place), { signal: cancel.signal })
    // An error is reported where the shard is awaited; until then it must not count as unhandled.
    shard.catch(() => undefined)
    return shard
  }
  try {
    reading = read(0)
    for (let place = 0; reading !== undefined; place++) {
      const dataset: Dataset = await reading
      reading = read(place + 1)
      const shard = at(shards, place)
      yield { dataset, order: recordOrder(recordCount(dataset), `shuffle-shard-${shard}`, shuffle), shard }
    }
  } finally {
    cancel.abort()
  }
}

function recordOrder(count: number, purpose: string, shuffle: ShuffleKey | undefined): Uint32Array {
  if (shuffle !== undefined) return randomStream(shuffle.seed, purpose, shuffle.epoch).shuffle(count)
  return Uint32Array.from({ length: count }, (_, index) => index)
}
