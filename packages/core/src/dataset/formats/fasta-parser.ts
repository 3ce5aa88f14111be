import { HeliconError } from '../../core/errors.js'
import { concatenate } from '../../io/bytes.js'
import { BASE } from '../../sequence/index.js'
import { isAminoAcid, KIND_OF_LETTER, LETTER } from './letter-kinds.js'

/** A sequence as the parser gives it. */
export interface ParsedSequence {
  /** What follows `>` up to the first space. */
  readonly id: string
  /** The rest of that line; `''` where there is none. */
  readonly description: string
  /** Its line in the file, from 1. */
  readonly line: number
  /**
   * The parser's memory, of which the first `length` bytes are the sequence until the next is asked for: A 0, C 1, G 2,
   * T (U) 3, every other letter 4. No view of it is made: for short records that takes longer than reading them.
   */
  readonly memory: Uint8Array
  /** Bases. */
  readonly length: number
  /** How many letters became 4. */
  readonly ambiguous: number
  /** How many T were written as U. */
  readonly uracil: number
}

const NEWLINE = 10
const RETURN = 13
const HEADER = '>'.charCodeAt(0)
const COMMENT = ';'.charCodeAt(0)
const MARK = [0xef, 0xbb, 0xbf]

/** A name and a description; a chromosome on one line without a header is no reason to fill memory. */
const LONGEST_HEADER = 1024 * 1024
const FIRST_BASES = 4096

type Line = 'start' | 'header' | 'comment' | 'bases'

/** Reads FASTA as its bytes come. The rules are those of `readFasta`. */
export class FastaParser {
  readonly #file: string
  readonly #longest: number
  readonly #decoder = new TextDecoder('utf-8', { fatal: true })
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
  #uracil = 0

  /**
   * @param file for messages
   * @param longest bases that a sequence may have; memory is not taken for more
   */
  constructor(file: string, longest = Number.POSITIVE_INFINITY) {
    this.#file = file
    this.#longest = longest
  }

  /** The records that end in this chunk. */
  *take(chunk: Uint8Array): Generator<ParsedSequence> {
    for (let at = this.#withoutMark(chunk); at < chunk.length; ) {
      if (this.#state === 'start' && chunk[at] === HEADER && this.#record !== undefined) yield this.#ended()
      at = this.#step(chunk, at)
    }
  }

  *finish(): Generator<ParsedSequence> {
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
    const text = this.#text(concatenate(this.#header)).trim()
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
      return this.#decoder.decode(bytes)
    } catch (cause) {
      throw new HeliconError('TEXT_NOT_UTF8', { file: this.#file, line: this.#line }, { cause })
    }
  }

  #addBases(chunk: Uint8Array, start: number, end: number): void {
    this.#reserve(end - start)
    const codes = this.#codes
    let length = this.#length
    for (let at = start; at < end; at++) {
      const kind = KIND_OF_LETTER[chunk[at] ?? 0] ?? LETTER.invalid
      if (kind === LETTER.blank) continue
      if (kind === LETTER.invalid) throw this.#invalid(chunk.subarray(at, end), this.#column + at - start + 1)
      if (kind === LETTER.ambiguous) this.#ambiguous++
      else if (kind === LETTER.uracil) this.#uracil++
      codes[length++] = kind === LETTER.uracil ? BASE.T : kind
    }
    if (this.#record === undefined && length > 0) throw this.#headerMissing(chunk.subarray(start, end))
    this.#length = length
    this.#column += end - start
  }

  #invalid(rest: Uint8Array, column: number): HeliconError {
    if (this.#record === undefined) return this.#headerMissing(rest)
    const [found = ''] = new TextDecoder().decode(rest.subarray(0, 4))
    const place = { file: this.#file, line: this.#line, column, found, record: this.#record.id }
    return new HeliconError(isAminoAcid(found) ? 'PROTEIN_FOUND' : 'FASTA_LETTER_INVALID', place)
  }

  #headerMissing(rest: Uint8Array): HeliconError {
    const found = new TextDecoder().decode(rest.subarray(0, 20)).trimStart()
    return new HeliconError('FASTA_HEADER_MISSING', { file: this.#file, line: this.#line, found })
  }

  /** The record that has come to its end. */
  #ended(): ParsedSequence {
    if (this.#record === undefined) throw new RangeError('no record has begun')
    const { id, description, line } = this.#record
    const memory = this.#codes
    const length = this.#length
    const record = { id, description, line, memory, length, ambiguous: this.#ambiguous, uracil: this.#uracil }
    this.#record = undefined
    this.#length = 0
    this.#ambiguous = 0
    this.#uracil = 0
    return record
  }

  #reserve(more: number): void {
    const size = this.#length + more
    if (size > this.#longest && this.#record !== undefined)
      throw new HeliconError('RECORD_TOO_LONG', {
        ...{ file: this.#file, line: this.#record.line, record: this.#record.id, limit: this.#longest },
      })
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

function endOfLine(chunk: Uint8Array, start: number): number {
  let end = start
  while (end < chunk.length && chunk[end] !== NEWLINE && chunk[end] !== RETURN) end++
  return end
}
