import { HeliconError } from '../core/errors.js'
import { concatenate } from '../io/bytes.js'
import { BASE } from '../sequence/index.js'
import { BLANK, CODE_OF_BYTE, NO_LETTER } from './base-bytes.js'
import { type FastaIndexEntry, firstWord } from './fasta-index.js'

const NEWLINE = 10
const HEADER = '>'.charCodeAt(0)
const MARK = [0xef, 0xbb, 0xbf]

/** A name and a description; a chromosome on one line without a header is no reason to fill memory. */
const LONGEST_HEADER = 1024 * 1024

/** Takes the bases as they come: of the sequence of that number in the index, codes that are valid until the next call. */
export type TakeBases = (sequence: number, codes: Uint8Array) => void

interface OpenSequence {
  readonly name: string
  readonly offset: number
  length: number
  lineBases: number
  lineWidth: number
  /** A line was shorter than those before it, or blank: no bases may follow. */
  ended: boolean
}

/** Of the line that is being read: what came of it so far. */
interface OpenLine {
  kind: 'unknown' | 'header' | 'bases'
  bytes: number
  bases: number
  /** A blank has come, after which no letter may. */
  blank: boolean
}

/**
 * Reads a FASTA file from start to end and notes where its sequences lie, as `samtools faidx` does: the lines of a
 * sequence have the same number of bases and bytes, the last one may be shorter. What faidx would index wrongly is
 * refused: other letters than those of DNA and RNA, blanks within a line, lines of one width with different bases, and
 * two sequences of one name, of which it would index the first. Headers without a base after them are left out, as there.
 *
 * @throws HeliconError FASTA_HEADER_MISSING, FASTA_ID_MISSING, FASTA_LETTER_INVALID, GENOME_LINES_UNEVEN,
 *   GENOME_NAME_REPEATED, LINE_TOO_LONG (a header), TEXT_NOT_UTF8, each naming the line; GENOME_EMPTY
 */
export async function scanFasta(
  chunks: AsyncIterable<Uint8Array>,
  file: string,
  take?: TakeBases,
): Promise<FastaIndexEntry[]> {
  const scanner = new FastaScanner(file, take)
  for await (const chunk of chunks) scanner.chunk(chunk)
  return scanner.finish()
}

class FastaScanner {
  readonly #file: string
  readonly #take: TakeBases | undefined
  /** Those that have bases. */
  readonly #sequences: OpenSequence[] = []
  readonly #names = new Set<string>()
  #current: OpenSequence | undefined
  #line: OpenLine = { kind: 'unknown', bytes: 0, bases: 0, blank: false }
  #lineNumber = 1
  #position = 0
  #header: Uint8Array[] = []
  #codes = new Uint8Array(0)

  constructor(file: string, take: TakeBases | undefined) {
    this.#file = file
    this.#take = take
  }

  chunk(chunk: Uint8Array): void {
    let at = this.#position < MARK.length ? this.#afterMark(chunk) : 0
    while (at < chunk.length) {
      const newline = chunk.indexOf(NEWLINE, at)
      const end = newline < 0 ? chunk.length : newline
      if (end > at) this.#piece(chunk.subarray(at, end))
      if (newline >= 0) this.#endLine(this.#position + newline + 1)
      at = end + 1
    }
    this.#position += chunk.length
  }

