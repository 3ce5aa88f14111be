import type { DatasetStream, TaskOptions } from '@helicon/core'
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
 * @throws HeliconError what the writers of the formats throw
 */
export async function writeStream(
  terminal: Terminal,
  output: SequenceOutput,
  stream: DatasetStream,
  { shardSize, ...options }: StreamWriteOptions,
): Promise<void> {
  const { path, format, gzip } = output
  if (format === 'npz') return writeArchive(path, stream, options)
  const pieces = stream.pieces(options)
  const shards = format === 'disk-dataset' ? shardsOf(pieces, shardSize) : pieces
  await writeSequences(terminal, { path, format, gzip }, shards, { signal: options.signal, ...labelWriting(stream) })
}

function labelWriting({ labels, outputs }: DatasetStream): Pick<WriteOptions, 'labels' | 'classes'> {
  if (labels.classes !== undefined) return { labels: 'names', classes: labels.classes }
  return { labels: outputs === 1 || labels.kind === 'categorical' ? 'class' : 'columns' }
}
