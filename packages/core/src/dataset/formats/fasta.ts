import { HeliconError } from '../../core/errors.js'
import type { ByteSource, Compression } from '../../io/byte-source.js'
import { concatenate } from '../../io/bytes.js'
import { plainBytes } from '../../io/plain-bytes.js'
import { decodeUtf8 } from '../../io/text.js'
import { BASE, encodeSequence } from '../../sequence/index.js'

/** A sequence of a FASTA file. */
export interface FastaRecord {
  /** What follows `>` up to the first space. */
  readonly id: string
  /** The rest of that line; `''` where there is none. */
  readonly description: string
  /** Its line in the file, from 1. */
  readonly line: number
  /** [L]: A 0, C 1, G 2, T (U) 3, every other letter 4. L may be 0. */
  readonly codes: Uint8Array
  /** How many letters became 4. */
  readonly ambiguous: number
}

const NEWLINE = 10
const RETURN = 13
const HEADER = '>'.charCodeAt(0)
const COMMENT = ';'.charCodeAt(0)
const SKIPPED = 5
const INVALID = 6

/** A name and a description; a chromosome on one line without a header is no reason to fill memory. */
const LONGEST_HEADER = 1024 * 1024
const FIRST_BASES = 4096

/** By byte: the code of a letter, whether it is a blank within a line, or that it cannot be. */
const KIND_OF_BYTE = Uint8Array.from({ length: 256 }, (_, byte) => {
  if (byte === 9 || byte === 32) return SKIPPED
  const { codes, other } = encodeSequence(String.fromCharCode(byte))
  return other > 0 ? INVALID : (codes[0] ?? INVALID)
})

/**
 * Reads a FASTA file, plain or in gzip, one sequence after the other; only one is in memory at a time. Lines may be
 * wrapped anywhere and end in LF, CRLF or CR; blank lines, blanks, lines that start with `;`, lower case, a byte order
 * mark and a missing end of the last line are taken as they come.
 *
 * @throws HeliconError `FASTA_EMPTY`, `FASTA_HEADER_MISSING`, `FASTA_ID_MISSING`, `FASTA_LETTER_INVALID`, each naming
 *   the line; `LINE_TOO_LONG` for a header, `TEXT_NOT_UTF8`, `FILE_MISSING` and those of damaged gzip
 */
export async function* readFasta(source: ByteSource, compression: Compression): AsyncGenerator<FastaRecord> {
  const parser = new FastaParser(source.name)
  for await (const chunk of plainBytes(source, compression)) yield* parser.take(chunk)
  yield* parser.finish()
}

type Line = 'start' | 'header' | 'comment' | 'bases'

class FastaParser {
  readonly #file: string
  #state: Line = 'start'
  #line = 1
  #column = 0
  #afterReturn = false
  /** Of a byte order mark: how many of its bytes the file has begun with. */
  #mark: number | undefined = 0
  #header: Uint8Array[] = []
  #headerBytes = 0
  #record: { readonly id: string; readonly description: string; readonly line: number } | undefined
  #codes = new Uint8Array(FIRST_BASES)
  #length = 0
  #ambiguous = 0

  constructor(file: string) {
    this.#file = file
  }

