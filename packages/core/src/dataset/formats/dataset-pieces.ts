import type { TaskOptions } from '../../core/progress.js'
import type { Dataset } from '../dataset.js'
import { recordCount, weightColumns } from '../select.js'
import type { DatasetStream, LabelFacts } from '../stream.js'

const RECORDS_A_PIECE = 4096

/** A data set in memory as a stream of pieces of 4,096 records. Labels, weights and features share its memory. */
export function streamOfDataset(dataset: Dataset, labels: LabelFacts): DatasetStream {
  const { name, outputs, taskNames, weights } = dataset
  return {
    name,
    outputs,
    taskNames,
    labels,
    ...(weights && { weightColumns: weightColumns(weights, recordCount(dataset)) }),
    pieces: (options) => piecesOf(dataset, options),
  }
}

async function* piecesOf(dataset: Dataset, options: TaskOptions = {}): AsyncGenerator<Dataset> {
  const total = recordCount(dataset)
  for (let start = 0; start < total; start += RECORDS_A_PIECE) {
    options.signal?.throwIfAborted()
    const end = Math.min(total, start + RECORDS_A_PIECE)
    yield recordRange(dataset, start, end)
    options.onProgress?.({ task: 'read', done: end, total })
  }
}

/** The records [start, end) of a data set. */
function recordRange(dataset: Dataset, start: number, end: number): Dataset {
  const { sequences, labels, outputs, weights, features, featureCount } = dataset
  const base = sequences.offsets[start] ?? 0
  const rows = (values: Float32Array, width: number): Float32Array => values.subarray(start * width, end * width)
  return {
    ...dataset,
    sequences: {
      codes: sequences.codes.subarray(base, sequences.offsets[end]),
      offsets: sequences.offsets.slice(start, end + 1).map((offset) => offset - base),
      ids: sequences.ids.slice(start, end),
    },
    ...(labels && { labels: rows(labels, outputs) }),
    ...(weights && { weights: rows(weights, weightColumns(weights, recordCount(dataset))) }),
    ...(features && { features: rows(features, featureCount) }),
  }
}
