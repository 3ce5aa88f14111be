import { existsSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import {
  type Dataset,
  type DatasetStream,
  fastaText,
  type LabelText,
  npzDatasetChunks,
  type TaskOptions,
  tableText,
  writeDiskDataset,
} from '@helicon/core'
import { nodeCompression, targetFolder, writeOutputFile } from '@helicon/core/node'
import { encoded, writeOutput } from '../console/output-file.js'
import type { Terminal } from '../console/terminal.js'
import { UsageError } from '../usage-error.js'
import { fillNewFolder } from './new-folder.js'

/** What is written record by record. */
export const OUTPUT_FORMATS = ['fasta', 'tsv', 'csv', 'disk-dataset'] as const
export type OutputFormat = (typeof OUTPUT_FORMATS)[number]

/** What data that can be read again are written as: an archive needs their sizes before their values. */
export const STREAM_FORMATS = [...OUTPUT_FORMATS, 'npz'] as const
export type StreamFormat = (typeof STREAM_FORMATS)[number]

const FORMAT_OF_ENDING: Readonly<Record<string, StreamFormat>> = {
  '.fa': 'fasta',
  '.fasta': 'fasta',
  '.fna': 'fasta',
  '.tsv': 'tsv',
  '.csv': 'csv',
  '.npz': 'npz',
}

/** Whether a format has a place for the weights of records. */
export function keepsWeights(format: StreamFormat): boolean {
  return format === 'disk-dataset' || format === 'npz'
}

/** Where sequences are written to, and how. */
export interface SequenceOutput<Format extends StreamFormat = StreamFormat> {
  /** As given; `-` is standard output. */
  readonly path: string
  readonly format: Format
  readonly gzip: boolean
}

export interface WriteOptions extends TaskOptions {
  /** What FASTA and tables write of labels. Default `class`. */
  readonly labels?: LabelText
  /** Names of the classes, for `names`. */
  readonly classes?: readonly string[]
}

/**
 * What is written to a path: by `format`, else by its ending. A path without an ending, or a folder that is there, is a
 * DiskDataset.
 *
 * @param formats that can be written here
 * @throws UsageError for an ending that says nothing, and for a DiskDataset that no folder can be
 */
export function sequenceOutput<Format extends StreamFormat>(
  path: string,
  format: Format | undefined,
  terminal: Terminal,
  formats: readonly Format[],
): SequenceOutput<Format> {
  const { usage, simulation, dataCommands } = terminal.texts
  if (path === '-') {
    if (format === 'disk-dataset') throw new UsageError(usage.notToStandardOutput('disk-dataset'))
    if (format === 'npz') throw new UsageError(dataCommands.notAsText(format))
  }
  const isFolder = /[/\\]$/.test(path) || (existsSync(path) && statSync(path).isDirectory())
  const gzip = !isFolder && extname(path).toLowerCase() === '.gz'
  const ending = extname(gzip ? path.slice(0, -3) : path).toLowerCase()
  const byEnding =
    path === '-' ? 'fasta' : isFolder || ending === '' ? 'disk-dataset' : (FORMAT_OF_ENDING[ending] ?? '')
  const chosen = format ?? formats.find((name) => name === byEnding)
  if (chosen === undefined) {
    const known = Object.keys(FORMAT_OF_ENDING).filter((end) => formats.some((name) => name === FORMAT_OF_ENDING[end]))
    throw new UsageError(simulation.unknownEnding(path, known.join(', ')))
  }
  if (gzip && chosen === 'disk-dataset') throw new UsageError(simulation.notCompressed(path))
  if (gzip && chosen === 'npz') throw new UsageError(dataCommands.compressedAlready(path))
  return { path, format: chosen, gzip }
}

/**
 * Writes data sets, one after the other, as they come. A file, and a folder, appears complete or not at all.
 *
 * @throws HeliconError `FOLDER_NOT_EMPTY`, and what the writers throw
 */
export async function writeSequences(
  terminal: Terminal,
  { path, format, gzip }: SequenceOutput<OutputFormat>,
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  options: WriteOptions,
): Promise<void> {
  if (format === 'disk-dataset') {
    await fillNewFolder(path, () => writeDiskDataset(targetFolder(path), shards, nodeCompression, options))
    return
  }
  const text = textOf(format, shards, options)
  if (gzip) await writeOutputFile(path, nodeCompression.compress(encoded(text), 'gzip'))
  else await writeOutput(terminal, path, text)
}

/** Writes an archive of arrays of all records of a stream. Throws what `npzDatasetChunks` throws. */
export async function writeArchive(path: string, stream: DatasetStream, options: TaskOptions): Promise<void> {
  await writeOutputFile(path, npzDatasetChunks(stream, options))
}

function textOf(
  format: 'fasta' | 'tsv' | 'csv',
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  { labels = 'class', ...options }: WriteOptions,
): AsyncGenerator<string> {
  if (format === 'fasta') return fastaText(shards, { ...options, labels })
  return tableText(shards, { ...options, labels, delimiter: format === 'tsv' ? '\t' : ',' })
}
