import type { TaskOptions } from '../../core/progress.js'
import { checkLabelValues, type LabelKind } from '../check.js'
import type { Dataset, ShardedDataset } from '../dataset.js'
import { recordCount, weightColumns } from '../select.js'
import type { DatasetStream } from '../stream.js'
import { expandClasses, kindOfLabels, largestClass } from './array-labels.js'

/**
 * A data set of shards as a stream of one piece a shard. What the labels are is found in the first shard where `kind`
 * does not say it; a later shard that does not fit is refused. One column of class numbers with `kind` `categorical`
 * becomes one-hot columns `0`, `1`, ...; all shards are read first to count them. The first shard is kept for the first
 * time the stream is read.
 *
 * @throws HeliconError (also while reading) `DATASET_EMPTY` for data without shards, `LABEL_KIND_AMBIGUOUS`,
 *   `CLASS_NUMBER_INVALID`, what `checkLabelValues` and the shards throw
 */
export async function streamOfShards(sharded: ShardedDataset, kind?: LabelKind): Promise<DatasetStream> {
  const { name, taskNames } = sharded
  if (sharded.shardCount === 0)
    return { name, outputs: taskNames.length, taskNames, labels: { kind: 'none' }, pieces: () => noPieces() }
  const first = await sharded.readShard(0)
  const found = first.labels === undefined ? 'none' : (kind ?? kindOfLabels(first))
  const numbered = found === 'categorical' && first.outputs === 1
  const names = numbered ? await classNumbers(sharded, first) : first.taskNames
  const fit = (shard: Dataset, index: number): Dataset => {
    const fitted = numbered ? expandClasses(shard, names) : shard
    // Rows are counted within the shard, so a message about one names the shard.
    if (found !== 'none') checkLabelValues({ ...fitted, name: `${shard.name}, shard ${index}` }, found)
    return fitted
  }
  let kept: Dataset | undefined = first
  return {
    name,
    outputs: names.length,
    taskNames: names,
    labels: { kind: found, ...(found === 'categorical' && { classes: names }) },
    ...(first.weights && { weightColumns: weightColumns(first.weights, recordCount(first)) }),
    pieces: (options) => {
      const firstShard = kept
      kept = undefined
      return piecesOf(sharded, firstShard, fit, options)
    },
  }
}

async function* noPieces(): AsyncGenerator<Dataset> {
  // Nothing to give.
}

async function classNumbers(sharded: ShardedDataset, first: Dataset): Promise<readonly string[]> {
  let largest = largestClass(first)
  for (let index = 1; index < sharded.shardCount; index++)
    largest = Math.max(largest, largestClass(await sharded.readShard(index)))
  return Array.from({ length: largest + 1 }, (_, number) => String(number))
}

async function* piecesOf(
  sharded: ShardedDataset,
  first: Dataset | undefined,
  fit: (shard: Dataset, index: number) => Dataset,
  options: TaskOptions = {},
): AsyncGenerator<Dataset> {
  const { signal, onProgress } = options
  let kept = first
  for (let index = 0; index < sharded.shardCount; index++) {
    signal?.throwIfAborted()
    const shard = kept ?? (await sharded.readShard(index, signal === undefined ? {} : { signal }))
    kept = undefined
    yield fit(shard, index)
    onProgress?.({ task: 'read', done: index + 1, total: sharded.shardCount })
  }
}
