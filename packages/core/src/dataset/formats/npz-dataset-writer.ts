import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import { sequenceCount, sequenceLength } from '../../sequence/build-sequence-set.js'
import type { Dataset } from '../dataset.js'
import type { DatasetStream } from '../stream.js'
import { codePointCount, textArray, textChunks, type WritableArray } from './array-writer.js'
import { parseDType } from './dtype.js'
import { npzChunks } from './npz-writer.js'
import { oneHotChunks } from './one-hot-array.js'

/** What must be known of all records before the first array is written. */
interface Sizes {
  readonly records: number
  readonly length: number
  /** Characters of the longest id. */
  readonly idWidth: number
  readonly hasLabels: boolean
}

/**
 * The bytes of an .npz archive with all records of a stream, as `npzStream` and numpy read it: `X` uint8 one-hot
 * [n, length, 4] (N all zero), `ids`, of labelled data `y` float32 [n] or [n, tasks] and `tasks`, of weighted data `w`,
 * and `classes` where the classes have names. The stream is read once for the sizes and once for each array, so that
 * memory holds one piece.
 *
 * @throws HeliconError `NPZ_LENGTHS_DIFFER` for sequences of different lengths, `NPZ_FEATURES`, `DATASET_EMPTY`, and what
 *   the stream throws
 */
export async function* npzDatasetChunks(stream: DatasetStream, options: TaskOptions = {}): AsyncGenerator<Uint8Array> {
  const { outputs, taskNames, labels, weightColumns } = stream
  const { records, length, idWidth, hasLabels } = await sizesOf(stream, options)
  const quiet = { signal: options.signal }
  const array = (type: string, shape: readonly number[], bytes: (piece: Dataset) => Iterable<Uint8Array>) => ({
    header: { dtype: parseDType(type, 'array'), shape, fortranOrder: false },
    chunks: () => bytesOf(stream, bytes, quiet),
  })
  const columns = (width: number): number[] => (width === 1 ? [records] : [records, width])
  const arrays = new Map<string, WritableArray>([
    ['X', array('|u1', [records, length, 4], ({ sequences }) => oneHotChunks(sequences.codes))],
    ['ids', array(`<U${idWidth}`, [records], ({ sequences }) => textChunks(sequences.ids, idWidth))],
  ])
  if (hasLabels) {
    arrays.set(
      'y',
      array('<f4', columns(outputs), (piece) => floatBytes(piece.labels)),
    )
    arrays.set('tasks', textArray(taskNames))
  }
  if (weightColumns !== undefined)
    arrays.set(
      'w',
      array('<f4', columns(weightColumns), (piece) => floatBytes(piece.weights)),
    )
  if (labels.classes !== undefined) arrays.set('classes', textArray(labels.classes))
  yield* npzChunks(arrays)
}

async function* bytesOf(
  stream: DatasetStream,
  bytes: (piece: Dataset) => Iterable<Uint8Array>,
  options: TaskOptions,
): AsyncGenerator<Uint8Array> {
  for await (const piece of stream.pieces(options)) yield* bytes(piece)
}

function floatBytes(values: Float32Array = new Float32Array(0)): Uint8Array[] {
  return [new Uint8Array(values.buffer, values.byteOffset, values.byteLength)]
}

async function sizesOf(stream: DatasetStream, options: TaskOptions): Promise<Sizes> {
  let records = 0
  let length: number | undefined
  let idWidth = 1
  let hasLabels = false
  for await (const piece of stream.pieces(options)) {
    const { sequences, featureCount, labels } = piece
    if (featureCount > 0) throw new HeliconError('NPZ_FEATURES', { dataset: stream.name })
    hasLabels = labels !== undefined
    const n = sequenceCount(sequences)
    for (let row = 0; row < n; row++) {
      const found = sequenceLength(sequences, row)
      length ??= found
      if (found !== length)
        throw new HeliconError('NPZ_LENGTHS_DIFFER', {
          ...{ dataset: stream.name, row: records + row, found, expected: length },
        })
      const id = sequences.ids[row] ?? ''
      if (id.length > idWidth) idWidth = Math.max(idWidth, codePointCount(id))
    }
    records += n
  }
  if (length === undefined) throw new HeliconError('DATASET_EMPTY', { dataset: stream.name })
  return { records, length, idWidth, hasLabels }
}
