import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { readLines } from '../../io/lines.js'
import { textBytes } from '../../io/text-bytes.js'
import type { RawRecordSource, RawRecords } from '../stream.js'
import { LONGEST_RECORD, RecordBatch } from './record-batch.js'

/** A read as it has come so far. */
interface Read {
  readonly id: string
  readonly line: number
  sequence: string
  /** Quality values; undefined before the line `+`. */
  qualities: number | undefined
}

/**
 * Records of a FASTQ file, plain or in gzip, piece by piece. Sequences and quality values may be wrapped; quality values
 * are counted and otherwise ignored, and so is what follows the id. Source: Cock et al. 2010, Nucleic Acids Res. 38:1767.
 *
 * @throws HeliconError (while reading) `FASTQ_INVALID`, `FASTQ_QUALITY_LENGTH`, `RECORDS_MISSING`, what `RecordBatch`
 *   throws and what text that is none throws, each naming the line
 */
export function fastqRecords(source: ByteSource, compression: Compression): RawRecordSource {
  return { name: source.name, labelNames: [], read: (task) => readRecords(source, compression, task) }
}

async function* readRecords(
  source: ByteSource,
  compression: Compression,
  options: TaskOptions = {},
): AsyncGenerator<RawRecords> {
  const file = source.name
  const batch = new RecordBatch(file, 0)
  let line = 0
  let read: Read | undefined
  let found = false
  for await (const lines of readLines(textBytes(source, compression), file, { limit: LONGEST_RECORD })) {
    for (const text of lines) {
      line += 1
      if (read === undefined) {
        if (text.trim() === '') continue
        read = begun(text, file, line)
      } else take(read, text, file)
      if (!isWhole(read)) continue
      batch.addText(read.id, read.line, read.sequence, [])
      found = true
      read = undefined
      if (batch.isFull) yield batch.take(options)
    }
  }
  if (read !== undefined) throw unfinished(read, file)
  if (!found) throw new HeliconError('RECORDS_MISSING', { file })
  if (!batch.isEmpty) yield batch.take(options)
}

function begun(text: string, file: string, line: number): Read {
  const id = text.startsWith('@') ? (/^\S+/.exec(text.slice(1))?.[0] ?? '') : ''
  if (id === '') throw new HeliconError('FASTQ_INVALID', { file, line, problem: 'header' })
  return { id, line, sequence: '', qualities: undefined }
}

/** Takes the next line of a read. Its quality values may start with `@` or `+`: only their number tells where they end. */
function take(read: Read, text: string, file: string): void {
  if (read.qualities === undefined) {
    if (text.startsWith('+')) {
      if (read.sequence === '') throw new HeliconError('RECORD_EMPTY', { file, line: read.line, record: read.id })
      read.qualities = 0
    } else read.sequence += text.trim()
  } else read.qualities += text.trim().length
  if (read.sequence.length > LONGEST_RECORD)
    throw new HeliconError('RECORD_TOO_LONG', { file, line: read.line, record: read.id, limit: LONGEST_RECORD })
  if ((read.qualities ?? 0) > read.sequence.length) throw qualityLength(read, file)
}

function isWhole(read: Read): boolean {
  return read.qualities === read.sequence.length && read.sequence !== ''
}

function unfinished(read: Read, file: string): HeliconError {
  if (read.qualities === undefined) return new HeliconError('FASTQ_INVALID', { file, line: read.line, problem: 'end' })
  return qualityLength(read, file)
}

function qualityLength(read: Read, file: string): HeliconError {
  const [found, expected] = [read.qualities ?? 0, read.sequence.length]
  return new HeliconError('FASTQ_QUALITY_LENGTH', { file, line: read.line, record: read.id, found, expected })
}
