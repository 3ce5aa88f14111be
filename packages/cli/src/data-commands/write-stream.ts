import { type DatasetStream, HeliconError, sequenceCount, sequenceLength, type TaskOptions } from '@helicon/core'
import type { Terminal } from '../console/terminal.js'
import { type SequenceOutput, type WriteOptions, writeArchive, writeSequences } from '../data/sequence-output.js'
import { shardsOf } from './shards.js'

export interface StreamWriteOptions extends TaskOptions {
  /** Records of a shard of a DiskDataset. */
  readonly shardSize: number
}

/**
 * Writes all records of a stream, with labels such that reading them again gives the same.
 *
 * @throws HeliconError `OUTPUT_LENGTHS_DIFFER` for arrays of sequences of several lengths, and what the writers throw
 */
export async function writeStream(
  terminal: Terminal,
  output: SequenceOutput,
  stream: DatasetStream,
  { shardSize, ...options }: StreamWriteOptions,
): Promise<void> {
  const { path, format, gzip } = output
  if (format === 'npz') return writeArchive(path, ofOneLength(stream, format), options)
  const pieces = (format === 'disk-dataset' ? ofOneLength(stream, format) : stream).pieces(options)
  const shards = format === 'disk-dataset' ? shardsOf(pieces, shardSize) : pieces
  await writeSequences(terminal, { path, format, gzip }, shards, { signal: options.signal, ...labelWriting(stream) })
}

function labelWriting({ labels, outputs }: DatasetStream): Pick<WriteOptions, 'labels' | 'classes'> {
  if (labels.classes !== undefined) return { labels: 'names', classes: labels.classes }
  return { labels: outputs === 1 || labels.kind === 'categorical' ? 'class' : 'columns' }
}

/** The same records, as long as they are of one length: arrays have no place for others. */
function ofOneLength(stream: DatasetStream, format: string): DatasetStream {
  return {
    ...stream,
    async *pieces(options) {
      let expected: number | undefined
      let before = 0
      for await (const piece of stream.pieces(options)) {
        const { sequences } = piece
        for (let row = 0; row < sequenceCount(sequences); row++) {
          const found = sequenceLength(sequences, row)
          expected ??= found
          if (found === expected) continue
          const place = { dataset: stream.name, record: sequences.ids[row] ?? '', row: before + row }
          throw new HeliconError('OUTPUT_LENGTHS_DIFFER', { ...place, found, expected, format })
        }
        before += sequenceCount(sequences)
        yield piece
      }
    },
  }
}
