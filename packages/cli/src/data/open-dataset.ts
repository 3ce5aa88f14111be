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

/** What `--help` and messages call the formats that can be read. */
const FORMATS = ['DiskDataset (a folder with metadata.csv.gzip, as DeepChem writes it)'] as const

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
    throw unknownFormat(path, { en: 'the folder has no metadata.csv.gzip', ko: '폴더에 metadata.csv.gzip이 없습니다' })
  return openDiskDataset(folder, nodeCompression)
}

/** The data with the features of a table, which each shard gets when it is read; without a table as they are. */
export function withFeatures(source: ShardedDataset, features: LoadedFeatures | undefined): ShardedDataset {
  return features === undefined ? source : joinShardFeatures(source, features.table, features.used)
}

function unknownFormat(path: string, found: { readonly en: string; readonly ko: string }): HeliconError {
  return new HeliconError('SOURCE_FORMAT_UNKNOWN', { path, found, formats: FORMATS })
}

/** The same for records that come piece by piece. */
export async function* withPieceFeatures(
  pieces: AsyncIterable<Dataset>,
  features: LoadedFeatures | undefined,
): AsyncGenerator<Dataset> {
  for await (const piece of pieces)
    yield features === undefined ? piece : joinFeatures(piece, features.table, features.used)
}
