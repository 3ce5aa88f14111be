import { existsSync, statSync } from 'node:fs'
import { extname } from 'node:path'
import {
  type Dataset,
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

export const OUTPUT_FORMATS = ['fasta', 'tsv', 'csv', 'disk-dataset', 'npz'] as const
export type OutputFormat = (typeof OUTPUT_FORMATS)[number]

const FORMAT_OF_ENDING: Readonly<Record<string, OutputFormat>> = {
  '.fa': 'fasta',
  '.fasta': 'fasta',
  '.fna': 'fasta',
  '.tsv': 'tsv',
  '.csv': 'csv',
  '.npz': 'npz',
}

/** Where sequences are written to, and how. */
export interface SequenceOutput {
  /** As given; `-` is standard output. */
  readonly path: string
  readonly format: OutputFormat
  readonly gzip: boolean
}

export interface WriteOptions extends TaskOptions {
  /** What FASTA and tables write of labels. Default `class`. */
  readonly labels?: LabelText
  /** Names of the classes, for `names`. */
  readonly classes?: readonly string[] | undefined
}

/**
 * What is written to a path: by `format`, else by its ending. A path without an ending, or a folder that is there, is a
 * DiskDataset.
 *
 * @throws UsageError for an ending that says nothing, and for a DiskDataset that no folder can be
 */
export function sequenceOutput(path: string, format: OutputFormat | undefined, terminal: Terminal): SequenceOutput {
  const { usage, simulation } = terminal.texts
  if (path === '-') {
    if (format === 'disk-dataset') throw new UsageError(usage.notToStandardOutput('disk-dataset'))
    if (format === 'npz') throw new UsageError(simulation.notAsText('npz'))
    return { path, format: format ?? 'fasta', gzip: false }
  }
  const isFolder = /[/\\]$/.test(path) || (existsSync(path) && statSync(path).isDirectory())
  const gzip = !isFolder && extname(path).toLowerCase() === '.gz'
  const ending = extname(gzip ? path.slice(0, -3) : path).toLowerCase()
  const byEnding = isFolder || ending === '' ? 'disk-dataset' : FORMAT_OF_ENDING[ending]
  const chosen = format ?? byEnding
  if (chosen === undefined)
    throw new UsageError(simulation.unknownEnding(path, Object.keys(FORMAT_OF_ENDING).join(', ')))
  if (gzip && (chosen === 'disk-dataset' || chosen === 'npz'))
    throw new UsageError(simulation.notCompressed(path, chosen))
  return { path, format: chosen, gzip }
}

/**
 * Writes data sets, one after the other, as they come. A file, and a folder, appears complete or not at all.
 *
 * @throws HeliconError `FOLDER_NOT_EMPTY`, and what the writers throw
 */
export async function writeSequences(
  terminal: Terminal,
  output: SequenceOutput,
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  options: WriteOptions,
): Promise<void> {
  const { path, format, gzip } = output
  switch (format) {
    case 'disk-dataset':
      await fillNewFolder(path, () => writeDiskDataset(targetFolder(path), shards, nodeCompression, options))
      return
    case 'npz':
      await writeOutputFile(path, npzDatasetChunks(shards, options))
      return
    default: {
      const text = textOf(format, shards, options)
      if (gzip) await writeOutputFile(path, nodeCompression.compress(encoded(text), 'gzip'))
      else await writeOutput(terminal, path, text)
    }
  }
}

function textOf(
  format: 'fasta' | 'tsv' | 'csv',
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  { labels = 'class', ...options }: WriteOptions,
): AsyncGenerator<string> {
  if (format === 'fasta') return fastaText(shards, { ...options, labels })
  return tableText(shards, { ...options, labels, delimiter: format === 'tsv' ? '\t' : ',' })
}
