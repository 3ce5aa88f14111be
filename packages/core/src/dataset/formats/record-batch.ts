import { HeliconError } from '../../core/errors.js'
import type { TaskOptions } from '../../core/progress.js'
import { BASE } from '../../sequence/index.js'
import type { RawRecords } from '../stream.js'
import type { ParsedSequence } from './fasta-parser.js'
import { isAminoAcid, KIND_OF_LETTER, LETTER } from './letter-kinds.js'

/** The longest record: windows to train on are far shorter, and a chromosome has no place among them. In bases. */
export const LONGEST_RECORD = 16 * 1024 * 1024

const RECORDS_A_PIECE = 4096
const BASES_A_PIECE = 1024 * 1024
/** Bases above which a view and one copy of it are faster than a loop. */
const LONG = 1024

/** Gathers records into pieces of about 4,096 records or 1 Mi bases, whichever comes first. */
export class RecordBatch {
  readonly #file: string
  readonly #labelCount: number
  #ids: string[] = []
  #lines: number[] = []
  #offsets: number[] = [0]
  #labels: string[][] = []
  #codes = new Uint8Array(BASES_A_PIECE)
  #length = 0
  #ambiguous = 0
  #uracil = 0
  #before = 0

  constructor(file: string, labelCount: number) {
    this.#file = file
    this.#labelCount = labelCount
    this.#clear()
  }

  get isFull(): boolean {
    return this.#ids.length >= RECORDS_A_PIECE || this.#length >= BASES_A_PIECE
  }

  get isEmpty(): boolean {
    return this.#ids.length === 0
  }

  /** @throws HeliconError `RECORD_EMPTY` */
  add(record: Omit<ParsedSequence, 'description'>, labels: readonly string[]): void {
    const { memory, length } = record
    this.#reserve(length)
    const codes = this.#codes
    const start = this.#length
    if (length > LONG) codes.set(memory.subarray(0, length), start)
    else for (let i = 0; i < length; i++) codes[start + i] = memory[i] ?? BASE.N
    this.#length = start + length
    this.#ambiguous += record.ambiguous
    this.#uracil += record.uracil
    this.#end(record.id, record.line, labels)
  }

  /** @throws HeliconError `RECORD_EMPTY`, `RECORD_TOO_LONG`, `RECORD_PROTEIN`, `RECORD_LETTER_INVALID` */
  addText(id: string, line: number, sequence: string, labels: readonly string[]): void {
    if (sequence.length > LONGEST_RECORD)
      throw new HeliconError('RECORD_TOO_LONG', { file: this.#file, line, record: id, limit: LONGEST_RECORD })
    this.#reserve(sequence.length)
    const codes = this.#codes
    let at = this.#length
    for (let i = 0; i < sequence.length; i++) {
      const kind = KIND_OF_LETTER[sequence.charCodeAt(i)] ?? LETTER.invalid
      if (kind > LETTER.uracil) throw this.#invalid(id, line, sequence, i)
      if (kind === LETTER.ambiguous) this.#ambiguous++
      else if (kind === LETTER.uracil) this.#uracil++
      codes[at++] = kind === LETTER.uracil ? BASE.T : kind
    }
    this.#length = at
    this.#end(id, line, labels)
  }

  /** The records gathered, and an empty batch for the next. */
  take(options: TaskOptions = {}): RawRecords {
    const piece: RawRecords = {
      sequences: {
        codes: this.#codes.slice(0, this.#length),
        offsets: Uint32Array.from(this.#offsets),
        ids: compactTexts(this.#ids),
      },
      lines: Uint32Array.from(this.#lines),
      labels: this.#labels,
      letters: { ambiguous: this.#ambiguous, uracil: this.#uracil },
    }
    this.#before += this.#ids.length
    this.#clear()
    options.signal?.throwIfAborted()
    options.onProgress?.({ task: 'read', done: this.#before, total: undefined })
    return piece
  }

  #clear(): void {
    this.#ids = []
    this.#lines = []
    this.#offsets = [0]
    this.#labels = Array.from({ length: this.#labelCount }, () => [])
    this.#length = 0
    this.#ambiguous = 0
    this.#uracil = 0
  }

  #end(id: string, line: number, labels: readonly string[]): void {
    if (this.#length === this.#offsets[this.#offsets.length - 1])
      throw new HeliconError('RECORD_EMPTY', { file: this.#file, line, record: id })
    this.#ids.push(id)
    this.#lines.push(line)
    this.#offsets.push(this.#length)
    for (let column = 0; column < this.#labels.length; column++) this.#labels[column]?.push(labels[column] ?? '')
  }

  #reserve(more: number): void {
    const size = this.#length + more
    if (size <= this.#codes.length) return
    const larger = new Uint8Array(Math.max(size, 2 * this.#codes.length))
    larger.set(this.#codes.subarray(0, this.#length))
    this.#codes = larger
  }

  #invalid(record: string, line: number, sequence: string, index: number): HeliconError {
    const found = String.fromCodePoint(sequence.codePointAt(index) ?? 0)
    const place = { file: this.#file, line, record, position: index + 1, found }
    return new HeliconError(isAminoAcid(found) ? 'RECORD_PROTEIN' : 'RECORD_LETTER_INVALID', place)
  }
}

/**
 * The same texts in memory of their own: a part of a text that was read holds on to the whole chunk of the file. Text
 * files have no zero bytes, so that zero can stand between the texts.
 */
function compactTexts(texts: readonly string[]): string[] {
  return texts.length === 0 ? [] : texts.join('\0').split('\0')
}
