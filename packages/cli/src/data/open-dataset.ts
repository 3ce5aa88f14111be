import { stat } from 'node:fs/promises'
import { HeliconError, openDiskDataset, type ShardedDataset } from '@helicon/core'
import { nodeCompression, sourceFolder } from '@helicon/core/node'

/** What `--help` and messages call the formats that can be read. */
const FORMATS = ['DiskDataset (a folder with metadata.csv.gzip, as DeepChem writes it)'] as const

/**
 * Opens the data that a path leads to, without reading the records yet.
 *
 * @throws HeliconError `SOURCE_NOT_FOUND`, `SOURCE_FORMAT_UNKNOWN`, and what `openDiskDataset` throws
 */
export async function openDataset(path: string): Promise<ShardedDataset> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new HeliconError('SOURCE_NOT_FOUND', { path })
  if (!found.isDirectory()) throw unknownFormat(path, { en: 'this is a file', ko: '파일입니다' })
  const folder = sourceFolder(path)
  const names = await folder.list()
  if (!names.some((name) => name.startsWith('metadata.')))
    throw unknownFormat(path, { en: 'the folder has no metadata.csv.gzip', ko: '폴더에 metadata.csv.gzip이 없습니다' })
  return openDiskDataset(folder, nodeCompression)
}

function unknownFormat(path: string, found: { readonly en: string; readonly ko: string }): HeliconError {
  return new HeliconError('SOURCE_FORMAT_UNKNOWN', { path, found, formats: FORMATS })
}
