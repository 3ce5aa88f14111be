import { HeliconError } from '../../core/errors.js'
import type { Compression, SourceFolder } from '../../io/byte-source.js'
import type { Dataset } from '../dataset.js'
import { readArrayFile, visitArrayFile } from './array-file.js'
import { type ArrayPlace, idTexts, type NumberColumns, numberColumns } from './disk-dataset-columns.js'
import { METADATA_FILE, type ShardFile, type ShardFiles } from './disk-dataset-metadata.js'
import { type NdArray, shapeText } from './nd-array.js'
import { type OneHotCodes, readOneHotCodes } from './one-hot-codes.js'

/** A data set whose sequences came from one-hot arrays. */
export interface DecodedDataset extends Dataset {
  /** Positions that were all zero in the one-hot array and are N. */
  readonly unknownBases: number
}

/** What is needed to read a shard of a folder. */
export interface ShardContext {
  readonly folder: SourceFolder
  readonly compression: Compression
  readonly tasks: readonly string[]
  readonly shard: number
  readonly files: ShardFiles
  readonly signal: AbortSignal | undefined
}

/** A shard as it was read, with what all shards must have in common. */
export interface ReadShard {
  readonly dataset: DecodedDataset
  readonly form: ShardForm
}

export interface ShardForm {
  readonly 'sequence length': string
  readonly 'label columns': string
  readonly 'label numbers': string
  readonly 'weight columns': string
}

/** Reads and checks one shard. */
export async function readDiskShard(context: ShardContext): Promise<ReadShard> {
  const { files, shard, signal } = context
  const X = await readX(context)
  const read = async <T>(file: ShardFile | undefined, use: (array: NdArray, place: ArrayPlace) => T) => {
    signal?.throwIfAborted()
    return file === undefined ? undefined : await readArray(context, file, X.records, use)
  }
  const ids = (await read(files.ids, idTexts)) ?? Array.from({ length: X.records }, (_, i) => `${shard}:${i}`)
  const y = await read(files.y, numberColumns)
  const w = await read(files.w, numberColumns)
  const taskNames = taskNamesOf(context, y)
  requireLabels(context, y, ids, taskNames)
  const weights = weightsOf(context, w, ids, taskNames.length)
  const offsets = Uint32Array.from({ length: X.records + 1 }, (_, i) => i * X.length)
  const dataset: DecodedDataset = {
    name: context.folder.name,
    sequences: { codes: X.codes, offsets, ids },
    outputs: taskNames.length,
    featureCount: 0,
    taskNames,
    unknownBases: X.unknownBases,
    ...(y !== undefined && { labels: y.values }),
    ...(weights !== undefined && { weights }),
  }
  const form = {
    'sequence length': String(X.length),
    'label columns': y === undefined ? 'none' : String(y.columns),
    'label numbers': y?.numbers ?? 'none',
    'weight columns': w === undefined ? 'none' : String(w.columns),
  }
  return { dataset, form }
}

async function openShardFile(context: ShardContext, file: ShardFile) {
  const source = await context.folder.open(file.name)
  if (source !== undefined) return source
  throw new HeliconError('DISK_DATASET_FILE_MISSING', {
    folder: context.folder.name,
    file: file.name,
    line: context.files.line,
  })
}

async function readX(context: ShardContext): Promise<OneHotCodes> {
  const { X } = context.files
  const source = await openShardFile(context, X)
  let codes: OneHotCodes | undefined
  await visitArrayFile(source, context.compression, async (header, reader) => {
    requireAnnounced(X, header.shape, { file: source.name, shard: context.shard })
    codes = await readOneHotCodes(header, reader, context.shard, context.signal)
  })
  // The visitor is called once or the visit throws.
  if (codes === undefined) throw new HeliconError('PICKLE_NOT_AN_ARRAY', { file: source.name, found: 'array' })
  return codes
}

async function readArray<T>(
  context: ShardContext,
  file: ShardFile,
  records: number,
  use: (array: NdArray, place: ArrayPlace) => T,
): Promise<T> {
  const source = await openShardFile(context, file)
  const place = { file: source.name, shard: context.shard }
  const array = await readArrayFile(source, context.compression)
  requireAnnounced(file, array.shape, place)
  const [found = 0] = array.shape
  if (array.shape.length > 0 && found !== records)
    throw new HeliconError('DISK_DATASET_LENGTHS_DIFFER', {
      ...place,
      found,
      other: context.files.X.name,
      expected: records,
    })
  return use(array, place)
}

/** The shape must be the one that the metadata tell, where they tell one. */
function requireAnnounced(file: ShardFile, shape: readonly number[], place: ArrayPlace): void {
  if (file.shape === undefined || shapeText(file.shape) === shapeText(shape)) return
  const expected = `${shapeText(file.shape)} (${METADATA_FILE})`
  throw new HeliconError('DISK_DATASET_SHAPE_WRONG', { ...place, found: shapeText(shape), expected })
}

/** Names of the label columns; without any in tasks.json they are numbered. */
function taskNamesOf(context: ShardContext, y: NumberColumns | undefined): readonly string[] {
  const { tasks, shard } = context
  if (y === undefined || y.columns === tasks.length) return tasks
  if (tasks.length === 0) return Array.from({ length: y.columns }, (_, i) => String(i))
  throw new HeliconError('DISK_DATASET_TASKS_MISMATCH', { file: y.file, shard, found: y.columns, tasks: tasks.length })
}

function requireLabels(
  context: ShardContext,
  y: NumberColumns | undefined,
  ids: readonly string[],
  taskNames: readonly string[],
): void {
  const at = y?.values.findIndex((value) => !Number.isFinite(value)) ?? -1
  if (y === undefined || at < 0) return
  const row = Math.floor(at / y.columns)
  throw new HeliconError('LABEL_NOT_FINITE', {
    dataset: placeName(context, y),
    record: ids[row] ?? '',
    row,
    task: taskNames[at % y.columns] ?? '',
    found: y.values[at] ?? Number.NaN,
  })
}

function weightsOf(
  context: ShardContext,
  w: NumberColumns | undefined,
  ids: readonly string[],
  outputs: number,
): Float32Array | undefined {
  if (w === undefined) return undefined
  const dataset = placeName(context, w)
  if (w.columns !== 1 && w.columns !== outputs)
    throw new HeliconError('DISK_DATASET_SHAPE_WRONG', {
      file: w.file,
      shard: context.shard,
      found: `(${ids.length}, ${w.columns})`,
      expected: [`(${ids.length},)`, ...(outputs > 1 ? [`(${ids.length}, ${outputs})`] : [])].join(' / '),
    })
  const at = w.values.findIndex((value) => !(value >= 0 && value < Infinity))
  if (at < 0) return w.values
  const row = Math.floor(at / w.columns)
  throw new HeliconError('WEIGHT_INVALID', { dataset, record: ids[row] ?? '', row, found: w.values[at] ?? Number.NaN })
}

/** File and shard, for messages that name a row of it. */
function placeName(context: ShardContext, columns: NumberColumns): string {
  return `${columns.file} (shard ${context.shard})`
}
