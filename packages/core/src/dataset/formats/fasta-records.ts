import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { textBytes } from '../../io/text-bytes.js'
import type { RawRecordSource, RawRecords } from '../stream.js'
import { FastaParser, type ParsedSequence } from './fasta-parser.js'
import { findHeaderLabels, type HeaderLabels, type SequenceHeader } from './header-labels.js'
import { LONGEST_RECORD, RecordBatch } from './record-batch.js'

export interface FastaRecordOptions {
  /**
   * Where labels stand in the headers: `auto` looks at the first 100 records (see `findHeaderLabels`), `none` takes
   * headers for text, any other word is what stands before `=`. Default `auto`.
   */
  readonly headerLabels?: string
}

const LOOKED_AT = 100
/** Bases that are read for looking at headers. */
const LOOKED_AT_BASES = 4 * 1024 * 1024

/**
 * Records of a FASTA file, plain or in gzip, piece by piece; what `readFasta` says of the format holds. The file is
 * opened here, to look at its first headers, and again by each `read`.
 *
 * @throws HeliconError (also while reading) what `readFasta` throws, `RECORD_EMPTY`, `RECORD_TOO_LONG` above 16 Mi bases,
 *   `HEADER_LABELS_DIFFER`, each naming the line
 */
export async function fastaRecords(
  source: ByteSource,
  compression: Compression,
  options: FastaRecordOptions = {},
): Promise<RawRecordSource> {
  const labels = findHeaderLabels(await firstHeaders(source, compression), options.headerLabels ?? 'auto')
  return {
    name: source.name,
    labelNames: labels.names,
    read: (task) => readRecords(source, compression, labels, task),
  }
}

async function firstHeaders(source: ByteSource, compression: Compression): Promise<SequenceHeader[]> {
  const parser = new FastaParser(source.name, LONGEST_RECORD)
  const headers: SequenceHeader[] = []
  let bases = 0
  for await (const chunk of textBytes(source, compression)) {
    for (const { id, description, length } of parser.take(chunk)) {
      headers.push({ id, description })
      bases += length
      if (headers.length >= LOOKED_AT || bases >= LOOKED_AT_BASES) return headers
    }
  }
  for (const { id, description } of parser.finish()) headers.push({ id, description })
  return headers
}

async function* readRecords(
  source: ByteSource,
  compression: Compression,
  labels: HeaderLabels,
  options: TaskOptions = {},
): AsyncGenerator<RawRecords> {
  const parser = new FastaParser(source.name, LONGEST_RECORD)
  const batch = new RecordBatch(source.name, labels.names.length)
  const add = (record: ParsedSequence): void => batch.add(record, labelsOf(record, labels, source.name))
  for await (const chunk of textBytes(source, compression)) {
    for (const record of parser.take(chunk)) {
      add(record)
      if (batch.isFull) yield batch.take(options)
    }
  }
  for (const record of parser.finish()) add(record)
  yield batch.take(options)
}

function labelsOf(record: ParsedSequence, labels: HeaderLabels, file: string): readonly string[] {
  const values = labels.read(record)
  const [found, expected] = [values.length, labels.names.length]
  if (found === expected) return values
  throw new HeliconError('HEADER_LABELS_DIFFER', { file, line: record.line, record: record.id, found, expected })
}
