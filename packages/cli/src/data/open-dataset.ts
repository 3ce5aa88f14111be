import {
  type Dataset,
  HeliconError,
  joinFeatures,
  joinShardFeatures,
  openDiskDataset,
  type ShardedDataset,
} from '@helicon/core'
import { nodeCompression, sourceFolder } from '@helicon/core/node'
import type { LoadedFeatures } from './load-features.js'

/**
 * Opens the DiskDataset in a folder, without reading the records yet.
 *
 * @throws HeliconError `SOURCE_FORMAT_UNKNOWN`, and what `openDiskDataset` throws
 */
export async function openDataset(path: string): Promise<ShardedDataset> {
  const folder = sourceFolder(path)
  const names = await folder.list()
  // Shards without metadata are a DiskDataset that was not written to its end, which its reader says.
  if (!names.some((name) => name.startsWith('metadata.') || /^shard-.*\.(joblib|npy)$/.test(name)))
    throw new HeliconError('SOURCE_FORMAT_UNKNOWN', { path })
  return openDiskDataset(folder, nodeCompression)
}

/** The data with the features of a table, which each shard gets when it is read; without a table as they are. */
export function withFeatures(source: ShardedDataset, features: LoadedFeatures | undefined): ShardedDataset {
  return features === undefined ? source : joinShardFeatures(source, features.table, features.used)
}

/** The same for records that come piece by piece. */
export async function* withPieceFeatures(
  pieces: AsyncIterable<Dataset>,
  features: LoadedFeatures | undefined,
): AsyncGenerator<Dataset> {
  for await (const piece of pieces)
    yield features === undefined ? piece : joinFeatures(piece, features.table, features.used)
}