  finish(): FastaIndexEntry[] {
    // A last line without an end: its width is counted as if it had one, as samtools does.
    if (this.#line.bytes > 0) this.#endLine(this.#position)
    if (this.#sequences.length === 0) throw new HeliconError('GENOME_EMPTY', { file: this.#file })
    return this.#sequences.map(({ ended: _, ...entry }) => entry)
  }

  /** Where the text begins in the first chunk: after a byte order mark. */
  #afterMark(chunk: Uint8Array): number {
    let at = 0
    while (this.#position + at < MARK.length && chunk[at] === MARK[this.#position + at]) at++
    return at
  }

  /** A part of a line without its end. */
  #piece(bytes: Uint8Array): void {
    const line = this.#line
    if (line.kind === 'unknown') line.kind = bytes[0] === HEADER ? 'header' : 'bases'
    if (line.kind === 'header') this.#header.push(bytes.slice())
    else this.#bases(bytes)
    line.bytes += bytes.length
    if (line.kind === 'header' && line.bytes > LONGEST_HEADER)
      throw new HeliconError('LINE_TOO_LONG', { file: this.#file, line: this.#lineNumber, limit: LONGEST_HEADER })
  }

  #bases(bytes: Uint8Array): void {
    const codes = this.#take === undefined ? undefined : this.#room(bytes.length)
    const count = this.#line.blank ? 0 : leadingBases(bytes, codes)
    for (let i = count; i < bytes.length; i++) {
      if (CODE_OF_BYTE[bytes[i] ?? 0] !== BLANK) throw this.#wrongLetter(bytes.subarray(i), this.#line.bytes + i + 1)
      this.#line.blank = true
    }
    if (count === 0) return
    if (this.#current === undefined) throw this.#headerMissing(bytes)
    if (this.#current !== this.#sequences.at(-1)) this.#sequences.push(this.#current)
    if (codes !== undefined) this.#take?.(this.#sequences.length - 1, codes.subarray(0, count))
    this.#line.bases += count
  }

  #room(length: number): Uint8Array {
    if (this.#codes.length < length) this.#codes = new Uint8Array(length)
    return this.#codes
  }

  /** @param after the byte after the end of the line */
  #endLine(after: number): void {
    const { kind, bases, bytes } = this.#line
    if (kind === 'header') this.#startSequence(after)
    else if (this.#current !== undefined) this.#endBases(this.#current, bases, bytes + 1)
    this.#line = { kind: 'unknown', bytes: 0, bases: 0, blank: false }
    this.#lineNumber++
  }

  #startSequence(offset: number): void {
    const name = firstWord(this.#text(concatenate(this.#header)).slice(1))
    const place = { file: this.#file, line: this.#lineNumber }
    if (name === '') throw new HeliconError('FASTA_ID_MISSING', place)
    if (this.#names.has(name)) throw new HeliconError('GENOME_NAME_REPEATED', { ...place, found: name })
    this.#names.add(name)
    this.#header = []
    this.#current = { name, offset, length: 0, lineBases: 0, lineWidth: 0, ended: false }
  }

  #endBases(sequence: OpenSequence, bases: number, width: number): void {
    if (bases === 0) {
      sequence.ended = true
      return
    }
    const { lineBases, lineWidth } = sequence
    const first = sequence.length === 0
    const shorter = width < lineWidth && bases <= lineBases
    const same = width === lineWidth && bases === lineBases
    if (sequence.ended || !(first || shorter || same)) {
      throw new HeliconError('GENOME_LINES_UNEVEN', {
        ...{ file: this.#file, line: this.#lineNumber, record: sequence.name },
        ...{ found: bases, expected: sequence.ended ? 0 : lineBases },
      })
    }
    if (first) {
      sequence.lineBases = bases
      sequence.lineWidth = width
    } else if (shorter) sequence.ended = true
    sequence.length += bases
  }

  #text(bytes: Uint8Array): string {
    try {
      return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    } catch (cause) {
      throw new HeliconError('TEXT_NOT_UTF8', { file: this.#file, line: this.#lineNumber }, { cause })
    }
  }

  #wrongLetter(rest: Uint8Array, column: number): HeliconError {
    if (this.#current === undefined) return this.#headerMissing(rest)
    const [found = ''] = this.#line.blank ? ' ' : new TextDecoder().decode(rest.subarray(0, 4))
    const place = { file: this.#file, line: this.#lineNumber, column: this.#line.blank ? column - 1 : column }
    return new HeliconError('FASTA_LETTER_INVALID', { ...place, found, record: this.#current.name })
  }

  #headerMissing(bytes: Uint8Array): HeliconError {
    const found = new TextDecoder().decode(bytes.subarray(0, 20))
    return new HeliconError('FASTA_HEADER_MISSING', { file: this.#file, line: this.#lineNumber, found })
  }
}

/** How many letters of bases a piece of a line begins with; their codes go into `codes`, where it is given. */
function leadingBases(bytes: Uint8Array, codes: Uint8Array | undefined): number {
  for (let i = 0; i < bytes.length; i++) {
    const code = CODE_OF_BYTE[bytes[i] ?? 0] ?? NO_LETTER
    if (code > BASE.N) return i
    if (codes !== undefined) codes[i] = code
  }
  return bytes.length
}
