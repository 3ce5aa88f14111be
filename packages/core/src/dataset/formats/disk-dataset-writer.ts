import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { Compression, TargetFolder } from '../../io/byte-source.js'
import { chunksOf } from '../../io/bytes.js'
import { uniformLength } from '../../sequence/build-sequence-set.js'
import type { Dataset } from '../dataset.js'
import { numberArray, textArray, type WritableArray } from './array-writer.js'
import { ARRAY_NAMES, type ArrayName, METADATA_FILE, TASKS_FILE } from './disk-dataset-metadata.js'
import { joblibChunks } from './joblib-writer.js'
import { shapeText } from './nd-array.js'
import { npyChunks } from './npy-writer.js'
import { oneHotArray } from './one-hot-array.js'

export interface DiskDatasetWriteOptions extends TaskOptions {
  /** Of the shards. Default `npy`, as DeepChem of today writes; `joblib` (zlib) takes about a seventh of the space. */
  readonly format?: 'npy' | 'joblib'
}

export interface WrittenDiskDataset {
  readonly shardCount: number
  readonly recordCount: number
}

/** What the first shard sets for all. */
interface Common {
  readonly shard: Dataset
  readonly length: number | undefined
}

/**
 * Writes a DeepChem DiskDataset, in the form that DeepChem of today opens: one-hot X as int8 (N all zero), y and w as
 * float32, ids as fixed-width text. The metadata are removed first and written last, so that a folder whose writing
 * was interrupted is recognised and refused. Absent weights of labelled data are written as ones, as DeepChem does:
 * its own `DiskDataset.w` fails without them.
 *
 * @param shards data sets of one sequence length and the same label columns, written as they come
 * @throws HeliconError `DISK_DATASET_NOT_STORABLE`, `DATASETS_DIFFER`, `FILE_UNWRITABLE`
 */
export async function writeDiskDataset(
  target: TargetFolder,
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  compression: Compression,
  options: DiskDatasetWriteOptions = {},
): Promise<WrittenDiskDataset> {
  const format = options.format ?? 'npy'
  await target.removeFile(METADATA_FILE)
  const rows: string[][] = []
  let recordCount = 0
  let first: Common | undefined
  for await (const shard of shards) {
    options.signal?.throwIfAborted()
    const common = requireStorable(shard, rows.length)
    first ??= common
    requireSame(first, common, rows.length)
    const arrays = arraysOf(shard, common.length ?? first.length ?? 0)
    for (const [name, array] of arrays) {
      const chunks = format === 'npy' ? npyChunks(array) : joblibChunks(array, compression)
      await target.writeFile(fileName(rows.length, name, format), abortable(chunks, options.signal))
    }
    rows.push(metadataRow(rows.length, arrays, format))
    recordCount += shard.sequences.ids.length
    options.onProgress?.({ task: 'write', done: rows.length, total: undefined })
  }
  await target.writeFile(TASKS_FILE, new TextEncoder().encode(tasksJson(first?.shard.taskNames ?? [])))
  const head = [...ARRAY_NAMES, ...ARRAY_NAMES.map((name) => `${name}_shape`)]
  const csv = `${[head, ...rows].map((row) => row.join(',')).join('\n')}\n`
  await target.writeFile(METADATA_FILE, compression.compress(chunksOf(new TextEncoder().encode(csv)), 'gzip'))
  return { shardCount: rows.length, recordCount }
}

async function* abortable(chunks: AsyncIterable<Uint8Array>, signal?: AbortSignal): AsyncGenerator<Uint8Array> {
  for await (const chunk of chunks) {
    signal?.throwIfAborted()
    yield chunk
  }
}

function requireStorable(shard: Dataset, index: number): Common {
  const records = shard.sequences.ids.length
  const length = records === 0 ? undefined : uniformLength(shard.sequences)
  const refuse = (problem: 'features' | 'lengths' | 'labels' | 'weights'): HeliconError =>
    new HeliconError('DISK_DATASET_NOT_STORABLE', { dataset: shard.name, shard: index, problem })
  if (shard.featureCount > 0) throw refuse('features')
  if (records > 0 && length === undefined) throw refuse('lengths')
  if (shard.labels !== undefined && shard.labels.length !== records * shard.outputs) throw refuse('labels')
  const weights = shard.weights?.length ?? records
  if (weights !== records && weights !== records * shard.outputs) throw refuse('weights')
  return { shard, length }
}

function requireSame(first: Common, other: Common, index: number): void {
  const compare = (what: string, found: unknown, expected: unknown): void => {
    if (found === expected) return
    const details = { what, found: String(found), expected: String(expected), other: 'shard 0' }
    throw new HeliconError('DATASETS_DIFFER', { dataset: `${other.shard.name}, shard ${index}`, ...details })
  }
  if (other.length !== undefined && first.length !== undefined) compare('sequence length', other.length, first.length)
  compare('label columns', other.shard.outputs, first.shard.outputs)
  compare('task names', other.shard.taskNames.join(','), first.shard.taskNames.join(','))
  compare('labels', presence(other.shard.labels), presence(first.shard.labels))
  compare('weights', presence(other.shard.weights), presence(first.shard.weights))
}

function presence(values: Float32Array | undefined): string {
  return values === undefined ? 'none' : 'given'
}

function arraysOf(shard: Dataset, length: number): Map<ArrayName, WritableArray> {
  const { sequences, labels, weights, outputs } = shard
  const records = sequences.ids.length
  const arrays = new Map<ArrayName, WritableArray>([
    ['ids', textArray(sequences.ids)],
    ['X', oneHotArray(sequences.codes, records, length)],
  ])
  if (labels === undefined && weights === undefined) return arrays
  if (labels !== undefined) arrays.set('y', numberArray(labels, [records, outputs]))
  const written = weights ?? new Float32Array(records * outputs).fill(1)
  // DeepChem expects one weight a task; one weight for several tasks is an array of one dimension.
  const perTask = written.length === records * outputs
  arrays.set('w', numberArray(written, perTask ? [records, outputs] : [records]))
  return arrays
}

function fileName(shard: number, array: ArrayName, format: 'npy' | 'joblib'): string {
  return `shard-${shard}-${array}.${format}`
}

function metadataRow(shard: number, arrays: ReadonlyMap<ArrayName, WritableArray>, format: 'npy' | 'joblib'): string[] {
  const names = ARRAY_NAMES.map((name) => (arrays.has(name) ? fileName(shard, name, format) : ''))
  const shapes = ARRAY_NAMES.map((name) => {
    const array = arrays.get(name)
    return array === undefined ? '' : `"${shapeText(array.header.shape)}"`
  })
  return [...names, ...shapes]
}

/** Tasks that are only numbered are written as numbers, as DeepChem does. */
function tasksJson(taskNames: readonly string[]): string {
  const numbered = taskNames.every((name, i) => name === String(i))
  return JSON.stringify(numbered ? taskNames.map(Number) : taskNames)
}
