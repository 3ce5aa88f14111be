import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import { recordCount, weightColumns } from '../select.js'
import type { DatasetPiece, DatasetStream, RawRecordSource, RawRecords } from '../stream.js'

/**
 * Streams one after the other. Where some have weights, the records of the others get weight 1; a single label column
 * is called as in the first.
 *
 * @param streams at least one
 * @throws HeliconError `DATASETS_DIFFER` where kinds of labels, classes or label columns differ; `DATASET_EMPTY` for none
 */
export function concatenateStreams(streams: readonly DatasetStream[], name?: string): DatasetStream {
  const joined = name ?? streams.map((stream) => stream.name).join(' + ')
  const [first, ...others] = streams
  if (first === undefined) throw new HeliconError('DATASET_EMPTY', { dataset: joined })
  for (const other of others) requireSameLabels(first, other)
  const width = Math.max(0, ...streams.map((stream) => stream.weightColumns ?? 0))
  const classes = streams.find((stream) => stream.labels.classes !== undefined)?.labels.classes
  return {
    name: joined,
    outputs: first.outputs,
    taskNames: first.taskNames,
    labels: { kind: first.labels.kind, ...(classes && { classes }) },
    ...(width > 0 && { weightColumns: width }),
    pieces: (options) => joinPieces(streams, first.taskNames, width, options),
  }
}

async function* joinPieces(
  streams: readonly DatasetStream[],
  taskNames: readonly string[],
  width: number,
  options: TaskOptions | undefined,
): AsyncGenerator<DatasetPiece> {
  for (const stream of streams)
    for await (const piece of stream.pieces(options)) {
      const weights = width === 0 ? undefined : widened(piece, width)
      yield { ...piece, taskNames, ...(weights && { weights }) }
    }
}

/** Weights of `width` columns, 1 where there were none. */
function widened(piece: DatasetPiece, width: number): Float32Array {
  const { weights } = piece
  const records = recordCount(piece)
  if (weights === undefined) return new Float32Array(records * width).fill(1)
  const from = weightColumns(weights, records)
  if (from === width) return weights
  return Float32Array.from({ length: records * width }, (_, k) => weights[Math.floor(k / width) * from] ?? 1)
}

function requireSameLabels(first: DatasetStream, other: DatasetStream): void {
  const facts = (stream: DatasetStream, classes: readonly string[] | undefined) => [
    ['labels', stream.labels.kind],
    ['label columns', String(stream.outputs)],
    ['classes', (stream.labels.classes ?? classes)?.join(', ') ?? 'none'],
    ['task names', stream.outputs === 1 ? '' : stream.taskNames.join(', ')],
  ]
  const expected = facts(first, other.labels.classes)
  facts(other, first.labels.classes).forEach(([what = '', found = ''], i) => {
    const wanted = expected[i]?.[1] ?? ''
    if (found === wanted) return
    throw new HeliconError('DATASETS_DIFFER', { dataset: other.name, other: first.name, what, found, expected: wanted })
  })
}

/**
 * Text files of records one after the other, so that their labels are interpreted together.
 *
 * @param sources at least one
 * @throws HeliconError `DATASETS_DIFFER` where the label columns differ (one column may have any name)
 */
export function concatenateRecords(sources: readonly RawRecordSource[], name?: string): RawRecordSource {
  const joined = name ?? sources.map((source) => source.name).join(' + ')
  const [first, ...others] = sources
  if (first === undefined) throw new HeliconError('DATASET_EMPTY', { dataset: joined })
  for (const other of others) {
    const [found, expected] = [other.labelNames, first.labelNames]
    if (found.length === 1 && expected.length === 1) continue
    if (found.join('\0') === expected.join('\0')) continue
    throw new HeliconError('DATASETS_DIFFER', {
      ...{ dataset: other.name, other: first.name, what: 'label columns' },
      found: found.join(', ') || 'none',
      expected: expected.join(', ') || 'none',
    })
  }
  return { name: joined, labelNames: first.labelNames, read: (options) => readAll(sources, options) }
}

async function* readAll(
  sources: readonly RawRecordSource[],
  options: TaskOptions | undefined,
): AsyncGenerator<RawRecords> {
  for (const source of sources) for await (const piece of source.read(options)) yield { file: source.name, ...piece }
}
