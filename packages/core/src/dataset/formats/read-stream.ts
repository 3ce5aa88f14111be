import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { Dataset } from '../dataset.js'
import { concatenateDatasets } from '../select.js'
import type { DatasetStream } from '../stream.js'

/**
 * Reads a whole stream into memory: one byte a base, and the labels, weights and ids; while pieces are joined, twice
 * that. Throws `DATASET_EMPTY` where there is no record, and what the stream throws.
 */
export async function readStream(stream: DatasetStream, options: TaskOptions = {}): Promise<Dataset> {
  const pieces: Dataset[] = []
  for await (const { letters: _, ...piece } of stream.pieces(options)) pieces.push(piece)
  if (pieces.length === 0) throw new HeliconError('DATASET_EMPTY', { dataset: stream.name })
  return { ...concatenateDatasets(pieces, stream.name), name: stream.name }
}
