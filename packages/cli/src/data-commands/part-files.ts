import { statSync } from 'node:fs'
import { extname } from 'node:path'
import { sniffRecords } from '@helicon/core'
import { fileSource, nodeCompression } from '@helicon/core/node'
import type { StreamFormat } from '../data/sequence-output.js'
import type { SourceSpec } from '../data/source-spec.js'

/** How the files of the parts are written. */
export interface PartFormat {
  readonly format: StreamFormat
  readonly gzip: boolean
}

const ENDINGS: Readonly<Record<StreamFormat, string>> = {
  fasta: '.fa',
  tsv: '.tsv',
  csv: '.csv',
  npz: '.npz',
  'disk-dataset': '',
}

/** The format of the source where it can be written, else FASTA; text is compressed where the source is. */
export async function partFormat(spec: SourceSpec, asked: StreamFormat | undefined): Promise<PartFormat> {
  const [path = '-'] = spec.paths
  const found = asked ?? (await sourceFormat(spec, path))
  const format = isWritten(found) ? found : 'fasta'
  const isText = format === 'fasta' || format === 'tsv' || format === 'csv'
  return { format, gzip: isText && extname(path).toLowerCase() === '.gz' }
}

/** `validation.fa.gz`, or `validation` for a folder. */
export function partFile(part: string, { format, gzip }: PartFormat): string {
  return `${part}${ENDINGS[format]}${gzip ? '.gz' : ''}`
}

async function sourceFormat({ format }: SourceSpec, path: string): Promise<string> {
  if (format !== undefined) return format
  if (path === '-') return 'fasta'
  return statSync(path).isDirectory() ? 'disk-dataset' : sniffRecords(fileSource(path), nodeCompression)
}

function isWritten(format: string): format is StreamFormat {
  return format in ENDINGS
}
