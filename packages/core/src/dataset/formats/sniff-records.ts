import { HeliconError } from '../../core/errors.js'
import { ByteReader } from '../../io/byte-reader.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { plainBytes } from '../../io/plain-bytes.js'
import { looksLikeTable } from './table-form.js'
import { firstLines } from './table-records.js'

/** A format of records or of what leads to them. */
export type SniffedFormat = 'fasta' | 'fastq' | 'tsv' | 'csv' | 'bed' | 'npz' | '2bit'

/** By the first four bytes: a zip archive (with members, or without), and 2bit in either byte order. */
const MAGIC: readonly (readonly [readonly number[], SniffedFormat])[] = [
  [[0x50, 0x4b, 3, 4], 'npz'],
  [[0x50, 0x4b, 5, 6], 'npz'],
  [[0x43, 0x27, 0x41, 0x1a], '2bit'],
  [[0x1a, 0x41, 0x27, 0x43], '2bit'],
]

/** By the ending of a name, for files whose contents do not tell. */
const ENDINGS: readonly (readonly [RegExp, SniffedFormat])[] = [
  [/\.(bed|narrowpeak|broadpeak)$/, 'bed'],
  [/\.(tsv|tab)$/, 'tsv'],
  [/\.csv$/, 'csv'],
  [/\.(fa|fasta|fna|ffn|fas)$/, 'fasta'],
  [/\.(fq|fastq)$/, 'fastq'],
  [/\.npz$/, 'npz'],
  [/\.2bit$/, '2bit'],
]

/**
 * The format of a file, plain or in gzip, by its contents; where they do not tell, by its name. A table is `csv` where
 * commas or semicolons divide it and `tsv` otherwise.
 *
 * @throws HeliconError `RECORDS_MISSING` for an empty file, `RECORD_FORMAT_UNKNOWN` naming what was seen, and what text
 *   that is none throws
 */
export async function sniffRecords(source: ByteSource, compression: Compression): Promise<SniffedFormat> {
  const start = await firstBytes(source, compression)
  if (start.length === 0) throw new HeliconError('RECORDS_MISSING', { file: source.name })
  const magic = MAGIC.find(([bytes]) => bytes.every((byte, i) => start[i] === byte))
  if (magic !== undefined) return magic[1]
  const lines = (await firstLines(source, compression)).map((line) => line.trimEnd())
  const first = lines.find((line) => line.trim() !== '')
  if (first === undefined) throw new HeliconError('RECORDS_MISSING', { file: source.name })
  const found = byText(lines, source.name) ?? byName(source.name)
  if (found === undefined)
    throw new HeliconError('RECORD_FORMAT_UNKNOWN', { file: source.name, found: first.trim().slice(0, 40) })
  return found
}

async function firstBytes(source: ByteSource, compression: Compression): Promise<Uint8Array> {
  const reader = new ByteReader(plainBytes(source, compression), source.name)
  try {
    return (await reader.peek(4)).slice()
  } finally {
    await reader.close()
  }
}

function byText(lines: readonly string[], file: string): SniffedFormat | undefined {
  const [first = ''] = lines.filter((line) => line.trim() !== '' && !line.startsWith(';'))
  if (first.startsWith('>')) return 'fasta'
  // The header of a SAM file starts with @ too.
  if (first.startsWith('@') && !/^@[A-Z]{2}\t/.test(first)) return 'fastq'
  const table = looksLikeTable(lines, file)
  if (table === undefined) return looksLikeBed(lines) ? 'bed' : undefined
  return table.delimiter === ',' || table.delimiter === ';' ? 'csv' : 'tsv'
}

/** Whether all lines are of three columns or more with whole numbers in the second and third. */
function looksLikeBed(lines: readonly string[]): boolean {
  const rows = lines
    .filter((line) => line.trim() !== '' && !/^(#|track\b|browser\b)/.test(line))
    .map((line) => line.trim().split(/\s+/))
  // A first row of names is no part of the format, but its reader says so best.
  const body = rows.length > 1 ? rows.slice(1) : rows
  return body.length > 0 && body.every(([, start = '', end = '']) => /^\d+$/.test(start) && /^\d+$/.test(end))
}

function byName(name: string): SniffedFormat | undefined {
  const plain = name.toLowerCase().replace(/\.(gz|bgz|bgzf|gzip)$/, '')
  return ENDINGS.find(([ending]) => ending.test(plain))?.[1]
}