  /** The records that end in this chunk. */
  *take(chunk: Uint8Array): Generator<FastaRecord> {
    this.#reserve(chunk.length)
    for (let at = this.#withoutMark(chunk); at < chunk.length; ) {
      if (this.#state === 'start' && chunk[at] === HEADER && this.#record !== undefined) yield this.#ended()
      at = this.#step(chunk, at)
    }
  }

  *finish(): Generator<FastaRecord> {
    if (this.#state === 'header') this.#endHeader()
    if (this.#record === undefined) throw new HeliconError('FASTA_EMPTY', { file: this.#file })
    yield this.#ended()
  }

  /** Takes a piece of a line or its end. @returns where the next one starts */
  #step(chunk: Uint8Array, at: number): number {
    const byte = chunk[at]
    if (byte === NEWLINE || byte === RETURN) {
      this.#endLine(byte)
      return at + 1
    }
    this.#afterReturn = false
    if (this.#state === 'start') {
      if (byte === HEADER) {
        this.#state = 'header'
        return at + 1
      }
      this.#state = byte === COMMENT ? 'comment' : 'bases'
    }
    const end = endOfLine(chunk, at)
    if (this.#state === 'header') this.#addHeader(chunk.slice(at, end))
    else if (this.#state === 'bases') this.#addBases(chunk, at, end)
    return end
  }

  #endLine(byte: number): void {
    const second = byte === NEWLINE && this.#afterReturn
    this.#afterReturn = byte === RETURN
    if (second) return
    if (this.#state === 'header') this.#endHeader()
    this.#state = 'start'
    this.#line++
    this.#column = 0
  }

  #addHeader(bytes: Uint8Array): void {
    this.#header.push(bytes)
    this.#headerBytes += bytes.length
    if (this.#headerBytes > LONGEST_HEADER)
      throw new HeliconError('LINE_TOO_LONG', { file: this.#file, line: this.#line, limit: LONGEST_HEADER })
  }

  #endHeader(): void {
    const bytes = concatenate(this.#header)
    const text = this.#text(bytes).trim()
    const end = text.search(/\s/)
    const [id, description] = end < 0 ? [text, ''] : [text.slice(0, end), text.slice(end).trimStart()]
    if (id === '') throw new HeliconError('FASTA_ID_MISSING', { file: this.#file, line: this.#line })
    this.#record = { id, description, line: this.#line }
    this.#header = []
    this.#headerBytes = 0
    this.#state = 'start'
  }

  #text(bytes: Uint8Array): string {
    try {
      return decodeUtf8(bytes, this.#file)
    } catch (cause) {
      throw new HeliconError('TEXT_NOT_UTF8', { file: this.#file, line: this.#line }, { cause })
    }
  }

  #addBases(chunk: Uint8Array, start: number, end: number): void {
    for (let at = start; at < end; at++) {
      const kind = KIND_OF_BYTE[chunk[at] ?? 0] ?? INVALID
      if (kind === SKIPPED) continue
      if (kind === INVALID) throw this.#invalid(chunk.subarray(at, end), this.#column + at - start + 1)
      if (this.#record === undefined) throw this.#headerMissing(chunk.subarray(at, end))
      if (kind === BASE.N) this.#ambiguous++
      this.#codes[this.#length++] = kind
    }
    this.#column += end - start
  }

  #invalid(rest: Uint8Array, column: number): HeliconError {
    if (this.#record === undefined) return this.#headerMissing(rest)
    const [found = ''] = new TextDecoder().decode(rest.subarray(0, 4))
    return new HeliconError('FASTA_LETTER_INVALID', {
      ...{ file: this.#file, line: this.#line, column, found, record: this.#record.id },
    })
  }

  #headerMissing(rest: Uint8Array): HeliconError {
    const found = new TextDecoder().decode(rest.subarray(0, 20))
    return new HeliconError('FASTA_HEADER_MISSING', { file: this.#file, line: this.#line, found })
  }

  /** The record that has come to its end. */
  #ended(): FastaRecord {
    if (this.#record === undefined) throw new RangeError('no record has begun')
    const record = { ...this.#record, codes: this.#codes.slice(0, this.#length), ambiguous: this.#ambiguous }
    this.#record = undefined
    this.#length = 0
    this.#ambiguous = 0
    return record
  }

  #reserve(more: number): void {
    const size = this.#length + more
    if (size <= this.#codes.length) return
    const larger = new Uint8Array(Math.max(size, 2 * this.#codes.length))
    larger.set(this.#codes.subarray(0, this.#length))
    this.#codes = larger
  }

  /** Where the text of the first chunks begins: after a byte order mark. */
  #withoutMark(chunk: Uint8Array): number {
    let at = 0
    while (this.#mark !== undefined && at < chunk.length) {
      if (chunk[at] === MARK[this.#mark]) {
        at++
        this.#mark = this.#mark === MARK.length - 1 ? undefined : this.#mark + 1
      } else this.#mark = undefined
    }
    return at
  }
}

const MARK = [0xef, 0xbb, 0xbf]

function endOfLine(chunk: Uint8Array, start: number): number {
  let end = start
  while (end < chunk.length && chunk[end] !== NEWLINE && chunk[end] !== RETURN) end++
  return end
}
