import { recordCount } from '../dataset/select.js'
import { type AugmentationKey, recordDraws } from './augmentation.js'
import {
  type BatchBuffers,
  batchOf,
  type ClassWeightTable,
  createBuffers,
  gather,
  type RecordBatch,
  withWeightWidth,
} from './batch-buffers.js'
import { type BatchLayout, checkLayout } from './batch-layout.js'
import type { TrainingData } from './fit-options.js'
import { isSharded, recordPieces, type ShuffleKey } from './record-stream.js'

export interface BatchOptions {
  readonly batchSize: number
  /** Absent: the stored order. */
  readonly shuffle?: ShuffleKey | undefined
  /** Records that are passed over first, for going on within an epoch. */
  readonly skip?: number | undefined
  readonly classWeights?: ClassWeightTable | undefined
  /** Absent: the records as they are. */
  readonly augmentation?: AugmentationKey | undefined
  /** Called with the number of records of each piece (shard) before it is used. */
  readonly onPiece?: ((records: number) => void) | undefined
}

/**
 * The records of a data set as batches of `batchSize`, the last one maybe shorter. Batches may span shards; buffers
 * are reused from batch to batch, and memory beyond the data set itself is one batch, of no more records than there are.
 * @throws HeliconError SEQUENCE_LENGTH_MISMATCH, FEATURE_NOT_FINITE, LABEL_NOT_FINITE, WEIGHT_INVALID,
 * WEIGHTS_OF_CLASSES_DIFFER, ARGUMENT_INVALID (a class without a weight) and what `checkLayout` throws
 */
export async function* datasetBatches(
  data: TrainingData,
  layout: BatchLayout,
  options: BatchOptions,
): AsyncGenerator<RecordBatch> {
  const { batchSize } = options
  let skip = options.skip ?? 0
  let buffers: BatchBuffers | undefined
  let filled = 0
  for await (const piece of recordPieces(data, options.shuffle)) {
    const { dataset, order, shard } = piece
    options.onPiece?.(order.length)
    if (skip >= order.length) {
      skip -= order.length
      continue
    }
    checkLayout(layout, dataset)
    buffers ??= createBuffers(layout, isSharded(data) ? batchSize : Math.min(batchSize, recordCount(data)))
    buffers = withWeightWidth(buffers, dataset, layout, options.classWeights !== undefined, filled)
    const draws = options.augmentation && recordDraws(options.augmentation, shard, order.length)
    for (let place = skip; place < order.length; ) {
      const end = Math.min(order.length, place + batchSize - filled)
      gather(buffers, layout, { ...piece, draws }, place, end, filled, options.classWeights)
      filled += end - place
      place = end
      if (filled === batchSize) {
        yield batchOf(buffers, filled)
        buffers.ids.length = 0
        filled = 0
      }
    }
    skip = 0
  }
  if (filled > 0 && buffers !== undefined) yield batchOf(buffers, filled)
}
