import { existsSync, statSync } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { extname } from 'node:path'
import { type Dataset, fastaText, HeliconError, type TaskOptions, tableText, writeDiskDataset } from '@helicon/core'
import { nodeCompression, targetFolder, writeOutputFile } from '@helicon/core/node'
import { encoded, writeOutput } from '../console/output-file.js'
import type { Terminal } from '../console/terminal.js'
import { UsageError } from '../usage-error.js'

export const OUTPUT_FORMATS = ['fasta', 'tsv', 'csv', 'disk-dataset'] as const
export type OutputFormat = (typeof OUTPUT_FORMATS)[number]

const FORMAT_OF_ENDING: Readonly<Record<string, OutputFormat>> = {
  '.fa': 'fasta',
  '.fasta': 'fasta',
  '.fna': 'fasta',
  '.tsv': 'tsv',
  '.csv': 'csv',
}

/** Where sequences are written to, and how. */
export interface SequenceOutput {
  /** As given; `-` is standard output. */
  readonly path: string
  readonly format: OutputFormat
  readonly gzip: boolean
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
    return { path, format: format ?? 'fasta', gzip: false }
  }
  const isFolder = /[/\\]$/.test(path) || (existsSync(path) && statSync(path).isDirectory())
  const gzip = !isFolder && extname(path).toLowerCase() === '.gz'
  const ending = extname(gzip ? path.slice(0, -3) : path).toLowerCase()
  const byEnding = isFolder || ending === '' ? 'disk-dataset' : FORMAT_OF_ENDING[ending]
  const chosen = format ?? byEnding
  if (chosen === undefined)
    throw new UsageError(simulation.unknownEnding(path, Object.keys(FORMAT_OF_ENDING).join(', ')))
  if (chosen === 'disk-dataset' && gzip) throw new UsageError(simulation.notCompressed(path))
  return { path, format: chosen, gzip }
}

/**
 * Writes data sets, one after the other, as they come. A file appears complete or not at all.
 *
 * @throws HeliconError `FOLDER_NOT_EMPTY`, and what the writers throw
 */
export async function writeSequences(
  terminal: Terminal,
  output: SequenceOutput,
  shards: AsyncIterable<Dataset> | Iterable<Dataset>,
  options: TaskOptions,
): Promise<void> {
  const { path, format, gzip } = output
  if (format === 'disk-dataset') {
    const there = await readdir(path).catch(() => [])
    if (there.length > 0) throw new HeliconError('FOLDER_NOT_EMPTY', { folder: path })
    await writeDiskDataset(targetFolder(path), shards, nodeCompression, options)
    return
  }
  const text =
    format === 'fasta'
      ? fastaText(shards, { ...options, labels: 'class' })
      : tableText(shards, { ...options, labels: 'class', delimiter: format === 'tsv' ? '\t' : ',' })
  if (gzip) await writeOutputFile(path, nodeCompression.compress(encoded(text), 'gzip'))
  else await writeOutput(terminal, path, text)
}
