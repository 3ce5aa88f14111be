import { HeliconError } from '../../core/errors.js'
import type { Compression, SourceFolder } from '../../io/byte-source.js'
import { parseDelimited } from '../../io/delimited.js'
import { requirePlainName } from '../../io/file-name.js'
import { readText } from '../../io/text.js'

export const METADATA_FILE = 'metadata.csv.gzip'
export const TASKS_FILE = 'tasks.json'
/** The four arrays of a shard, in the order of the columns of the metadata. */
export const ARRAY_NAMES = ['ids', 'X', 'y', 'w'] as const
const TEXT_LIMIT = 64 * 1024 * 1024

export type ArrayName = (typeof ARRAY_NAMES)[number]

/** One file of a shard, with the shape that the metadata tell (the newer form). */
export interface ShardFile {
  readonly name: string
  readonly shape: readonly number[] | undefined
}

/** The files of one shard. DeepChem leaves out arrays that it does not have; X is always there. */
export interface ShardFiles {
  readonly ids: ShardFile | undefined
  readonly X: ShardFile
  readonly y: ShardFile | undefined
  readonly w: ShardFile | undefined
  /** Line of the metadata that names them. */
  readonly line: number
}

export interface DiskDatasetMetadata {
  /** `names`: four columns of file names, as older DeepChem wrote. `shapes`: four more with the arrays' shapes. */
  readonly form: 'names' | 'shapes'
  readonly shards: readonly ShardFiles[]
}

/** Reads metadata.csv.gzip. Shard names that leave the folder are refused (`FILE_NAME_UNSAFE`). */
export async function readMetadata(folder: SourceFolder, compression: Compression): Promise<DiskDatasetMetadata> {
  const source = await folder.open(METADATA_FILE)
  if (source === undefined) {
    const shardFiles = (await folder.list()).filter((name) => /\.(joblib|npy)$/.test(name)).length
    throw new HeliconError('DISK_DATASET_METADATA_MISSING', { folder: folder.name, shardFiles })
  }
  const file = source.name
  const text = await readText(compression.decompress(source.stream(), 'gzip', file), file, TEXT_LIMIT)
  return parseMetadata(text, file, folder.name)
}

/** Parses the text of metadata.csv; `file` and `folder` are for messages. */
export function parseMetadata(text: string, file: string, folder: string): DiskDatasetMetadata {
  const [head, ...rows] = parseDelimited(text, ',', file)
  const columns = head?.values ?? []
  const shapes = ARRAY_NAMES.map((name) => `${name}_shape`)
  const has = (names: readonly string[]): boolean => names.every((name) => columns.includes(name))
  const form = columns.length === 4 ? 'names' : 'shapes'
  if (!has(ARRAY_NAMES) || (form === 'shapes' && !(columns.length === 8 && has(shapes))))
    throw new HeliconError('DISK_DATASET_COLUMNS_INVALID', {
      file,
      found: columns.join(',').slice(0, 200) || 'missing',
    })
  const shards = rows.map(({ values, line }) => {
    const row = { file, folder, line, columns, values }
    if (values.length !== columns.length)
      throw rowInvalid(row, String(values.length), `${values.length} values`, 'values')
    const X = shardFile(row, 'X')
    if (X === undefined) throw rowInvalid(row, 'X', '""', 'file')
    return { X, ids: shardFile(row, 'ids'), y: shardFile(row, 'y'), w: shardFile(row, 'w'), line }
  })
  return { form, shards }
}

interface Row {
  readonly file: string
  readonly folder: string
  readonly line: number
  readonly columns: readonly string[]
  readonly values: readonly string[]
}

function rowInvalid(row: Row, column: string, found: string, expected: 'values' | 'file' | 'shape'): HeliconError {
  return new HeliconError('DISK_DATASET_ROW_INVALID', { file: row.file, line: row.line, column, found, expected })
}

function shardFile(row: Row, array: ArrayName): ShardFile | undefined {
  const name = row.values[row.columns.indexOf(array)] ?? ''
  if (name === '') return undefined
  requirePlainName(name, row.folder, { file: row.file, line: row.line })
  const column = row.columns.indexOf(`${array}_shape`)
  return { name, shape: column < 0 ? undefined : parseShape(row, `${array}_shape`, row.values[column] ?? '') }
}

/** A shape as Python prints it: `(34527, 101, 4)`, `(34527,)`. */
function parseShape(row: Row, column: string, text: string): number[] {
  if (!/^\(\s*\d{1,15}\s*(,\s*\d{1,15}\s*)*,?\s*\)$/.test(text))
    throw rowInvalid(row, column, JSON.stringify(text.slice(0, 80)), 'shape')
  return (text.match(/\d+/g) ?? []).map(Number)
}

/** Reads tasks.json: the names of the label columns. DeepChem numbers tasks without a name. */
export async function readTasks(folder: SourceFolder): Promise<readonly string[]> {
  const source = await folder.open(TASKS_FILE)
  if (source === undefined) throw new HeliconError('DISK_DATASET_TASKS_MISSING', { folder: folder.name })
  const text = await readText(source.stream(), source.name, TEXT_LIMIT)
  const invalid = (): HeliconError =>
    new HeliconError('DISK_DATASET_TASKS_INVALID', { file: source.name, found: JSON.stringify(text.slice(0, 80)) })
  let tasks: unknown
  try {
    tasks = JSON.parse(text)
  } catch {
    throw invalid()
  }
  if (!Array.isArray(tasks)) throw invalid()
  return tasks.map((task: unknown) => {
    if (typeof task !== 'string' && typeof task !== 'number') throw invalid()
    return String(task)
  })
}
