import type { ByteSource, Compression } from '../../io/byte-source.js'
import { textBytes } from '../../io/text-bytes.js'
import { FastaParser, type ParsedSequence } from './fasta-parser.js'

/** A sequence of a FASTA file. */
export interface FastaRecord extends Omit<ParsedSequence, 'memory' | 'length'> {
  /** [L]: A 0, C 1, G 2, T (U) 3, every other letter 4. L may be 0. */
  readonly codes: Uint8Array
}

/**
 * Reads a FASTA file, plain or in gzip, one sequence after the other; only one is in memory at a time. Lines may be
 * wrapped anywhere and end in LF, CRLF or CR; blank lines, blanks, lines that start with `;`, lower case, a byte order
 * mark and a missing end of the last line are taken as they come.
 *
 * @throws HeliconError `FASTA_EMPTY`, `FASTA_HEADER_MISSING`, `FASTA_ID_MISSING`, `FASTA_LETTER_INVALID`,
 *   `PROTEIN_FOUND`, each naming the line; `LINE_TOO_LONG` for a header, `TEXT_NOT_UTF8`, `TEXT_UTF16`, `TEXT_BINARY`,
 *   `FILE_MISSING` and those of damaged gzip
 */
export async function* readFasta(source: ByteSource, compression: Compression): AsyncGenerator<FastaRecord> {
  const parser = new FastaParser(source.name)
  for await (const chunk of textBytes(source, compression))
    for (const record of parser.take(chunk)) yield ownRecord(record)
  for (const record of parser.finish()) yield ownRecord(record)
}

function ownRecord({ memory, length, ...record }: ParsedSequence): FastaRecord {
  return { ...record, codes: memory.slice(0, length) }
}
