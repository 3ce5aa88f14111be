import { HeliconError } from '../../core/errors.js'
import type { Compression, SourceFolder } from '../../io/byte-source.js'
import type { ShardedDataset } from '../dataset.js'
import { ARRAY_NAMES, type DiskDatasetMetadata, readMetadata, readTasks } from './disk-dataset-metadata.js'
import { type DecodedDataset, readDiskShard, type ShardForm } from './disk-dataset-shard.js'

/** A DeepChem DiskDataset folder, read shard by shard. */
export interface DiskDataset extends ShardedDataset {
  /** `names`: four columns of metadata, as older DeepChem wrote. `shapes`: the form of today. */
  readonly form: 'names' | 'shapes'
  /** Records of all shards, where the metadata tell the shapes. */
  readonly recordCount: number | undefined
  readShard(index: number, options?: { readonly signal?: AbortSignal | undefined }): Promise<DecodedDataset>
}

/**
 * Opens a DiskDataset folder: metadata.csv.gzip (of four columns or with shapes), tasks.json, shards in .joblib or
 * .npy. X [n, length, 4] one-hot becomes codes, all zero N. Every file that the metadata name must be there. Shards
 * must agree in sequence length, label columns and kind of labels; this is checked as they are read.
 *
 * Throws (also while shards are read) `DISK_DATASET_METADATA_MISSING`, `DISK_DATASET_FILE_MISSING`, `FILE_NAME_UNSAFE`,
 * `DISK_DATASET_SHARDS_DIFFER`, `DISK_DATASET_LENGTHS_DIFFER`, `SEQUENCE_NOT_ONE_HOT`, `WEIGHT_INVALID`,
 * `LABEL_NOT_FINITE` and the errors of damaged array files. Source: deepchem.data.datasets.DiskDataset.
 */
export async function openDiskDataset(folder: SourceFolder, compression: Compression): Promise<DiskDataset> {
  const metadata = await readMetadata(folder, compression)
  const tasks = await readTasks(folder)
  await requireFiles(folder, metadata)
  let first: { readonly shard: number; readonly form: ShardForm } | undefined
  return {
    name: folder.name,
    taskNames: tasks,
    shardCount: metadata.shards.length,
    form: metadata.form,
    recordCount: recordCountOf(metadata),
    readShard: async (index, options = {}) => {
      const files = metadata.shards[index]
      if (files === undefined) {
        const expected = { kind: 'integer', min: 0, max: metadata.shards.length - 1 } as const
        throw new HeliconError('ARGUMENT_INVALID', { name: 'shard', found: index, expected })
      }
      const context = { folder, compression, tasks, shard: index, files, signal: options.signal }
      const { dataset, form } = await readDiskShard(context)
      first ??= { shard: index, form }
      requireSameForm(folder.name, first, { shard: index, form })
      return dataset
    },
  }
}

async function requireFiles(folder: SourceFolder, metadata: DiskDatasetMetadata): Promise<void> {
  const present = new Set(await folder.list())
  for (const shard of metadata.shards)
    for (const array of ARRAY_NAMES) {
      const file = shard[array]?.name
      if (file === undefined || present.has(file)) continue
      throw new HeliconError('DISK_DATASET_FILE_MISSING', { folder: folder.name, file, line: shard.line })
    }
}

function recordCountOf(metadata: DiskDatasetMetadata): number | undefined {
  let count = 0
  for (const { X } of metadata.shards) {
    if (X.shape === undefined) return undefined
    count += X.shape[0] ?? 0
  }
  return count
}

interface FormOfShard {
  readonly shard: number
  readonly form: ShardForm
}

function requireSameForm(folder: string, first: FormOfShard, other: FormOfShard): void {
  for (const what of ['sequence length', 'label columns', 'label numbers', 'weight columns'] as const) {
    const [found, expected] = [other.form[what], first.form[what]]
    if (found === expected) continue
    const details = { folder, shard: other.shard, what, found, otherShard: first.shard, expected }
    throw new HeliconError('DISK_DATASET_SHARDS_DIFFER', details)
  }
}
